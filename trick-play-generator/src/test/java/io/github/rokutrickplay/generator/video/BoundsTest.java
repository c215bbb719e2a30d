package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.video.decode.Decoder;
import io.github.rokutrickplay.generator.video.fetch.ContentKeys;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.NativeLibraries;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.libav.WatchedThreads;
import io.github.rokutrickplay.generator.video.search.Choice;
import io.github.rokutrickplay.generator.video.search.Direction;
import io.github.rokutrickplay.generator.video.search.ExactFrame;
import io.github.rokutrickplay.generator.video.search.FrameRule;
import io.github.rokutrickplay.generator.video.thumbnail.FilterGraph;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import io.github.rokutrickplay.keys.KeyServer;
import io.github.rokutrickplay.sample.FilmSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing takes longer, or more, than it may. */
class BoundsTest {

    private static final FilmSpec FILM = FilmSpec.single(Duration.ofSeconds(20), 320, 180)
            .withSegments(Duration.ofSeconds(4), Duration.ofSeconds(2));

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    /** Chooses frames as ever, but does something else first where a segment is read. */
    private record Slowed(ExactFrame rule, int mark, Runnable first) implements FrameRule {

        @Override
        public boolean isDecided(PacketIndex index, RunClock clock, Mark sought) {
            if (sought.number() == mark) {
                first.run();
            }
            return rule.isDecided(index, clock, sought);
        }

        @Override
        public boolean needsOnlyLastTwoGops(PacketIndex index, RunClock clock, Mark sought) {
            return rule.needsOnlyLastTwoGops(index, clock, sought);
        }

        @Override
        public boolean searchesAroundDamage() {
            return rule.searchesAroundDamage();
        }

        @Override
        public Choice choose(View view, Mark sought, Direction direction) {
            return rule.choose(view, sought, direction);
        }
    }

    private Extraction extract(Runnable inTheThirdSegment) throws IOException {
        FilmInStore film = FilmInStore.made(FILM, folder);
        ThumbnailSettings settings = new ThumbnailSettings(
                Duration.ofSeconds(4),
                List.of(Extracted.SMALL),
                4,
                FrameChoice.EXACT,
                "thumbs",
                false,
                new BigDecimal("0.5"));
        NativeLibraries.load();
        try (SegmentFetcher fetcher = new SegmentFetcher(film.store, new ContentKeys(film.store, KeyServer.NONE))) {
            return new ExtractionRun(
                            film.plan(settings.interval()),
                            settings,
                            fetcher,
                            thumbnail -> {},
                            new Slowed(new ExactFrame(), 3, inTheThirdSegment))
                    .execute(1, () -> new TimeLimit(TimeLimit.LIMIT, nanos::get));
        }
    }

    @Test
    void leavesOutASegmentThatTakesTooLong() throws IOException {
        Extraction extraction = extract(() -> pass(Duration.ofSeconds(131)));

        assertThat(extraction.missing()).containsOnlyKeys(3);
        assertThat(extraction.missing().get(3))
                .isEqualTo(
                        "segment 2, s3://films/film/180p_00002.ts takes FFmpeg longer than 130 seconds to read and decode");
        assertThat(NativeLibraries.stuckThreads()).isZero();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void givesAFilmUpWhereFfmpegDoesNotComeBack() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> extract(() -> {
                        pass(Duration.ofSeconds(161));
                        awaitUninterruptibly(never);
                    }))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageMatching("segment 2, s3://films/film/180p_00002.ts: FFmpeg has not come back from it for"
                            + " 161 seconds; the work on this film is given up");
            assertThat(ThumbnailExtractor.anyThreadIsStuck()).isTrue();
        } finally {
            never.countDown();
        }
        while (ThumbnailExtractor.anyThreadIsStuck()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void saysWhereSomethingUnforeseenHappened() {
        IllegalStateException unforeseen = new IllegalStateException("nobody thought of it");
        assertThatThrownBy(() -> extract(() -> {
                    throw unforeseen;
                }))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("segment 2, s3://films/film/180p_00002.ts: something unforeseen happened while reading it:"
                        + " java.lang.IllegalStateException: nobody thought of it")
                .hasCause(unforeseen);
        assertThatThrownBy(() -> WatchedThreads.call(timeLimit -> timeLimit.doing("making pictures of it", () -> {
                    throw unforeseen;
                })))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("a segment: something unforeseen happened while making pictures of it:"
                        + " java.lang.IllegalStateException: nobody thought of it");
    }

    @Test
    void forgetsAStepThatEndedInAFailureThatWasForeseen() {
        TimeLimit timeLimit = new TimeLimit(TimeLimit.LIMIT, nanos::get);
        PermanentFailure foreseen = new PermanentFailure("a segment is damaged");
        assertThatThrownBy(() -> timeLimit.doing("decoding it", () -> {
                    throw foreseen;
                }))
                .isSameAs(foreseen);
        assertThat(timeLimit.failure(foreseen)).isSameAs(foreseen);
        assertThat(timeLimit.failure(new NullPointerException())).hasMessageContaining("while reading it");
    }

    @Test
    void saysWhatTheLibrariesSayOfAPictureThatFiltersRefuse() {
        NativeLibraries.load();
        // zscale makes no 4:2:0 picture whose sides are odd.
        AVFrame frame = MadeFrame.of("yuv420p", 64, 36, false, (component, x, y) -> 0);
        try (FilterGraph graph = new FilterGraph(new Operation.Filter("zscale=w=33:h=17", 1))) {
            assertThatThrownBy(() -> graph.apply(frame))
                    .isInstanceOf(LibavException.class)
                    .hasMessageMatching("libav failed filtering zscale=w=33:h=17: .+ \\(-\\d+\\)");
        } finally {
            av_frame_free(frame);
        }
    }

    @Test
    void decodesNoPictureThatWouldTakeHundredsOfMegabytes() {
        NativeLibraries.load();
        byte[] bytes = HugePicture.annexB(1);
        try (Decoder decoder = new Decoder();
                AVCodecParameters parameters = avcodec_parameters_alloc();
                AVPacket packet = av_packet_alloc()) {
            decoder.prepare(parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264), new byte[0]);
            av_new_packet(packet, bytes.length);
            packet.data().put(bytes, 0, bytes.length);
            packet.pts(0);
            decoder.start(false);
            decoder.decode(packet, true, new HashSet<>(Set.of(0L)), frame -> true);
            decoder.drain(new HashSet<>(Set.of(0L)), frame -> true);

            assertThat(decoder.damaged()).isTrue();
            assertThat(decoder.framesDecoded())
                    .as("frames with whatever is in them")
                    .isZero();
        }
    }

    /** As a native call does: it does not hear of interruptions. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
