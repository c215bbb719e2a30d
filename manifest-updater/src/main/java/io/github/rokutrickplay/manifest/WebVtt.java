package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Thumbnails as WebVTT cues, for players on web pages: each names an image, and with {@code #xywh} the part of it to show, since
 * some players show nothing without (media-chrome, videojs-vtt-thumbnails). WebVTT has no gaps: where an image is missing, the one
 * before it is shown for longer, and the first one from the start.
 *
 * @param key where it is stored
 * @param imageSize of every thumbnail
 * @param cues at least one; each begins where the one before it ends
 */
record WebVtt(String key, Resolution imageSize, List<Cue> cues) implements Document {

    private static final long MICROS_PER_MILLI = 1000;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long SIXTY = 60;

    /**
     * What is shown for a time.
     *
     * @param tile where it is
     * @param startMs from when on, milliseconds
     * @param endMs until when
     */
    record Cue(Tile tile, long startMs, long endMs) {}

    WebVtt {
        cues = List.copyOf(cues);
    }

    static WebVtt of(String key, ImageRendition rendition, AssetImages asset) {
        long endMs = Math.max(1, asset.durationUs() / MICROS_PER_MILLI);
        List<Tile> shown = rendition.tiles().stream()
                .filter(tile -> tile.timeUs() / MICROS_PER_MILLI < endMs)
                .toList();
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            long start = i == 0 ? 0 : shown.get(i).timeUs() / MICROS_PER_MILLI;
            long end = i + 1 < shown.size() ? shown.get(i + 1).timeUs() / MICROS_PER_MILLI : endMs;
            // Marks of a thousandth of a second and less apart would give an empty cue, which players take for an
            // error.
            if (end > start) {
                cues.add(new Cue(shown.get(i), start, end));
            }
        }
        return new WebVtt(key, rendition.imageSize(), cues);
    }

    @Override
    public String contentType() {
        return "text/vtt";
    }

    @Override
    public byte[] body() {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (Cue cue : cues) {
            text.append('\n')
                    .append(time(cue.startMs))
                    .append(" --> ")
                    .append(time(cue.endMs))
                    .append('\n')
                    .append(UrlPath.relative(folder(), cue.tile.imageKey()))
                    .append("#xywh=" + cue.tile.left() + "," + cue.tile.top() + ",")
                    .append(imageSize.width() + "," + imageSize.height() + "\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private String folder() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** Always with hours, of two digits at least: some readers ask for them. */
    private static String time(long ms) {
        long seconds = ms / MILLIS_PER_SECOND;
        return padded(seconds / SIXTY / SIXTY, 2)
                + ":" + padded(seconds / SIXTY % SIXTY, 2)
                + ":" + padded(seconds % SIXTY, 2)
                + "." + padded(ms % MILLIS_PER_SECOND, 3);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
