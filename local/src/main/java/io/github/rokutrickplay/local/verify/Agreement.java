package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.ExpectedSize.Slot;
import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Part;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a form of thumbnails leads from each time to the picture of that time. */
final class Agreement {

    private static final int MAX_JPEG_BYTES = 16 * 1024 * 1024;

    private final Inspection inspection;
    private final StoredImages images;

    /** What is shown in the place of what ought to be. */
    private record Fault(Slot slot, String what) {}

    Agreement(Inspection inspection, StoredImages images) {
        this.inspection = inspection;
        this.images = images;
    }

    void check(FormReading form, ExpectedSize expected) {
        if (form.kind() != Kind.WEB_VTT || form.width() > 0) {
            checkSize(form, expected);
        }
        List<Fault> faults = expected.slots().stream()
                // Forms that count in thousandths of a second leave out what is no longer than that.
                .filter(slot -> slot.endUs() - slot.startUs() > 2 * Times.ROUNDING_US)
                .flatMap(slot -> fault(form, slot).stream())
                .toList();
        if (!faults.isEmpty()) {
            Fault first = faults.getFirst();
            String more = faults.size() == 1 ? "" : ", and so on, " + faults.size() + " times";
            inspection
                    .findings()
                    .error(
                            inspection.named(form.object()),
                            "from " + Times.text(first.slot.startUs()) + " on " + first.what + more + " (by "
                                    + expected.source() + ")",
                            form.kind().readers() + " shows a wrong thumbnail there",
                            inspection.again());
        }
    }

    private void checkSize(FormReading form, ExpectedSize expected) {
        if (form.width() != expected.width() || form.height() != expected.height()) {
            inspection
                    .findings()
                    .error(
                            inspection.named(form.object()),
                            "its thumbnails of " + form.box() + " measure " + form.width() + "x" + form.height()
                                    + ", and those of " + expected.source() + " " + expected.width() + "x"
                                    + expected.height(),
                            form.kind().readers() + " shows them squeezed, or parts of them",
                            inspection.again());
        }
    }

    private Optional<Fault> fault(FormReading form, Slot slot) {
        Optional<Shown> found = form.at(slot.startUs() + Times.ROUNDING_US);
        if (found.isEmpty()) {
            return Optional.of(new Fault(slot, "it shows nothing"));
        }
        Shown shown = found.get();
        if (form.kind() == Kind.IMAGE_PLAYLIST) {
            String gap = gapFault(shown, slot);
            if (gap != null) {
                return Optional.of(new Fault(slot, gap));
            }
        }
        if (slot.missing()) {
            return Optional.empty(); // what is shown in its place is each form's own choice
        }
        if (!slot.rest() && !Times.near(shown.startUs(), slot.startUs()) && beginsThere(form)) {
            return Optional.of(new Fault(slot, "it shows what it shows from " + Times.text(shown.startUs()) + " on"));
        }
        return Optional.ofNullable(pictureFault(shown.picture(), slot)).map(what -> new Fault(slot, what));
    }

    /** DASH cuts images at Periods, and a picture's own start is not said there. */
    private static boolean beginsThere(FormReading form) {
        return form.kind() != Kind.MPD;
    }

    private static @Nullable String gapFault(Shown shown, Slot slot) {
        if (slot.missing() && !shown.gap() && slot.tile() == null) {
            return "it has no EXT-X-GAP, where there is no picture of the film";
        }
        return shown.gap() && !slot.missing() ? "it has an EXT-X-GAP, where there is a picture" : null;
    }

    private @Nullable String pictureFault(Picture picture, Slot slot) {
        return switch (picture) {
            case Tile tile -> slot.allows(tile) ? null : "it shows " + text(tile) + " in the place of " + text(slot);
            case Part part -> partFault(part, slot);
        };
    }

    private String text(Tile tile) {
        String place = tile.left() + tile.top() == 0 ? "" : "#xywh=" + tile.left() + "," + tile.top();
        return inspection.named(tile.object()) + place;
    }

    private String text(Slot slot) {
        Tile tile = slot.tile() == null ? slot.single() : slot.tile();
        return tile == null ? "another" : text(tile);
    }

    /** A file holds the very JPEGs that are published one by one: their sizes tell, and if asked for, their bytes. */
    private @Nullable String partFault(Part part, Slot slot) {
        Tile single = slot.single();
        if (single == null || slot.singleBytes() < 0) {
            return null;
        }
        if (part.bytes() != slot.singleBytes()) {
            return "it holds a JPEG of " + part.bytes() + " bytes, and " + inspection.named(single.object()) + " has "
                    + slot.singleBytes();
        }
        if (!inspection.options().deep() || part.bytes() > MAX_JPEG_BYTES) {
            return null;
        }
        Optional<byte[]> own = images.content(single.object());
        Optional<byte[]> held = inspection
                .objects()
                .findRange(part.object(), part.offset(), (int) part.bytes())
                .map(ObjectPart::bytes);
        boolean same = own.isPresent() && held.isPresent() && Arrays.equals(own.get(), held.get());
        return same ? null : "it holds another JPEG than " + inspection.named(single.object());
    }
}
