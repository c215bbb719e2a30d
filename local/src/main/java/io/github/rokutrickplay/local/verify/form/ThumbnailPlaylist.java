package io.github.rokutrickplay.local.verify.form;

import io.github.rokutrickplay.hls.AttributeList;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.PlaylistLine;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The media playlist of an image stream (Image Media Playlist specification 0.4) or of an I-frame image sequence, tag by tag.
 *
 * @param tags those of the playlist as a whole, and their values, empty where there is none
 * @param repeated those of them that stand more than once
 */
public record ThumbnailPlaylist(Map<String, String> tags, List<String> repeated, List<Entry> entries) {

    /**
     * What EXT-X-TILES says.
     *
     * @param tile the size of one
     * @param durationUs that one is shown for, microseconds
     */
    public record Tiles(Resolution tile, int columns, int rows, long durationUs) {}

    /** A URI and what stands above it. */
    public record Entry(
            String uri,
            long durationUs,
            boolean discontinuity,
            boolean gap,
            @Nullable Tiles tiles,
            @Nullable ByteRange range) {}

    private static final Pattern LAYOUT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final Pattern RANGE = Pattern.compile("([1-9]\\d{0,17})@(\\d{1,18})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?");
    private static final int MICRO_DIGITS = 6;

    public ThumbnailPlaylist {
        tags = Map.copyOf(tags);
        repeated = List.copyOf(repeated);
        entries = List.copyOf(entries);
    }

    /**
     * @throws MalformedFormException if a tag says nothing that can be understood, or a URI lacks its EXTINF
     */
    public static ThumbnailPlaylist read(byte[] bytes) {
        try {
            return new Reader().read(PlaylistText.parse(bytes));
        } catch (MalformedPlaylistException e) {
            throw new MalformedFormException(
                    "is " + ContentKind.of(bytes) + " and no playlist that can be read: " + e.getMessage(), e);
        }
    }

    /** The bytes of a range such as {@code 601@0}. */
    public static ByteRange range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedFormException("has a byte range '" + text + "' that is not length@offset");
        }
        return new ByteRange(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(1)));
    }

    private static long us(String seconds, String what) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new MalformedFormException("has a " + what + " of '" + seconds + "', which is no number of seconds");
        }
        return new BigDecimal(seconds)
                .movePointRight(MICRO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** One walk over the lines; its fields are what the tags above the next URI have said. */
    private static final class Reader {

        private final Map<String, String> tags = new LinkedHashMap<>();
        private final List<String> repeated = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private @Nullable Long durationUs;
        private boolean discontinuity;
        private boolean gap;
        private @Nullable Tiles tiles;
        private @Nullable ByteRange range;

        ThumbnailPlaylist read(PlaylistText text) {
            for (PlaylistLine line : text.lines()) {
                String content = line.text().strip();
                if (line.isUri()) {
                    end(content);
                } else if (content.startsWith("#EXT")) {
                    int colon = content.indexOf(':');
                    String tag = content.substring(1, colon < 0 ? content.length() : colon);
                    readTag(tag, colon < 0 ? "" : content.substring(colon + 1));
                }
            }
            return new ThumbnailPlaylist(tags, repeated, entries);
        }

        private void readTag(String tag, String value) {
            switch (tag) {
                case "EXTINF" -> durationUs = us(value.split(",", 2)[0].strip(), "EXTINF");
                case "EXT-X-DISCONTINUITY" -> discontinuity = true;
                case "EXT-X-GAP" -> gap = true;
                case "EXT-X-TILES" -> tiles = tiles(AttributeList.parse(value));
                case "EXT-X-BYTERANGE" -> range = range(value);
                default -> {
                    if (tags.putIfAbsent(tag, value) != null) {
                        repeated.add(tag);
                    }
                }
            }
        }

        private static Tiles tiles(AttributeList attributes) {
            Matcher layout = LAYOUT.matcher(attributes.require("LAYOUT"));
            if (!layout.matches()) {
                throw new MalformedFormException("has a LAYOUT that is not COLUMNSxROWS");
            }
            return new Tiles(
                    Resolution.parse(attributes.require("RESOLUTION")),
                    Integer.parseInt(layout.group(1)),
                    Integer.parseInt(layout.group(2)),
                    us(attributes.require("DURATION"), "DURATION in EXT-X-TILES"));
        }

        private void end(String uri) {
            if (durationUs == null) {
                throw new MalformedFormException("has no EXTINF above '" + uri + "'");
            }
            entries.add(new Entry(uri, durationUs, discontinuity, gap, tiles, range));
            durationUs = null;
            discontinuity = false;
            gap = false;
            tiles = null;
            range = null;
        }
    }
}
