package io.github.rokutrickplay.dash;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.Segment;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The segments of one Representation within its Period, as a playlist would list them. */
final class MpdSegments {

    /** More than two days of one-second segments. */
    private static final int MOST = 200_000;

    /** What a first frame may be off by, rounded timestamps and frames that are shown later than decoded. */
    private static final long EARLY_US = 200_000;

    private static final long MICROS = 1_000_000;
    private static final Pattern TEMPLATE = Pattern.compile("\\$(?:(\\w+)(?:%0(\\d{1,2})d)?)?\\$");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private final SegmentInfo info;
    private final MpdElement representation;
    private final BaseUrls bases;
    private final long timescale;

    MpdSegments(SegmentInfo info, MpdElement representation, BaseUrls bases) {
        this.info = info;
        this.representation = representation;
        this.bases = bases;
        timescale = info.number("timescale", 1);
        if (timescale < 1) {
            throw new UnusableMpdException("its " + info.kind() + "@timescale is " + timescale);
        }
    }

    /**
     * When a segment begins.
     *
     * @param time in the media's ticks, as {@code $Time$} has it
     */
    private record Start(long number, long time) {}

    /**
     * @throws UnusableMpdException if they cannot be told, or do not begin with the Period
     */
    List<Segment> within(long lengthUs) {
        long offset = info.number("presentationTimeOffset", 0);
        List<Start> starts = starts(offset, lengthUs);
        if (starts.isEmpty()) {
            throw new UnusableMpdException("it has no segments");
        }
        long early = us(offset - starts.getFirst().time());
        if (Math.abs(early) > EARLY_US) {
            throw new UnusableMpdException("its first segment begins " + early / 1000.0 + " ms before its Period");
        }
        InitializationSection initialization = initialization();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long fromUs = i == 0 ? 0 : us(starts.get(i).time() - offset);
            long toUs = i + 1 < starts.size() ? us(starts.get(i + 1).time() - offset) : lengthUs;
            if (fromUs >= lengthUs) {
                break;
            }
            Duration duration = Duration.ofNanos((Math.min(toUs, lengthUs) - fromUs) * 1000);
            segments.add(segment(starts.get(i), i, duration, initialization));
        }
        return segments;
    }

    private long us(long ticks) {
        return BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(MICROS))
                .divide(BigInteger.valueOf(timescale))
                .longValueExact();
    }

    private List<Start> starts(long offset, long lengthUs) {
        long first = info.number("startNumber", 1);
        long last = info.isList()
                ? first + info.children("SegmentURL").size() - 1
                : info.number("endNumber", Long.MAX_VALUE);
        List<MpdElement> timelines = info.children("SegmentTimeline");
        return timelines.isEmpty()
                ? constant(first, last, offset, lengthUs)
                : timeline(timelines.getFirst(), first, last, offset, lengthUs);
    }

    private List<Start> constant(long first, long last, long offset, long lengthUs) {
        long duration = info.number("duration", 0);
        if (duration < 1 && last != first) {
            throw new UnusableMpdException("its " + info.kind() + " has neither a duration nor a SegmentTimeline");
        }
        List<Start> starts = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            long time = (number - first) * duration;
            if (us(time) >= lengthUs && number > first) {
                break;
            }
            add(starts, number, offset + time);
        }
        return starts;
    }

    private List<Start> timeline(MpdElement timeline, long first, long last, long offset, long lengthUs) {
        List<Start> starts = new ArrayList<>();
        List<MpdElement> runs = timeline.children("S");
        long time = 0;
        for (int i = 0; i < runs.size(); i++) {
            MpdElement run = runs.get(i);
            time = number(run, "t", time);
            long duration = number(run, "d", 0);
            if (duration < 1) {
                throw new UnusableMpdException("an S of its SegmentTimeline has no duration");
            }
            long repeat = number(run, "r", 0);
            long end = repeat >= 0
                    ? Long.MAX_VALUE
                    : i + 1 < runs.size() ? number(runs.get(i + 1), "t", 0) : Long.MAX_VALUE;
            for (long k = 0; (repeat < 0 || k <= repeat) && time < end; k++) {
                if (us(time - offset) >= lengthUs || first + starts.size() > last) {
                    return starts;
                }
                add(starts, first + starts.size(), time);
                time = Math.addExact(time, duration);
            }
        }
        return starts;
    }

    private static void add(List<Start> starts, long number, long time) {
        if (starts.size() == MOST) {
            throw new UnusableMpdException("it has more than " + MOST + " segments");
        }
        starts.add(new Start(number, time));
    }

    private static long number(MpdElement element, String name, long otherwise) {
        String text = element.attribute(name);
        return text == null ? otherwise : SegmentInfo.number(text, element.name() + "@" + name);
    }

    private Segment segment(Start start, int index, Duration duration, @Nullable InitializationSection initialization) {
        if (info.isList()) {
            MpdElement url = info.children("SegmentURL").get(index);
            String media = url.attribute("media");
            return new Segment(
                    media == null ? bases.first() : bases.first(media),
                    duration,
                    range(url.attribute("mediaRange")),
                    initialization,
                    List.of(),
                    false,
                    false,
                    index);
        }
        String media = info.attribute("media");
        if (media == null) {
            throw new UnusableMpdException("its SegmentTemplate has no media");
        }
        return new Segment(
                bases.first(fill(media, Map.of("Number", start.number(), "Time", start.time()))),
                duration,
                null,
                initialization,
                List.of(),
                false,
                false,
                index);
    }

    private @Nullable InitializationSection initialization() {
        String template = info.attribute("initialization");
        if (template != null) {
            return new InitializationSection(bases.first(fill(template, Map.of())), null, List.of());
        }
        List<MpdElement> elements = info.children("Initialization");
        if (elements.isEmpty()) {
            return null;
        }
        String source = elements.getFirst().attribute("sourceURL");
        return new InitializationSection(
                source == null ? bases.first() : bases.first(source),
                range(elements.getFirst().attribute("range")),
                List.of());
    }

    private static @Nullable ByteRange range(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) < Long.parseLong(matcher.group(1))) {
            throw new UnusableMpdException("one of its byte ranges is '" + text + "'");
        }
        long first = Long.parseLong(matcher.group(1));
        return new ByteRange(first, Long.parseLong(matcher.group(2)) - first + 1);
    }

    private String fill(String template, Map<String, Long> numbers) {
        return TEMPLATE.matcher(template).replaceAll(match -> {
            String name = match.group(1);
            if (name == null) {
                return "\\$";
            }
            return Matcher.quoteReplacement(
                    switch (name) {
                        case "RepresentationID" -> Objects.requireNonNullElse(representation.attribute("id"), "");
                        case "Bandwidth" -> padded(number(representation, "bandwidth", 0), match.group(2));
                        default -> {
                            Long number = numbers.get(name);
                            if (number == null) {
                                throw new UnusableMpdException("its template says '" + match.group() + "'");
                            }
                            yield padded(number, match.group(2));
                        }
                    });
        });
    }

    private static String padded(long number, @Nullable String width) {
        String digits = Long.toString(number);
        return width == null ? digits : "0".repeat(Math.max(0, Integer.parseInt(width) - digits.length())) + digits;
    }
}
