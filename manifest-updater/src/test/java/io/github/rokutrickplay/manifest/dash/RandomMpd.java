package io.github.rokutrickplay.manifest.dash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An MPD of some shape, and what is known of it from having made it. */
final class RandomMpd {

    static final S3Location LOCATION = S3Location.parse("s3://bucket/content/video123/d/play.mpd");
    static final PublicUrlPrefixes PUBLIC_URLS = PublicUrlPrefixes.parse(
                    "https://cdn.example.com/v/=s3://bucket/content/")
            .orElseThrow();

    private static final URI SERVED = URI.create("https://bucket.s3.amazonaws.com/" + LOCATION.key());
    private static final String OTHERS = "mimeType=\"image/jpeg\" contentType=\"image\"";
    private static final List<String> BASE_URLS = List.of(
            "sub/",
            "../",
            "../e/f/",
            "file.mp4",
            "/content/video123/x%20y/",
            "./g/?token=a&amp;b=c",
            "https://bucket.s3.amazonaws.com/content/h/",
            "https://cdn.example.com/v/video123/i/",
            "<![CDATA[k&l/]]>");

    /**
     * @param startUs since the first one's
     * @param endUs null if the MPD does not tell
     * @param takesImages whether it is here and has an AdaptationSet
     * @param base what its media is relative to
     */
    record Period(long startUs, @Nullable Long endUs, boolean takesImages, int sets, URI base) {}

    private final Random random;
    private final String prefix;
    private final String lineEnd;
    private final String unit;
    private final StringBuilder text = new StringBuilder();
    private final List<Period> periods = new ArrayList<>();
    private final Charset charset;
    private final boolean mark;
    private long totalUs;

    RandomMpd(long seed) {
        random = new Random(seed);
        prefix = oneOf("", "", "mpd:", "d-1.x:");
        lineEnd = oneOf("\n", "\n", "\r\n", "\r", "");
        unit = lineEnd.isEmpty() ? "" : oneOf("  ", "\t", "    ", "");
        charset = oneOf(UTF_8, UTF_8, UTF_16LE, UTF_16BE, ISO_8859_1);
        mark = !charset.equals(ISO_8859_1) && (random.nextBoolean() || !charset.equals(UTF_8));
        write();
    }

    byte[] bytes() {
        return ((mark ? "\ufeff" : "") + text).getBytes(charset);
    }

    String textOf(byte[] bytes) {
        return new String(bytes, charset);
    }

    String prefix() {
        return prefix;
    }

    List<Period> periods() {
        return List.copyOf(periods);
    }

    long totalUs() {
        return totalUs;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void line(int level, String content) {
        text.append(lineEnd).append(unit.repeat(level)).append(content);
    }

    private void noise(int level) {
        while (chance(25)) {
            line(
                    level,
                    oneOf(
                            "<!-- <" + prefix + "AdaptationSet> -->",
                            "<?pi </" + prefix + "Period> ?>",
                            "<x:unknown xmlns:x=\"urn:x\" a='\">'><x:Period/><![CDATA[</" + prefix
                                    + "MPD>]]></x:unknown>",
                            "<" + prefix + "SupplementalProperty schemeIdUri=\"urn:\u00e4&amp;&#xe9;\" value='/>'/>",
                            ""));
        }
    }

    private void write() {
        int count = 1 + random.nextInt(4);
        long firstUs = chance(20) ? 5_000_000 : 0;
        boolean declared = !charset.equals(UTF_8) || chance(70);
        if (declared) {
            text.append("<?xml version=\"1.0\" encoding=\"")
                    .append(charset.name().startsWith("UTF-16") ? "UTF-16" : charset.name())
                    .append("\"?>");
        }
        String bare = prefix.isEmpty() ? "" : ":" + prefix.substring(0, prefix.length() - 1);
        List<Long> durations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            durations.add(oneOf(10_000_000L, 20_000_000L, 7_340_000L, 12_345_678L, 61_000_000L));
        }
        totalUs = durations.stream().mapToLong(Long::longValue).sum();
        boolean total = chance(70);
        text.append(declared ? oneOf("\n", " ", "") : "")
                .append("<")
                .append(prefix)
                .append("MPD xmlns")
                .append(bare)
                .append("=\"urn:mpeg:dash:schema:mpd:2011\"")
                .append(chance(50) ? " type=\"static\"" : "")
                .append(total ? " mediaPresentationDuration=\"" + duration(totalUs) + "\"" : "")
                .append(">");
        noise(1);
        URI base = baseUrls(1, SERVED);
        noise(1);
        periods(durations, firstUs, total, base);
        line(0, "</" + prefix + "MPD>");
        text.append(oneOf("", lineEnd));
    }

    private URI baseUrls(int level, URI parent) {
        if (chance(60)) {
            return parent;
        }
        String url = oneOf(BASE_URLS.toArray(String[]::new));
        if (url.startsWith("/") && parent.getHost().equals("cdn.example.com")) {
            // Of which it is not known that it serves all of the bucket.
            return parent;
        }
        line(level, "<" + prefix + "BaseURL>" + url + "</" + prefix + "BaseURL>");
        return parent.resolve(url.replace("&amp;", "&").replace("<![CDATA[", "").replace("]]>", ""));
    }

    private void periods(List<Long> durations, long firstUs, boolean total, URI mpdBase) {
        long startUs = firstUs;
        boolean startKnown = true;
        for (int i = 0; i < durations.size(); i++) {
            boolean last = i + 1 == durations.size();
            boolean hasStart = i == 0 ? firstUs > 0 : !startKnown || chance(40);
            boolean hasDuration = chance(60);
            boolean remote = !last && i > 0 && chance(15);
            // The start of what follows is told by one of the two.
            startKnown = hasDuration;
            Long endUs = startUs - firstUs + durations.get(i);
            boolean endKnown = !last || hasDuration || total;
            line(
                    1,
                    "<" + prefix + "Period"
                            + (hasStart ? " start=\"" + duration(startUs) + "\"" : "")
                            + (hasDuration ? " duration='" + duration(durations.get(i)) + "'" : "")
                            + (remote ? " xl:href=\"urn:a\" xmlns:xl=\"http://www.w3.org/1999/xlink\"" : "")
                            + ">");
            noise(2);
            URI base = baseUrls(2, mpdBase);
            int sets = i > 0 && chance(10) ? 0 : 1 + random.nextInt(3);
            for (int set = 0; set < sets; set++) {
                set(set);
            }
            noise(2);
            line(1, "</" + prefix + "Period>");
            periods.add(new Period(startUs - firstUs, endKnown ? endUs : null, sets > 0 && !remote, sets, base));
            startUs += durations.get(i);
        }
    }

    private void set(int number) {
        noise(2);
        String representation = "<" + prefix + "Representation id=\"" + (chance(50) ? "thumbs_320x180" : "v" + number)
                + "\" bandwidth='1'/>";
        switch (random.nextInt(4)) {
            case 0 -> line(2, "<" + prefix + "AdaptationSet/>");
            case 1 -> {
                line(2, "<" + prefix + "AdaptationSet " + OTHERS + ">");
                line(3, "<" + prefix + "SegmentTemplate media=\"thumbs/a.$Number$.jpg\" duration=\"10\"/>");
                line(3, representation);
                line(2, "</" + prefix + "AdaptationSet>");
            }
            default -> {
                line(2, "<" + prefix + "AdaptationSet contentType=\"video\">");
                noise(3);
                line(3, representation);
                line(2, "</" + prefix + "AdaptationSet" + oneOf("", " ", "\n") + ">");
            }
        }
    }

    private String duration(long us) {
        BigDecimal seconds = BigDecimal.valueOf(us, 6).stripTrailingZeros();
        if (chance(50)) {
            return "PT" + seconds.toPlainString() + "S";
        }
        BigDecimal[] minutes = seconds.divideAndRemainder(BigDecimal.valueOf(60));
        return "P0DT0H" + minutes[0].longValueExact() + "M" + minutes[1].toPlainString() + "S";
    }
}
