package io.github.rokutrickplay.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.form.Region;
import io.github.rokutrickplay.local.verify.form.StoryboardText;
import io.github.rokutrickplay.local.verify.form.WebVttText;
import io.github.rokutrickplay.local.verify.form.WebVttText.Cue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what web pages name: WebVTT and storyboards. */
final class WebDocuments {

    private static final long MICROS_PER_MILLI = 1000;

    private final Inspection inspection;

    WebDocuments(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Empty where there is none, or nothing can be made of it. */
    Optional<FormReading> webVtt(String address, String box, long durationUs) {
        return inspection.documentIfThere(address, DocumentKind.WEB_VTT).flatMap(bytes -> {
            try {
                List<Shown> shown = new ArrayList<>();
                Region first = null;
                for (Cue cue : WebVttText.read(new String(bytes, UTF_8)).cues()) {
                    Region region = cue.region();
                    if (region == null) {
                        region = new Region(0, 0, 0, 0);
                        withoutRegion(address);
                    }
                    first = first == null ? region : first;
                    checkRegion(address, region, first, cue.uri());
                    shown.add(shown(
                            address,
                            cue.startMs() * MICROS_PER_MILLI,
                            cue.endMs() * MICROS_PER_MILLI,
                            cue.uri(),
                            region));
                }
                return Optional.of(reading(Kind.WEB_VTT, address, box, first, shown, durationUs));
            } catch (MalformedFormException e) {
                error(address, "it " + e.problem());
                return Optional.empty();
            }
        });
    }

    /** Empty where there is none, or nothing can be made of it. */
    Optional<FormReading> storyboard(String address, String box, long durationUs) {
        return inspection.documentIfThere(address, DocumentKind.STORYBOARD).flatMap(bytes -> {
            try {
                List<Shown> shown = new ArrayList<>();
                Region first = null;
                for (StoryboardText.Place place :
                        StoryboardText.read(new String(bytes, UTF_8)).places()) {
                    first = first == null ? place.region() : first;
                    checkRegion(address, place.region(), first, place.uri());
                    shown.add(shown(address, place.startUs(), place.endUs(), place.uri(), place.region()));
                }
                return Optional.of(reading(Kind.STORYBOARD, address, box, first, shown, durationUs));
            } catch (MalformedFormException e) {
                error(address, "it " + e.problem());
                return Optional.empty();
            }
        });
    }

    private void withoutRegion(String address) {
        inspection
                .findings()
                .warning(
                        inspection.named(address),
                        "it has cues without #xywh",
                        "media-chrome throws an error at each of them, videojs-vtt-thumbnails shows nothing",
                        inspection.again());
    }

    private void checkRegion(String address, Region region, Region first, String uri) {
        if (region.width() != first.width() || region.height() != first.height()) {
            error(
                    address,
                    "it shows " + region.width() + "x" + region.height() + " pixels of '" + uri + "', and "
                            + first.width() + "x" + first.height() + " of the first image");
        }
    }

    private Shown shown(String address, long startUs, long endUs, String uri, Region region) {
        String object = inspection.resolve(address, uri).orElse("");
        return new Shown(startUs, endUs, new Tile(object, region.left(), region.top()), false);
    }

    private FormReading reading(
            Kind kind, String address, String box, @Nullable Region first, List<Shown> shown, long durationUs) {
        long expected = 0;
        for (Shown each : shown) {
            if (!Times.near(each.startUs(), expected) || each.endUs() <= each.startUs()) {
                error(
                        address,
                        "it goes on at " + Times.text(each.startUs()) + " to " + Times.text(each.endUs())
                                + ", and what is before it ends at " + Times.text(expected));
                break;
            }
            expected = each.endUs();
        }
        if (durationUs > 0 && Math.abs(expected - durationUs) > Math.max(Times.ROUNDING_US, tolerance(durationUs))) {
            error(address, "it ends at " + Times.text(expected) + ", and the film lasts " + Times.text(durationUs));
        }
        Region size = first == null ? new Region(0, 0, 0, 0) : first;
        return new FormReading(kind, address, box, size.width(), size.height(), null, shown);
    }

    /** A film of less than a thousandth of a second has one cue of one. */
    private static long tolerance(long durationUs) {
        return durationUs < MICROS_PER_MILLI ? MICROS_PER_MILLI : 0;
    }

    private void error(String address, String what) {
        inspection
                .findings()
                .error(
                        inspection.named(address),
                        what,
                        "web players show wrong thumbnails, or none",
                        inspection.again());
    }
}
