package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import io.github.rokutrickplay.storage.UrlPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The I-frame playlist (RFC 8216bis section 4.4.3.6) of an image sequence: a byte range for each thumbnail, which lasts until the
 * next.
 *
 * @param key where it is stored
 * @param imageSize of every thumbnail
 * @param file the sequence; at least one part
 * @param discontinuitiesUs presentation times of the film's discontinuities, microseconds; a part begins at each
 */
record IFramePlaylist(String key, Resolution imageSize, ThumbnailFile file, List<Long> discontinuitiesUs)
        implements AnnouncedPlaylist {

    /** That which brought EXT-X-MAP to playlists of other segments than I-frames. */
    private static final int VERSION = 6;

    IFramePlaylist {
        discontinuitiesUs = List.copyOf(discontinuitiesUs);
    }

    @Override
    public ThumbnailStream.Form form() {
        return ThumbnailStream.Form.I_FRAMES;
    }

    @Override
    public String contentType() {
        return "application/vnd.apple.mpegurl";
    }

    @Override
    public byte[] body() {
        StringBuilder text = new StringBuilder();
        String uri = UrlPath.relative(key.substring(0, key.lastIndexOf('/') + 1), file.key());
        text.append("#EXTM3U\n#EXT-X-VERSION:")
                .append(VERSION)
                .append("\n#EXT-X-TARGETDURATION:")
                .append(targetDurationSeconds())
                .append("\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"")
                .append(uri)
                .append("\",BYTERANGE=\"")
                .append(file.headerBytes())
                .append("@0\"\n");
        for (Part part : file.parts()) {
            if (part.timeSeconds().signum() > 0
                    && discontinuitiesUs.contains(AssetImages.microseconds(part.timeSeconds()))) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            text.append("#EXTINF:")
                    .append(part.durationSeconds().toPlainString())
                    .append(",\n#EXT-X-BYTERANGE:")
                    .append(part.bytes())
                    .append('@')
                    .append(part.offset())
                    .append('\n')
                    .append(uri)
                    .append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString().getBytes(UTF_8);
    }

    private long targetDurationSeconds() {
        return file.parts().stream()
                .map(part -> part.durationSeconds().setScale(0, RoundingMode.HALF_UP))
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ONE)
                .max(BigDecimal.ONE)
                .longValueExact();
    }

    @Override
    public long peakBitsPerSecond() {
        long peak = file.parts().stream()
                .mapToLong(part -> Bandwidth.peak(part.bytes(), AssetImages.microseconds(part.durationSeconds())))
                .max()
                .orElseThrow();
        return Math.max(peak, averageBitsPerSecond());
    }

    @Override
    public long averageBitsPerSecond() {
        long bytes = file.parts().stream().mapToLong(Part::bytes).sum();
        long us = file.parts().stream()
                .mapToLong(part -> AssetImages.microseconds(part.durationSeconds()))
                .sum();
        return Bandwidth.bitsPerSecond(bytes, us);
    }
}
