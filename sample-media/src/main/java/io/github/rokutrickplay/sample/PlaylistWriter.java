package io.github.rokutrickplay.sample;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes the playlists of a sample film (RFC 8216). */
final class PlaylistWriter {

    private static final String SOUND_CODEC = "mp4a.40.2";

    private final FilmSpec film;

    PlaylistWriter(FilmSpec film) {
        this.film = film;
    }

    String media(WrittenRendition rendition) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:")
                .append(film.format() == SegmentFormat.MPEG_TS ? 3 : 7)
                .append("\n#EXT-X-TARGETDURATION:")
                .append(targetDuration(rendition))
                .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        String initialization = "";
        for (WrittenSegment segment : rendition.segments()) {
            if (segment.discontinuity()) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!segment.initialization().equals(initialization)) {
                initialization = segment.initialization();
                text.append(initialization).append('\n');
            }
            text.append("#EXTINF:").append(seconds(segment.duration())).append(",\n");
            if (!segment.range().isEmpty()) {
                text.append("#EXT-X-BYTERANGE:").append(segment.range()).append('\n');
            }
            text.append(segment.uri()).append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static long targetDuration(WrittenRendition rendition) {
        return rendition.segments().stream()
                .mapToLong(segment -> Math.round(segment.duration().toNanos() / 1e9))
                .max()
                .orElseThrow();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
    }

    String multivariant(List<WrittenRendition> renditions) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:")
                .append(film.format() == SegmentFormat.MPEG_TS ? 3 : 7)
                .append("\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        double rate = film.frameRate().numerator() / (double) film.frameRate().denominator();
        for (WrittenRendition rendition : renditions) {
            RenditionSpec spec = rendition.spec();
            String codecs = film.audio() ? rendition.codec() + "," + SOUND_CODEC : rendition.codec();
            text.append(String.format(
                    Locale.ROOT,
                    "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%n%s%n",
                    rendition.peakBitsPerSecond(),
                    rendition.averageBitsPerSecond(),
                    codecs,
                    spec.width(),
                    spec.height(),
                    rate,
                    mediaName(spec)));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    static String mediaName(RenditionSpec rendition) {
        return rendition.name() + ".m3u8";
    }
}
