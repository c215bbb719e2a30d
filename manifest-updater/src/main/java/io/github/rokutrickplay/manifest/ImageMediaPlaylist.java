package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.Grid;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.UrlPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An image media playlist (Image Media Playlist specification 0.4), one image a segment; a missing one is a gap (RFC
 * 8216bis section 4.4.4.7), which keeps those behind it in their places. Sheets have the same LAYOUT and DURATION throughout:
 * players reckon with the first. An EXTINF says how much of a sheet is shown.
 *
 * @param key where it is stored
 * @param imageSize of every thumbnail
 * @param tiling null where an image holds one thumbnail
 * @param segments at least one
 */
record ImageMediaPlaylist(
        String key, Resolution imageSize, @Nullable Tiling tiling, List<ImageSegment> segments)
        implements AnnouncedPlaylist {

    /** That of RFC 8216, which the specification of image playlists adds its tags to. */
    private static final int VERSION_WITH_IMAGES = 7;

    /** That which brought EXT-X-GAP (Apple, "About the EXT-X-VERSION tag"). */
    private static final int VERSION_WITH_GAPS = 8;

    private static final long MICROS = 1_000_000;
    private static final int MICRO_DIGITS = 6;

    ImageMediaPlaylist {
        segments = List.copyOf(segments);
    }

    static ImageMediaPlaylist of(String key, ImageRendition rendition, AssetImages asset) {
        return new ImageMediaPlaylist(
                key,
                rendition.imageSize(),
                rendition.tiling(),
                ImageSegment.cut(rendition.images(), asset.discontinuitiesUs(), asset.durationUs()));
    }

    @Override
    public ThumbnailStream.Form form() {
        return ThumbnailStream.Form.IMAGES;
    }

    @Override
    public String contentType() {
        return "application/vnd.apple.mpegurl";
    }

    @Override
    public byte[] body() {
        return text().getBytes(UTF_8);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("#EXTM3U\n")
                .append("#EXT-X-VERSION:")
                .append(version())
                .append('\n')
                .append("#EXT-X-TARGETDURATION:")
                .append(targetDurationSeconds())
                .append('\n')
                .append("#EXT-X-MEDIA-SEQUENCE:1\n")
                .append("#EXT-X-PLAYLIST-TYPE:VOD\n")
                .append("#EXT-X-IMAGES-ONLY\n");
        segments.forEach(segment -> append(text, segment));
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private int version() {
        return segments.stream().anyMatch(segment -> segment.image().missing())
                ? VERSION_WITH_GAPS
                : VERSION_WITH_IMAGES;
    }

    private void append(StringBuilder text, ImageSegment segment) {
        String seconds = seconds(segment.durationUs());
        if (segment.discontinuity()) {
            text.append("#EXT-X-DISCONTINUITY\n");
        }
        if (segment.image().missing()) {
            text.append("#EXT-X-GAP\n");
        }
        text.append("#EXTINF:").append(seconds).append(",\n");
        text.append("#EXT-X-TILES:RESOLUTION=")
                .append(imageSize)
                .append(",LAYOUT=")
                .append(tiling == null ? Grid.SINGLE : tiling.grid())
                .append(",DURATION=")
                .append(tiling == null ? seconds : seconds(tiling.tileUs()))
                .append('\n');
        text.append(UrlPath.relative(folder(), segment.image().key())).append('\n');
    }

    private String folder() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private static String seconds(long us) {
        return BigDecimal.valueOf(us, MICRO_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** RFC 8216bis section 4.4.3.1: no EXTINF, rounded to the nearest integer, may exceed it. */
    private long targetDurationSeconds() {
        long longestUs =
                segments.stream().mapToLong(ImageSegment::durationUs).max().orElseThrow();
        return Math.max(1, (longestUs + MICROS / 2) / MICROS);
    }

    private Stream<ImageSegment> stored() {
        return segments.stream().filter(segment -> !segment.image().missing());
    }

    /** A gap has no bits and no time. */
    @Override
    public long peakBitsPerSecond() {
        long peak = stored().mapToLong(segment -> Bandwidth.peak(segment.image().sizeBytes(), segment.durationUs()))
                .max()
                .orElseThrow();
        return Math.max(peak, averageBitsPerSecond());
    }

    @Override
    public long averageBitsPerSecond() {
        long bytes = stored().mapToLong(segment -> segment.image().sizeBytes()).sum();
        long us = stored().mapToLong(ImageSegment::durationUs).sum();
        return Bandwidth.bitsPerSecond(bytes, us);
    }
}
