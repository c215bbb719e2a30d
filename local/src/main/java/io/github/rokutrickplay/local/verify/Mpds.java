package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.local.verify.form.ImageSets;
import io.github.rokutrickplay.local.verify.form.ImageSets.Images;
import io.github.rokutrickplay.local.verify.form.ImageTemplate;
import io.github.rokutrickplay.local.verify.form.ImageTemplate.Segment;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the image sets of MPDs. */
final class Mpds {

    private static final Pattern OURS = Pattern.compile("thumbs_\\d{1,6}x\\d{1,6}");
    private static final int PREFIX = "thumbs_".length();

    private final Inspection inspection;

    /**
     * What an MPD says.
     *
     * @param durationUs of the film; -1 where it does not tell
     * @param forms one for each size of ours
     */
    record Read(long durationUs, List<FormReading> forms) {
        Read {
            forms = List.copyOf(forms);
        }
    }

    Mpds(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Empty where there is none, or nothing can be made of it. */
    Optional<Read> read(String address) {
        return inspection.documentIfThere(address, DocumentKind.MPD).flatMap(bytes -> {
            try {
                return Optional.of(read(address, ImageSets.read(bytes)));
            } catch (MalformedFormException e) {
                error(address, "it " + e.problem(), "DASH players show no thumbnails");
                return Optional.empty();
            }
        });
    }

    private Read read(String address, ImageSets mpd) {
        Map<String, List<Shown>> shown = new LinkedHashMap<>();
        Map<String, ImageTemplate> sizes = new LinkedHashMap<>();
        boolean others = false;
        for (Images images : mpd.representations()) {
            String id = images.element().getAttribute("id");
            if (!OURS.matcher(id).matches()) {
                others = true;
                continue;
            }
            ImageTemplate template = ImageTemplate.of(images);
            check(address, template, mpd.periods(), sizes.get(id));
            sizes.putIfAbsent(id, template);
            shown.computeIfAbsent(id, any -> new ArrayList<>()).addAll(shown(address, images, template));
        }
        if (others) {
            inspection
                    .findings()
                    .note(
                            inspection.named(address),
                            "it has image sets of another writer",
                            "players may show those; they were not checked",
                            "leave one writer's");
        }
        List<FormReading> forms = sizes.entrySet().stream()
                .map(size ->
                        form(address, size.getKey(), size.getValue(), shown.getOrDefault(size.getKey(), List.of())))
                .toList();
        return new Read(mpd.durationUs(), forms);
    }

    private static FormReading form(String address, String id, ImageTemplate size, List<Shown> shown) {
        return new FormReading(
                Kind.MPD,
                address,
                id.substring(PREFIX),
                size.width() / size.columns(),
                size.height() / size.rows(),
                new Resolution(size.width(), size.height()),
                shown);
    }

    private void check(String address, ImageTemplate template, int periods, @Nullable ImageTemplate before) {
        if (template.rest()) {
            error(
                    address,
                    "the timeline of " + template.id() + " has segments of different lengths",
                    "shaka and dash.js show the wrong tiles of the shorter ones");
        }
        if (periods > 1 && template.columns() * template.rows() > 1) {
            error(
                    address,
                    "it has " + periods + " Periods, and " + template.id() + " are sheets",
                    "dash.js finds tiles by the time within the film, not within the Period: it shows wrong ones");
        }
        if (template.width() % template.columns() != 0 || template.height() % template.rows() != 0) {
            error(
                    address,
                    template.id() + " measure " + template.width() + "x" + template.height() + ", which "
                            + template.columns() + "x" + template.rows() + " tiles do not divide",
                    "players cut between two thumbnails");
        }
        if (before != null && (before.width() != template.width() || before.columns() != template.columns())) {
            error(address, template.id() + " differs from Period to Period", "players show thumbnails of other sizes");
        }
    }

    private List<Shown> shown(String address, Images images, ImageTemplate template) {
        List<Shown> shown = new ArrayList<>();
        int width = template.width() / template.columns();
        int height = template.height() / template.rows();
        for (Segment segment : template.segments()) {
            String object = resolve(address, images.bases(), segment.uri()).orElse("");
            for (int i = 0; i < template.columns() * template.rows(); i++) {
                long start = Math.max(images.startUs(), segment.startUs() + i * segment.tileUs());
                long end = segment.startUs() + (i + 1) * segment.tileUs();
                end = images.endUs() < 0 ? end : Math.min(images.endUs(), end);
                if (start < end) {
                    Tile tile = new Tile(object, i % template.columns() * width, i / template.columns() * height);
                    shown.add(new Shown(start, end, tile, false));
                }
            }
        }
        return shown;
    }

    /** A base that ends in a slash names no object: what stands behind it leads to one beside. */
    private Optional<String> resolve(String address, List<String> bases, String uri) {
        Optional<String> base = Optional.of(address);
        for (String next : bases) {
            base = base.flatMap(from -> inspection.resolve(from, next.endsWith("/") ? next + "x" : next));
        }
        return base.flatMap(from -> inspection.resolve(from, uri));
    }

    private void error(String address, String what, String why) {
        inspection.findings().error(inspection.named(address), what, why, inspection.again());
    }
}
