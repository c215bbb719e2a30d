package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code WebVttIT} has ffprobe read one. */
final class WebVttTest {

    private static final long SECOND = 1_000_000;
    private static final Resolution BOX = new Resolution(320, 180);

    private static String text(String key, long durationUs, long intervalUs, Set<Integer> missing) {
        List<TimedImage> images = new ArrayList<>();
        for (int i = 0; i * intervalUs < durationUs; i++) {
            images.add(new TimedImage(
                    "content/a film/thumbs/the film_small.%05d.jpg".formatted(i + 1),
                    i * intervalUs,
                    8000,
                    missing.contains(i + 1)));
        }
        ImageRendition rendition = ImageRendition.ofSingles("small", BOX, new Resolution(320, 134), images, List.of());
        AssetImages asset = new AssetImages(durationUs, intervalUs, List.of(), List.of(rendition), new byte[0]);
        return new String(WebVtt.of(key, rendition, asset).body(), UTF_8);
    }

    private static String text(long durationUs, long intervalUs, Integer... missing) {
        return text("content/a film/thumbs_320x180.vtt", durationUs, intervalUs, Set.of(missing));
    }

    @Test
    void namesTheImageOfEachTimeAndItsWholeArea() {
        assertThat(text(25_480_000, 10 * SECOND)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:10.000
                thumbs/the%20film_small.00001.jpg#xywh=0,0,320,134

                00:00:10.000 --> 00:00:20.000
                thumbs/the%20film_small.00002.jpg#xywh=0,0,320,134

                00:00:20.000 --> 00:00:25.480
                thumbs/the%20film_small.00003.jpg#xywh=0,0,320,134
                """);
    }

    @Test
    void showsTheImageBeforeAMissingOneForLonger() {
        assertThat(text(40 * SECOND, 10 * SECOND, 1, 3, 4)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:40.000
                thumbs/the%20film_small.00002.jpg#xywh=0,0,320,134
                """);
    }

    @Test
    void countsHours() {
        assertThat(text(100 * 3600 * SECOND, 3_599_999_500L))
                .contains("\n00:00:00.000 --> 00:59:59.999\n", "\n99:59:59.950 --> 100:00:00.000\n");
    }

    @Test
    void hasNoCueOfNoLength() {
        assertThat(text(3000, 400)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:00.001
                thumbs/the%20film_small.00003.jpg#xywh=0,0,320,134

                00:00:00.001 --> 00:00:00.002
                thumbs/the%20film_small.00005.jpg#xywh=0,0,320,134

                00:00:00.002 --> 00:00:00.003
                thumbs/the%20film_small.00008.jpg#xywh=0,0,320,134
                """);
    }
}
