package io.github.rokutrickplay.local.preview;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an object that a request asks for (RFC 9110 section 14.1.2).
 *
 * @param first the first byte; below 0 it counts from the end
 * @param last the last byte, which may lie behind the end
 */
record AskedRange(long first, long last) {

    static final AskedRange ALL = new AskedRange(0, Long.MAX_VALUE);

    /** No number of more digits is an offset. */
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty where all of it is asked for, as it is where a header cannot be read or names several parts. */
    static Optional<AskedRange> parse(@Nullable String header) {
        Matcher matcher = ONE_RANGE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean toEnd = matcher.group(2).isEmpty();
        if (matcher.group(1).isEmpty()) {
            return toEnd || Long.parseLong(matcher.group(2)) == 0
                    ? Optional.empty()
                    : Optional.of(new AskedRange(-Long.parseLong(matcher.group(2)), Long.MAX_VALUE));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = toEnd ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        return first > last ? Optional.empty() : Optional.of(new AskedRange(first, last));
    }

    boolean isFromEnd() {
        return first < 0;
    }

    /** In an object of this size; the first byte is behind the last where there is nothing of it. */
    AskedRange within(long size) {
        return new AskedRange(first < 0 ? Math.max(0, size + first) : first, Math.min(last, size - 1));
    }

    /** What there is of it from a place on, bytes, at most so many. */
    int lengthFrom(long at, int most) {
        return (int) Math.min(most - 1, last - at) + 1;
    }
}
