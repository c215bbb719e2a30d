package io.github.rokutrickplay.hls;

import static io.github.rokutrickplay.hls.Variables.EXT_X_DEFINE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One walk over a media playlist's lines; its fields are what the tags above the next URI line have said. */
final class MediaPlaylistParser {

    private static final String EXTINF = "#EXTINF";
    private static final String EXT_X_BYTERANGE = "#EXT-X-BYTERANGE";
    private static final String EXT_X_MAP = "#EXT-X-MAP";
    private static final String EXT_X_KEY = "#EXT-X-KEY";
    private static final String EXT_X_PLAYLIST_TYPE = "#EXT-X-PLAYLIST-TYPE";
    private static final String EXT_X_MEDIA_SEQUENCE = "#EXT-X-MEDIA-SEQUENCE";

    /** Bounded, so that a hostile number cannot become a huge one. */
    private static final Pattern SECONDS = Pattern.compile(
            "(?<number>(?:\\d{1,9}(?:\\.\\d{0,30})?|\\.\\d{1,30})(?:[eE][+-]?\\d{1,2})?)(?<title>\\s.*)?",
            Pattern.DOTALL);

    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(1_000_000_000);

    private static final Pattern BYTE_RANGE = Pattern.compile("\"?\\s*(\\d{1,18})\\s*(?:@\\s*(\\d{1,18}))?\\s*\"?");
    private static final int NANO_DIGITS = 9;

    private final Variables variables;
    private final List<Segment> segments = new ArrayList<>();
    /** The resources of which byte ranges were named. */
    private final Set<String> inRanges = new HashSet<>();

    /** What was read leniently: the kind, and the first line of it. */
    private final Map<String, Integer> deviations = new LinkedHashMap<>();
    /** Why the first URI without EXTINF is no segment. */
    private @Nullable MalformedPlaylistException noDuration;

    private int line;
    private boolean endList;
    private boolean vod;
    private boolean iFramesOnly;
    private boolean integerDurations;
    private long mediaSequence;
    private @Nullable InitializationSection initialization;
    /** The key in force of each KEYFORMAT. */
    private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

    private @Nullable Duration duration;
    private @Nullable String byteRange;
    private boolean discontinuity;
    private boolean gap;

    /**
     * @param importable the variables of the multivariant playlist that led here
     */
    MediaPlaylistParser(Map<String, String> importable) {
        variables = new Variables(importable);
    }

    MediaPlaylist parse(PlaylistText text) {
        List<PlaylistLine> lines = text.lines();
        for (line = 0; line < lines.size(); line++) {
            try {
                read(lines.get(line));
            } catch (MalformedPlaylistException e) {
                throw MalformedPlaylistException.atLine(line, lines.get(line), e);
            }
        }
        if (segments.isEmpty() && noDuration != null) {
            throw noDuration;
        }
        if (vod && !endList) {
            deviations.put("EXT-X-ENDLIST is missing, but EXT-X-PLAYLIST-TYPE:VOD says that nothing will be added", 0);
        }
        return new MediaPlaylist(
                segments,
                endList || vod,
                iFramesOnly,
                integerDurations,
                deviations.entrySet().stream()
                        .map(kind ->
                                kind.getValue() == 0 ? kind.getKey() : "line " + kind.getValue() + ": " + kind.getKey())
                        .toList());
    }

    /** Notes that the line is not as it should be, and what is made of it. */
    private void deviates(String kind) {
        deviations.putIfAbsent(kind, line + 1);
    }

    private void read(PlaylistLine line) {
        if (line.isUri()) {
            endSegment(line);
        } else if (line.isTag(EXTINF)) {
            readDuration(line.tagValue(EXTINF));
        } else if (line.isTag(EXT_X_BYTERANGE)) {
            byteRange = line.tagValue(EXT_X_BYTERANGE);
        } else if (line.isTag(EXT_X_MAP)) {
            initialization = initialization(attributes(line, EXT_X_MAP));
        } else if (line.isTag(EXT_X_KEY)) {
            addKey(attributes(line, EXT_X_KEY));
        } else if (line.isTag("#EXT-X-DISCONTINUITY")) {
            discontinuity = true;
        } else if (line.isTag("#EXT-X-GAP")) {
            gap = true;
        } else {
            readOfWhole(line);
        }
    }

    /** What is said of the playlist as a whole. */
    private void readOfWhole(PlaylistLine line) {
        if (line.isTag("#EXT-X-ENDLIST")) {
            endList = true;
        } else if (line.isTag(EXT_X_PLAYLIST_TYPE)) {
            vod |= line.tagValue(EXT_X_PLAYLIST_TYPE).equalsIgnoreCase("VOD");
        } else if (line.isTag("#EXT-X-I-FRAMES-ONLY")) {
            iFramesOnly = true;
        } else if (line.isTag(EXT_X_MEDIA_SEQUENCE)) {
            mediaSequence = integer(line.tagValue(EXT_X_MEDIA_SEQUENCE));
        } else if (line.isTag(EXT_X_DEFINE)) {
            variables.define(line.tagValue(EXT_X_DEFINE));
        } else if (line.text().startsWith(PlaylistText.EXTM3U)
                && !line.text().strip().equals(PlaylistText.EXTM3U)) {
            deviates("what stands behind " + PlaylistText.EXTM3U + " is passed over");
        }
        if (line.terminator().equals("\r")) {
            deviates("carriage returns alone end its lines");
        }
    }

    private void readDuration(String value) {
        Matcher matcher = SECONDS.matcher(value.split(",", 2)[0].strip());
        if (!matcher.matches() || new BigDecimal(matcher.group("number")).compareTo(MAX_SECONDS) >= 0) {
            throw new MalformedPlaylistException(
                    "EXTINF:" + PlaylistText.excerpt(value.split(",", 2)[0]) + " is not a duration in seconds");
        }
        if (matcher.group("title") != null) {
            deviates("no comma ends the duration of EXTINF");
        }
        String number = matcher.group("number");
        duration = Duration.ofNanos(new BigDecimal(number)
                .movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
        integerDurations |= number.chars().allMatch(Character::isDigit);
    }

    /** A URI without EXTINF takes no time, and players pass it over. Where no URI has one, that is not what is meant. */
    private void endSegment(PlaylistLine uriLine) {
        String uri = variables.uri(uriLine.text().strip());
        if (duration == null) {
            if (noDuration == null) {
                noDuration = MalformedPlaylistException.atLine(
                        line, uriLine, new MalformedPlaylistException("segment '" + uri + "' has no EXTINF"));
            }
            deviates("a URI without EXTINF is no segment, and is passed over");
            return;
        }
        ByteRange range = byteRange == null ? null : byteRange(byteRange, uri);
        if (range != null) {
            inRanges.add(uri);
        }
        segments.add(new Segment(uri, duration, range, initialization, keys(), discontinuity, gap, mediaSequence));
        mediaSequence++;
        duration = null;
        byteRange = null;
        discontinuity = false;
        gap = false;
    }

    private AttributeList attributes(PlaylistLine line, String tag) {
        String text = line.tagValue(tag);
        try {
            return variables.attributes(AttributeList.parse(text));
        } catch (MalformedPlaylistException e) {
            AttributeList readable = variables.attributes(AttributeList.lenient(text));
            deviates("what is no attribute of " + tag.substring(1) + " is passed over");
            return readable;
        }
    }

    private InitializationSection initialization(AttributeList attributes) {
        ByteRange range = attributes
                .find("BYTERANGE")
                .map(text -> byteRange(text, OptionalLong.of(0)))
                .orElse(null);
        return new InitializationSection(attributes.require("URI"), range, keys());
    }

    private List<EncryptionKey> keys() {
        return List.copyOf(keys.values());
    }

    /** A key holds until the next one of its KEYFORMAT, or until METHOD=NONE. */
    private void addKey(AttributeList attributes) {
        String method = attributes.require("METHOD").toUpperCase(Locale.ROOT);
        if (method.equals("NONE")) {
            keys.clear();
            return;
        }
        String keyFormat = attributes.find("KEYFORMAT").orElse(EncryptionKey.IDENTITY);
        keys.put(
                keyFormat,
                new EncryptionKey(
                        method,
                        attributes.find("URI").orElse(null),
                        attributes.find("IV").orElse(null),
                        keyFormat));
    }

    private ByteRange byteRange(String text, String uri) {
        if (text.contains("@")) {
            return byteRange(text, OptionalLong.empty());
        }
        Segment previous = segments.isEmpty() ? null : segments.getLast();
        if (previous != null && previous.byteRange() != null && previous.uri().equals(uri)) {
            return byteRange(text, OptionalLong.of(previous.byteRange().end()));
        }
        if (inRanges.contains(uri)) {
            throw new MalformedPlaylistException("EXT-X-BYTERANGE:" + text
                    + " has no offset, and the segment before is no byte range of the same resource");
        }
        deviates("the first EXT-X-BYTERANGE of a resource has no offset, and starts at 0");
        return byteRange(text, OptionalLong.of(0));
    }

    /**
     * @param implicitOffset what a range without an offset starts at; empty where it must have one
     */
    private static ByteRange byteRange(String text, OptionalLong implicitOffset) {
        Matcher matcher = BYTE_RANGE.matcher(text.strip());
        if (!matcher.matches() || (matcher.group(2) == null && implicitOffset.isEmpty())) {
            throw new MalformedPlaylistException("'" + text + "' is not a byte range of the form length@offset");
        }
        long length = Long.parseLong(matcher.group(1));
        long offset = matcher.group(2) == null ? implicitOffset.getAsLong() : Long.parseLong(matcher.group(2));
        if (length == 0) {
            throw new MalformedPlaylistException("byte range '" + text + "' holds no bytes");
        }
        return new ByteRange(offset, length);
    }

    private static long integer(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedPlaylistException("'" + text + "' is not a decimal integer");
        }
    }
}
