package io.github.rokutrickplay.local.verify.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thumbnails as WebVTT cues, in the one way that all known players read. */
public record WebVttText(List<Cue> cues) {

    /**
     * A cue.
     *
     * @param uri without the fragment
     * @param region the part of the image, from {@code #xywh}; null where there is none
     */
    public record Cue(
            long startMs, long endMs, String uri, @Nullable Region region) {}

    private static final Pattern TIMES = Pattern.compile(
            "(\\d{2,}):([0-5]\\d):([0-5]\\d)\\.(\\d{3}) --> (\\d{2,}):([0-5]\\d):([0-5]\\d)\\.(\\d{3})");
    private static final Pattern PAYLOAD =
            Pattern.compile("([^#]+)(?:#xywh=(\\d{1,6}),(\\d{1,6}),(\\d{1,6}),(\\d{1,6}))?");
    private static final long MILLIS = 1000;
    private static final long SIXTY = 60;
    private static final int HALF = 4;

    public WebVttText {
        cues = List.copyOf(cues);
    }

    /**
     * @throws MalformedFormException if it is no WebVTT, or a cue is none that names an image
     */
    public static WebVttText read(String text) {
        String[] blocks = text.replace("\r\n", "\n").split("\n{2,}", -1);
        if (!blocks[0].equals("WEBVTT") && !blocks[0].startsWith("WEBVTT ") && !blocks[0].startsWith("WEBVTT\n")) {
            throw new MalformedFormException("does not begin with WEBVTT");
        }
        List<Cue> cues = new ArrayList<>();
        for (int i = 1; i < blocks.length; i++) {
            String block = blocks[i].strip();
            if (!block.isEmpty() && !block.startsWith("NOTE")) {
                cues.add(cue(block));
            }
        }
        if (cues.isEmpty()) {
            throw new MalformedFormException("holds no cue");
        }
        return new WebVttText(cues);
    }

    private static Cue cue(String block) {
        String[] lines = block.split("\n", -1);
        Matcher times = TIMES.matcher(lines[0]);
        if (!times.matches()) {
            throw new MalformedFormException(
                    "has a cue that begins with '" + lines[0] + "', not with HH:MM:SS.mmm --> HH:MM:SS.mmm");
        }
        Matcher payload = PAYLOAD.matcher(lines.length == 2 ? lines[1] : "");
        if (!payload.matches()) {
            throw new MalformedFormException("has a cue at " + lines[0] + " that does not name one image, "
                    + "with #xywh=x,y,width,height or nothing behind it");
        }
        return new Cue(
                millis(times, 1),
                millis(times, 1 + HALF),
                payload.group(1),
                payload.group(2) == null
                        ? null
                        : new Region(
                                Integer.parseInt(payload.group(2)),
                                Integer.parseInt(payload.group(3)),
                                Integer.parseInt(payload.group(4)),
                                Integer.parseInt(payload.group(5))));
    }

    private static long millis(Matcher times, int group) {
        long hours = Long.parseLong(times.group(group));
        long minutes = hours * SIXTY + Long.parseLong(times.group(group + 1));
        return (minutes * SIXTY + Long.parseLong(times.group(group + 2))) * MILLIS
                + Long.parseLong(times.group(group + 3));
    }
}
