package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.hls.Resolution;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ImageMediaPlaylistTest {

    private static final long SECOND = 1_000_000;
    private static final Resolution SIZE = new Resolution(320, 180);

    private static ImageMediaPlaylist playlist(long durationUs, long intervalUs, long... discontinuitiesUs) {
        int count = (int) Math.ceilDiv(durationUs, intervalUs);
        List<TimedImage> images = IntStream.range(0, count)
                .mapToObj(i -> new TimedImage(
                        "content/video123/thumbs/video-id_small.%05d.jpg".formatted(i + 1), i * intervalUs, 8000 + i))
                .toList();
        AssetImages asset = new AssetImages(
                durationUs,
                10 * SECOND,
                LongStream.of(discontinuitiesUs).boxed().toList(),
                List.of(ImageRendition.ofSingles("small", SIZE, SIZE, images, List.of())),
                new byte[0]);
        return ImageMediaPlaylist.of(
                "content/video123/thumbs_320x180.m3u8", asset.renditions().getFirst(), asset);
    }

    private static MediaPlaylist parse(ImageMediaPlaylist playlist) throws Exception {
        return new MediaPlaylistParser(ParsingMode.LENIENT).readPlaylist(playlist.text());
    }

    @Test
    void writesOneImageASegment() throws Exception {
        ImageMediaPlaylist playlist = playlist(35_480_000, 10 * SECOND);

        Golden.assertMatches(playlist.text().getBytes(UTF_8), "expected/thumbs_plain.m3u8");
        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::duration)
                .containsExactly(10.0, 10.0, 10.0, 5.48);
        assertThat(parse(playlist).targetDuration()).isEqualTo(10);
    }

    @Test
    void repeatsAnImageBehindADiscontinuityThatCutsItsTime() throws Exception {
        ImageMediaPlaylist playlist = playlist(35_480_000, 10 * SECOND, 12_345_678, 20 * SECOND);

        Golden.assertMatches(playlist.text().getBytes(UTF_8), "expected/thumbs_discontinuities.m3u8");
        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::discontinuity)
                .containsExactly(false, false, true, true, false);
    }

    @Test
    void keepsThePlaceOfAMissingImageWithAGapOnEitherSideOfADiscontinuity() throws Exception {
        List<TimedImage> images = List.of(
                image(1, false), image(2, true), image(3, false), image(4, true), image(5, true), image(6, false));
        ImageMediaPlaylist playlist = new ImageMediaPlaylist(
                "content/video123/thumbs_320x180.m3u8",
                SIZE,
                null,
                ImageSegment.cut(images, List.of(10 * SECOND, 14 * SECOND, 36 * SECOND), 55 * SECOND));

        Golden.assertMatches(playlist.text().getBytes(UTF_8), "expected/thumbs_gaps.m3u8");
        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::gap)
                .containsExactly(false, true, true, false, true, true, true, false);
        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::discontinuity)
                .containsExactly(false, true, true, false, false, true, false, false);
    }

    @Test
    void statesTheVersionThatItsTagsNeed() throws Exception {
        ImageMediaPlaylist gap = new ImageMediaPlaylist(
                "a/t.m3u8",
                SIZE,
                null,
                ImageSegment.cut(List.of(image(1, false), image(2, true)), List.of(), 20 * SECOND));
        ImageMediaPlaylist gapBehindTheEnd = new ImageMediaPlaylist(
                "a/t.m3u8",
                SIZE,
                null,
                ImageSegment.cut(List.of(image(1, false), image(2, true)), List.of(), 10 * SECOND));

        assertThat(parse(playlist(20 * SECOND, 10 * SECOND)).version()).contains(7);
        assertThat(parse(gap).version()).contains(8);
        assertThat(parse(gapBehindTheEnd).version()).contains(7);
    }

    /** What the packager declares a gap at the start, in the middle and at the end; the last image is a gap's neighbour. */
    @Test
    void keepsTheTimelineWhereTheFilmBeginsAndEndsInAGap() throws Exception {
        ImageMediaPlaylist playlist = new ImageMediaPlaylist(
                "content/video123/thumbs_320x180.m3u8",
                SIZE,
                null,
                ImageSegment.cut(
                        List.of(image(1, true), image(2, true), image(3, false), image(4, true)),
                        List.of(4 * SECOND),
                        32 * SECOND));

        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::gap)
                .containsExactly(true, true, true, false, true);
        assertThat(parse(playlist).mediaSegments())
                .extracting(MediaSegment::duration)
                .containsExactly(4.0, 6.0, 10.0, 10.0, 2.0);
        assertThat(playlist.averageBitsPerSecond()).isEqualTo(6400);
    }

    private static TimedImage image(int number, boolean missing) {
        return new TimedImage(
                "content/video123/thumbs/video-id_small.%05d.jpg".formatted(number),
                (number - 1) * (10 * SECOND),
                missing ? 0 : 8000,
                missing);
    }

    @Test
    void countsNeitherTheBitsNorTheTimeOfAGap() {
        ImageMediaPlaylist playlist = new ImageMediaPlaylist(
                "a/t.m3u8",
                SIZE,
                null,
                ImageSegment.cut(List.of(image(1, true), image(2, false)), List.of(), 20 * SECOND));

        assertThat(playlist.peakBitsPerSecond()).isEqualTo(6400);
        assertThat(playlist.averageBitsPerSecond()).isEqualTo(6400);
    }

    @Test
    void ignoresDiscontinuitiesAtTheStartAndBehindTheEnd() {
        assertThat(playlist(20 * SECOND, 10 * SECOND, 0, 20 * SECOND, 21 * SECOND)
                        .text())
                .isEqualTo(playlist(20 * SECOND, 10 * SECOND).text());
    }

    @Test
    void leavesOutImagesAtOrBehindTheEnd() {
        List<TimedImage> images = List.of(
                new TimedImage("a/1.jpg", 0, 10), new TimedImage("a/2.jpg", 10, 10), new TimedImage("a/3.jpg", 20, 10));

        assertThat(ImageSegment.cut(images, List.of(), 20))
                .extracting(segment -> segment.image().key())
                .containsExactly("a/1.jpg", "a/2.jpg");
    }

    @Test
    void showsTheFirstImageFromTheStart() {
        List<TimedImage> images = List.of(new TimedImage("a/1.jpg", 4, 10), new TimedImage("a/2.jpg", 10, 10));

        assertThat(ImageSegment.cut(images, List.of(2L), 15))
                .extracting(ImageSegment::durationUs)
                .containsExactly(2L, 2L, 6L, 5L);
        assertThat(ImageSegment.cut(images, List.of(2L), 15))
                .extracting(segment -> segment.image().key())
                .containsExactly("a/1.jpg", "a/1.jpg", "a/1.jpg", "a/2.jpg");
    }

    @Test
    void roundsTheTargetDurationToTheNearestSecondAndAtLeastOne() throws Exception {
        assertThat(parse(playlist(3 * SECOND, 1_499_999)).targetDuration()).isEqualTo(1);
        assertThat(parse(playlist(3 * SECOND, 1_500_000)).targetDuration()).isEqualTo(2);
        assertThat(parse(playlist(SECOND / 2, SECOND / 10)).targetDuration()).isEqualTo(1);
    }

    @Test
    void addsUpToTheDurationWhateverTheInterval() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long durationUs = 1 + random.nextLong(600 * SECOND);
            long intervalUs = SECOND / 10 + random.nextLong(20 * SECOND);
            long[] discontinuities = random.longs(3, 0, durationUs + SECOND).toArray();
            ImageMediaPlaylist playlist = playlist(durationUs, intervalUs, discontinuities);

            BigDecimal sum = playlist.text()
                    .lines()
                    .filter(line -> line.startsWith("#EXTINF:"))
                    .map(line -> new BigDecimal(line.substring("#EXTINF:".length(), line.length() - 1)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);

            MediaPlaylist parsed = parse(playlist);
            assertThat(sum).as("seed " + seed).isEqualByComparingTo(BigDecimal.valueOf(durationUs, 6));
            assertThat(parsed.mediaSegments())
                    .allSatisfy(segment ->
                            assertThat(Math.round(segment.duration())).isLessThanOrEqualTo(parsed.targetDuration()));
        }
    }

    @Test
    void takesTheBandwidthOfTheSegmentWithMostBitsASecond() {
        List<TimedImage> images = List.of(
                new TimedImage("a/1.jpg", 0, 20_000),
                new TimedImage("a/2.jpg", 10 * SECOND, 30_001),
                new TimedImage("a/3.jpg", 20 * SECOND, 10_000));
        ImageMediaPlaylist playlist =
                new ImageMediaPlaylist("a/t.m3u8", SIZE, null, ImageSegment.cut(images, List.of(), 30 * SECOND));

        assertThat(playlist.peakBitsPerSecond()).isEqualTo(24_001);
        assertThat(playlist.averageBitsPerSecond()).isEqualTo(16_001);
    }

    @Test
    void doesNotTakeASliverBesideADiscontinuityForAPeakOfGigabits() {
        assertThat(playlist(30 * SECOND, 10 * SECOND, 10 * SECOND - 1).peakBitsPerSecond())
                .isEqualTo(8000 * 8 * 2);
    }

    @Test
    void givesEverySizeABandwidthOfItsOwn() {
        ImageMediaPlaylist playlist = playlist(30 * SECOND, 10 * SECOND);

        assertThat(ThumbnailStream.of(List.of(playlist, playlist, playlist), "content/"))
                .extracting(ThumbnailStream::bandwidth)
                .containsExactly(6402L, 6403L, 6404L);
    }
}
