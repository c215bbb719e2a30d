package io.github.rokutrickplay.hls;

import static io.github.rokutrickplay.hls.Variables.EXT_X_DEFINE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One walk over a media playlist's lines; its fields are what the tags above the next URI line have said. */
final class MediaPlaylistParser {

    private static final String EXTINF = "#EXTINF";
    private static final String EXT_X_BYTERANGE = "#EXT-X-BYTERANGE";
    private static final String EXT_X_MAP = "#EXT-X-MAP";
    private static final String EXT_X_KEY = "#EXT-X-KEY";
    private static final String EXT_X_MEDIA_SEQUENCE = "#EXT-X-MEDIA-SEQUENCE";

    /** Bounded, so that a hostile number cannot become a huge one. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{0,30})?");

    private static final Pattern BYTE_RANGE = Pattern.compile("(\\d{1,18})(?:@(\\d{1,18}))?");
    private static final int NANO_DIGITS = 9;

    private final Variables variables;
    private final List<Segment> segments = new ArrayList<>();

    private boolean ended;
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
        for (int i = 0; i < lines.size(); i++) {
            try {
                read(lines.get(i));
            } catch (MalformedPlaylistException e) {
                throw MalformedPlaylistException.atLine(i, lines.get(i), e);
            }
        }
        return new MediaPlaylist(segments, ended, iFramesOnly, integerDurations);
    }

    private void read(PlaylistLine line) {
        if (line.isUri()) {
            endSegment(variables.uri(line.text().strip()));
        } else if (line.isTag(EXTINF)) {
            String seconds = line.tagValue(EXTINF).split(",", 2)[0].strip();
            duration = seconds(seconds);
            integerDurations |= !seconds.contains(".");
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
        } else if (line.isTag("#EXT-X-ENDLIST")) {
            ended = true;
        } else if (line.isTag("#EXT-X-I-FRAMES-ONLY")) {
            iFramesOnly = true;
        } else if (line.isTag(EXT_X_MEDIA_SEQUENCE)) {
            mediaSequence = integer(line.tagValue(EXT_X_MEDIA_SEQUENCE));
        } else if (line.isTag(EXT_X_DEFINE)) {
            variables.define(line.tagValue(EXT_X_DEFINE));
        }
    }

    private void endSegment(String uri) {
        if (duration == null) {
            throw new MalformedPlaylistException("segment '" + uri + "' has no EXTINF");
        }
        ByteRange range = byteRange == null ? null : byteRange(byteRange, uri);
        segments.add(new Segment(uri, duration, range, initialization, keys(), discontinuity, gap, mediaSequence));
        mediaSequence++;
        duration = null;
        byteRange = null;
        discontinuity = false;
        gap = false;
    }

    private AttributeList attributes(PlaylistLine line, String tag) {
        return variables.attributes(line.tagValue(tag));
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
        String method = attributes.require("METHOD");
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
        if (previous == null || previous.byteRange() == null || !previous.uri().equals(uri)) {
            throw new MalformedPlaylistException("EXT-X-BYTERANGE:" + text
                    + " has no offset, and the segment before is no byte range of the same resource");
        }
        return byteRange(text, OptionalLong.of(previous.byteRange().end()));
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

    private static Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new MalformedPlaylistException("EXTINF:" + text + " is not a duration in seconds");
        }
        return Duration.ofNanos(new BigDecimal(text)
                .movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    private static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedPlaylistException("'" + text + "' is not a decimal integer");
        }
    }
}
