package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.generator.video.EncodedFilm.words;
import static io.github.rokutrickplay.sample.TransportStreams.Timestamps.BOTH;
import static io.github.rokutrickplay.sample.TransportStreams.Timestamps.NONE;
import static io.github.rokutrickplay.sample.TransportStreams.Timestamps.PRESENTATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.codec.PictureOrder;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.PictureTimes;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.TransportStreams;
import io.github.rokutrickplay.sample.TransportStreams.TimestampChoice;
import io.github.rokutrickplay.storage.ObjectAttributes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Transport streams that leave timestamps out of their PES headers: six seconds in segments of two. */
class LeftOutTimestampsTest {

    private static final int SECONDS = 6;
    private static final int RATE = 24;

    @TempDir
    private Path folder;

    private static final Map<String, String> ENCODERS = Map.of(
            "H.264, B pyramid", "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -b-pyramid normal -g 24",
            "H.264, open GOP",
                    "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -g 12 -keyint_min 12 -sc_threshold 0 -flags -cgop"
                            + " -x264-params open-gop=1",
            "H.264, no B", "-c:v libx264 -preset veryfast -bf 0 -g 24",
            "H.264, one key frame a segment", "-c:v libx264 -preset veryfast -bf 2 -b_strategy 0 -g 48 -keyint_min 48",
            "HEVC", "-c:v libx265 -preset superfast -g 24 -x265-params log-level=none:bframes=4:b-adapt=0",
            "MPEG-2", "-c:v mpeg2video -q:v 2 -bf 2 -g 12");

    private static final Map<String, TimestampChoice> CHOICES = Map.of(
            "some pictures without", (picture, key) -> !key && picture % 7 == 3 ? NONE : BOTH,
            "key frames only", (picture, key) -> key ? BOTH : NONE,
            "the first picture of all only", (picture, key) -> picture == 0 ? BOTH : NONE,
            "without those of decoding", (picture, key) -> PRESENTATION,
            "key frames only, without those of decoding", (picture, key) -> key ? PRESENTATION : NONE);

    static Stream<Arguments> films() {
        return ENCODERS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(encoder -> CHOICES.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(choice -> argumentSet(
                                encoder.getKey() + ": " + choice.getKey(), encoder.getValue(), choice.getValue())));
    }

    @ParameterizedTest
    @MethodSource("films")
    void showsWhatOrderAndFrameRateSay(String encoder, TimestampChoice choice)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(words(encoder).get(1));
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180)
                .withSegments(Duration.ofSeconds(2), Duration.ofSeconds(2));
        FilmInStore film = new EncodedFilm(program, folder.resolve("film"))
                .transportStream(EncodedFilm.numbered(folder.resolve("sample"), spec), words(encoder));
        film.store.list(FilmInStore.BUCKET, "film/").stream()
                .filter(file -> file.location().key().endsWith(".ts"))
                .forEach(file -> film.store.put(
                        file.location(),
                        TransportStreams.withTimestamps(film.store.bytes(file.location()), choice),
                        ObjectAttributes.ofType("video/mp2t")));

        ThumbnailPlan plan = film.plan(Duration.ofMillis(125));
        Extracted extracted = Extracted.of(
                film.store,
                new ThumbnailPlan(
                        plan.interval(),
                        plan.duration(),
                        plan.segments(),
                        plan.marks().subList(0, SECONDS * 8)));

        assertThat(extracted.extraction().missing()).isEmpty();
        extracted.shows(IntStream.range(0, SECONDS * 8)
                .mapToObj(mark -> mark * RATE / 8)
                .toList());
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                argumentSet(
                        "I P B B P B B",
                        new boolean[] {false, false, true, true, false, true, true},
                        List.of(0, 3, 1, 2, 6, 4, 5)),
                argumentSet("no B", new boolean[] {false, false, false}, List.of(0, 1, 2)),
                argumentSet("leading B", new boolean[] {false, true, true, false}, List.of(2, 0, 1, 3)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void presentsByPictureTypesAsMpeg2Does(boolean[] backward, List<Integer> ranks) {
        long[] order = PictureOrder.byTypes(backward);
        long[] pts = new long[order.length];
        Arrays.fill(pts, PacketIndex.NONE);
        pts[0] = 1000L * ranks.getFirst();
        assertThat(PictureTimes.presentation(pts, order, 1000))
                .containsExactly(ranks.stream().mapToLong(rank -> 1000L * rank).toArray());
    }
}
