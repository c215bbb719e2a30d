package io.github.rokutrickplay.manifest.dash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A thousand MPDs of all shapes, edited, and read again by another parser. */
final class GeneratedMpdsTest {

    private static final int MPDS = 1000;
    private static final MpdEditor EDITOR =
            new MpdEditor(RandomMpd.LOCATION, "content/video123/", RandomMpd.PUBLIC_URLS);

    @Test
    void nothingChangesButOurSets() {
        for (int seed = 0; seed < MPDS; seed++) {
            RandomMpd mpd = new RandomMpd(seed);
            byte[] original = mpd.bytes();
            List<ImageRepresentation> images = images(mpd, new Random(seed));

            MpdEdit edit = EDITOR.withImages(original, images);

            assertThat(edit.leftAlone()).as("seed " + seed).isNull();
            assertThat(withoutOurs(mpd, edit.bytes())).as("seed " + seed).isEqualTo(mpd.textOf(original));
            assertThat(EDITOR.withImages(edit.bytes(), images).bytes())
                    .as("seed " + seed)
                    .isSameAs(edit.bytes());
            assertThat(EDITOR.withoutImages(edit.bytes()).bytes())
                    .as("seed " + seed)
                    .isEqualTo(original);
        }
    }

    /** By the crudest reading. */
    private static String withoutOurs(RandomMpd mpd, byte[] edited) {
        String name = Matcher.quoteReplacement(mpd.prefix()) + "AdaptationSet";
        return Pattern.compile(
                        "(\r\n|\n|\r)?[ \t]*<" + name + " contentType=\"image\" mimeType=\"image/jpeg\">.*?</" + name
                                + ">",
                        Pattern.DOTALL)
                .matcher(mpd.textOf(edited))
                .replaceAll("");
    }

    @Test
    void setsReplaceOneAnotherAsIfTheFirstHadNeverBeen() {
        for (int seed = 0; seed < MPDS; seed++) {
            RandomMpd mpd = new RandomMpd(seed);
            List<ImageRepresentation> first = images(mpd, new Random(seed));
            List<ImageRepresentation> second = images(mpd, new Random(-seed - 1L));

            byte[] twice = EDITOR.withImages(
                            EDITOR.withImages(mpd.bytes(), first).bytes(), second)
                    .bytes();

            assertThat(twice)
                    .as("seed " + seed)
                    .isEqualTo(EDITOR.withImages(mpd.bytes(), second).bytes());
        }
    }

    @Test
    void everyTimeOfEveryPeriodHasTheImageOfItsMark() {
        for (int seed = 0; seed < MPDS; seed++) {
            RandomMpd mpd = new RandomMpd(seed);
            Random random = new Random(seed);
            List<ImageRepresentation> images = images(mpd, random);

            List<Element> periods =
                    Mpds.periods(EDITOR.withImages(mpd.bytes(), images).bytes());

            assertThat(periods).hasSameSizeAs(mpd.periods());
            for (int i = 0; i < periods.size(); i++) {
                RandomMpd.Period period = mpd.periods().get(i);
                List<Element> sets = Mpds.children(periods.get(i), "AdaptationSet");
                assertThat(sets).as("seed " + seed).hasSize(period.sets() + (period.takesImages() ? 1 : 0));
                if (period.takesImages()) {
                    checkPeriod("seed " + seed + " period " + i, sets.getLast(), period, images, mpd, random);
                }
            }
        }
    }

    private static void checkPeriod(
            String description,
            Element set,
            RandomMpd.Period period,
            List<ImageRepresentation> images,
            RandomMpd mpd,
            Random random) {
        List<Element> representations = Mpds.children(set, "Representation");
        assertThat(representations)
                .as(description)
                .extracting(representation -> representation.getAttribute("id"))
                .containsExactlyElementsOf(
                        images.stream().map(ImageRepresentation::id).toList());
        for (int i = 0; i < images.size(); i++) {
            ImageRepresentation expected = images.get(i);
            Element representation = representations.get(i);
            long lengthUs = (period.endUs() == null ? mpd.totalUs() : period.endUs()) - period.startUs();
            for (int sample = 0; sample < 20; sample++) {
                long us = sample == 0 ? 0 : sample == 1 ? lengthUs - 1 : random.nextLong(lengthUs);
                long number = (period.startUs() + us) / expected.segmentDurationUs() + 1;
                assertThat(Mpds.numberAt(representation, us))
                        .as("%s at %d us of %s", description, us, expected)
                        .isEqualTo(number);
            }
            assertThat(key(period.base().resolve(Mpds.url(representation, 12))))
                    .as(description)
                    .isEqualTo(expected.keyBeforeNumber() + "00012" + expected.keyAfterNumber());
            assertThat(Mpds.children(representation, "EssentialProperty"))
                    .singleElement()
                    .extracting(property -> property.getAttribute("value"))
                    .isEqualTo(expected.columns() + "x" + expected.rows());
        }
    }

    private static String key(URI url) {
        String path = url.getPath();
        return switch (url.getHost()) {
            case "bucket.s3.amazonaws.com" -> path.substring(1);
            case "cdn.example.com" -> path.replaceFirst("^/v/", "content/");
            default -> throw new AssertionError("nobody serves " + url);
        };
    }

    /** One or two sizes, and sheets where they are allowed, of as many images as the film is long. */
    private static List<ImageRepresentation> images(RandomMpd mpd, Random random) {
        long intervalUs =
                List.of(10_000_000L, 1_000_000L, 2_500_000L, 9_760_001L).get(random.nextInt(4));
        boolean sheets = mpd.periods().size() == 1 && random.nextBoolean();
        ImageRepresentation small = size("thumbs_320x180", "small", intervalUs, sheets ? 3 : 1, mpd.totalUs());
        ImageRepresentation big = size("thumbs_640x360", "b$g &", intervalUs, 1, mpd.totalUs());
        return random.nextBoolean() ? List.of(small, big) : List.of(small);
    }

    private static ImageRepresentation size(String id, String name, long intervalUs, int columns, long totalUs) {
        return new ImageRepresentation(
                id,
                10_000,
                320,
                180,
                columns,
                1,
                "content/video123/thumbs/video-id_" + name + ".",
                columns > 1 ? ".3x1.jpg" : ".jpg",
                5,
                intervalUs * columns,
                (int) Math.ceilDiv(totalUs, intervalUs * columns));
    }
}
