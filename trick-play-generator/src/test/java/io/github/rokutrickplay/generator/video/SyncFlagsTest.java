package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.mp4.BytesInMemory;
import io.github.rokutrickplay.generator.mp4.Mp4File;
import io.github.rokutrickplay.generator.mp4.Mp4Planner;
import io.github.rokutrickplay.generator.plan.MarkTimes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a container is wrong about its key frames, the frames are right all the same: the bitstream says what they are. */
class SyncFlagsTest {

    private static final int SYNC = 0x2000000;
    private static final int NOT_SYNC = 0x1010000;
    private static final String OPEN_GOPS =
            "-an -c:v libx264 -preset veryfast -x264-params keyint=24:min-keyint=24:open-gop=1:bframes=3:scenecut=0";

    @TempDir
    private static Path shared;

    private static Mp4Studio studio;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openStudio() {
        studio = Mp4Studio.open(shared);
    }

    /** What a file is made to say: that these are its sync samples. */
    enum Lie {
        ALL(""),
        NONE(""),
        OTHERS(""),
        ALL_FRAGMENTED(" -movflags frag_every_frame+empty_moov+default_base_moof"),
        NONE_FRAGMENTED(" -movflags frag_keyframe+empty_moov");

        private final String muxer;

        Lie(String muxer) {
            this.muxer = muxer;
        }

        byte[] told(byte[] truth) {
            return switch (this) {
                case ALL -> rename(truth, "stss", "free");
                case NONE -> at(truth, "stss", 8, count -> 0);
                case OTHERS -> others(truth);
                case ALL_FRAGMENTED -> flags(truth, NOT_SYNC, SYNC);
                case NONE_FRAGMENTED -> flags(truth, SYNC, NOT_SYNC);
            };
        }
    }

    /** All entries of stss but the first name the fifth sample behind the key frame. */
    private static byte[] others(byte[] mp4) {
        int count = ByteBuffer.wrap(mp4).getInt(place(mp4, "stss") + 8);
        byte[] changed = mp4;
        for (int entry = 1; entry < count; entry++) {
            changed = at(changed, "stss", 12 + 4 * entry, sample -> sample + 5);
        }
        return changed;
    }

    private static int place(byte[] mp4, String box) {
        int at = new String(mp4, StandardCharsets.ISO_8859_1).indexOf(box);
        assertThat(at).as(box).isPositive();
        return at;
    }

    private static byte[] rename(byte[] mp4, String box, String other) {
        byte[] changed = mp4.clone();
        System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, changed, place(mp4, box), 4);
        return changed;
    }

    private static byte[] at(byte[] mp4, String box, int offset, IntUnaryOperator change) {
        ByteBuffer changed = ByteBuffer.wrap(mp4.clone());
        int at = place(mp4, box) + offset;
        return changed.putInt(at, change.applyAsInt(changed.getInt(at))).array();
    }

    /** Puts other sample flags in the place of some, in all moof boxes. */
    private static byte[] flags(byte[] mp4, int from, int to) {
        ByteBuffer changed = ByteBuffer.wrap(mp4.clone());
        String text = new String(mp4, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("moof"); at >= 0; at = text.indexOf("moof", at + 4)) {
            int end = at - 4 + changed.getInt(at - 4);
            for (int field = at; field + 4 <= end; field += 4) {
                if (changed.getInt(field) == from) {
                    changed.putInt(field, to);
                }
            }
        }
        return changed.array();
    }

    private Path file(Lie lie, String options) throws IOException, InterruptedException {
        return studio.encode("", folder.resolve("true.mp4"), options + lie.muxer);
    }

    @ParameterizedTest
    @EnumSource
    void areAHintOnlyInMp4(Lie lie) throws IOException, InterruptedException {
        Path truth = file(lie, Mp4Studio.X264.replace("-c:a aac", "-an"));
        byte[] changed = lie.told(Files.readAllBytes(truth));
        assertThat(changed).isNotEqualTo(Files.readAllBytes(truth));

        Mp4Studio.shows(Files.write(folder.resolve("lie.mp4"), changed), Mp4Studio.truth(truth));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL", "OTHERS"})
    void areAHintOnlyWhereGopsAreOpen(Lie lie) throws IOException, InterruptedException {
        Path truth = file(lie, OPEN_GOPS);
        byte[] changed = lie.told(Files.readAllBytes(truth));

        Mp4Studio.shows(Files.write(folder.resolve("lie.mp4"), changed), Mp4Studio.truth(truth));
    }

    @Test
    void costALookAtOneSampleWhereTheyAreRight() throws IOException, InterruptedException {
        Path file = file(Lie.ALL, Mp4Studio.X264.replace("-c:a aac", "-an") + " -movflags faststart");
        BytesInMemory read = new BytesInMemory(Files.readAllBytes(file));
        Mp4File head = Mp4File.read(read);
        long before = read.bytesRead();

        Mp4Planner planner = new Mp4Planner(Mp4Studio.LOCATION, head);

        assertThat(planner.duration()).isPositive();
        assertThat(read.bytesRead() - before).isLessThanOrEqualTo(256);
    }

    @Test
    void costNoMoreThanTheSamplesThatAreNeededWhereTheyAreWrong() throws IOException, InterruptedException {
        byte[] bytes = Lie.ALL.told(Files.readAllBytes(
                file(Lie.ALL, Mp4Studio.X264.replace("-c:a aac", "-an").replace("-crf 18", "-crf 1"))));
        BytesInMemory read = new BytesInMemory(bytes);
        Mp4Planner planner = new Mp4Planner(Mp4Studio.LOCATION, Mp4File.read(read));
        Duration interval = Duration.ofMillis(3_900);

        ThumbnailPlan plan =
                planner.plan(MarkTimes.of("film", planner.duration(), interval), interval, FrameChoice.EXACT);

        assertThat(plan.marks()).hasSize(3);
        assertThat(read.reads()).isLessThanOrEqualTo(3 + 4 + 2 * 48);
        assertThat(read.bytesRead()).isLessThan(bytes.length);
    }

    @Test
    void findTheNearestKeyFrameAllTheSame() throws IOException, InterruptedException {
        Path truth = file(Lie.ALL, Mp4Studio.X264.replace("-c:a aac", "-an"));
        byte[] bytes = Files.readAllBytes(truth);
        Duration interval = Duration.ofMillis(700);
        ThumbnailPlan right = Mp4Studio.plan(bytes, interval, FrameChoice.KEYFRAME);

        ThumbnailPlan plan = Mp4Studio.plan(Lie.ALL.told(bytes), interval, FrameChoice.KEYFRAME);

        assertThat(plan.marks()).isEqualTo(right.marks());
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL_FRAGMENTED", "NONE_FRAGMENTED"})
    void areAHintOnlyInSegments(Lie lie) throws IOException, InterruptedException {
        List<String> source =
                EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(8), 320, 180));
        EncodedFilm made = new EncodedFilm(Program.installedFfmpegWith("libx264"), folder.resolve("film"));
        made.fragmentedMp4(source, EncodedFilm.words("-c:v libx264 -g 24 -bf 2 -sc_threshold 0"));
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder.resolve("film"), "*.m4s")) {
            for (Path segment : segments) {
                Files.write(segment, lie.told(Files.readAllBytes(segment)));
            }
        }

        EncodedFilm.showsEveryFrameRight(
                FilmInStore.of(folder.resolve("film"), "video.m3u8"), 24, 192, Duration.ofMillis(700));
    }
}
