package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Part;
import io.github.rokutrickplay.local.verify.form.BifTable;
import io.github.rokutrickplay.local.verify.form.BifTable.Entry;
import io.github.rokutrickplay.local.verify.form.JpegHeader;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads BIF files: their tables, and the beginning of each image. */
final class Bifs {

    private static final long MICROS_PER_MILLI = 1000;

    private final Inspection inspection;

    Bifs(Inspection inspection) {
        this.inspection = inspection;
    }

    /**
     * Empty where there is none, or nothing can be made of it.
     *
     * @param expected whether there has to be one
     * @param durationUs of the film; 0 where it is not known
     */
    Optional<FormReading> read(String address, String box, boolean expected, long durationUs) {
        try {
            Optional<ObjectPart> header = inspection.objects().findRange(address, 0, BifTable.HEADER_BYTES);
            if (header.isEmpty()) {
                if (expected) {
                    error(address, "it is not there, and the index records it");
                }
                return Optional.empty();
            }
            inspection.delivery().checkOrigin(address, header.get(), "BIF");
            return Optional.of(read(address, box, header.get(), durationUs));
        } catch (MalformedFormException e) {
            error(address, "it " + e.problem());
        } catch (UnreadableObjectException e) {
            if (expected || !e.isDenied()) {
                inspection.unreadable(address, e);
            }
        }
        return Optional.empty();
    }

    private FormReading read(String address, String box, ObjectPart header, long durationUs) {
        int bytes = BifTable.tableBytes(header.bytes());
        byte[] table = inspection
                .objects()
                .findRange(address, 0, bytes)
                .map(ObjectPart::bytes)
                .orElse(new byte[0]);
        BifTable bif = BifTable.read(table, header.sizeBytes());
        List<Entry> entries = bif.entries();
        if (entries.getFirst().timeMillis() != 0) {
            error(
                    address,
                    "its first image is for " + entries.getFirst().timeMillis() + " ms, not for 0 (a numbering from one"
                            + " makes all of them an interval late)");
        }
        JpegHeader first = jpeg(address, entries.getFirst());
        inspection.reads().each(entries, entry -> checkJpeg(address, entry, first));
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long start = entry.timeMillis() * MICROS_PER_MILLI;
            long end = i + 1 < entries.size()
                    ? entries.get(i + 1).timeMillis() * MICROS_PER_MILLI
                    : Math.max(start + 1, durationUs);
            shown.add(new Shown(start, end, new Part(address, entry.offset(), entry.bytes()), false));
        }
        return new FormReading(Kind.BIF, address, box, first.width(), first.height(), null, shown);
    }

    private JpegHeader jpeg(String address, Entry entry) {
        int length = (int) Math.min(JpegHeader.HEAD_BYTES, entry.bytes());
        byte[] head = inspection
                .objects()
                .findRange(address, entry.offset(), length)
                .map(ObjectPart::bytes)
                .orElse(new byte[0]);
        try {
            return JpegHeader.read(head);
        } catch (MalformedFormException e) {
            throw new MalformedFormException("has something at " + entry.timeMillis() + " ms that " + e.problem(), e);
        }
    }

    private void checkJpeg(String address, Entry entry, JpegHeader first) {
        try {
            JpegHeader header = jpeg(address, entry);
            if (header.width() != first.width() || header.height() != first.height()) {
                error(
                        address,
                        "its image for " + entry.timeMillis() + " ms measures " + header.width() + "x" + header.height()
                                + ", and the first " + first.width() + "x" + first.height());
            }
        } catch (MalformedFormException e) {
            error(address, "it " + e.problem());
        } catch (UnreadableObjectException e) {
            inspection.unreadable(address, e);
        }
    }

    private void error(String address, String what) {
        inspection
                .findings()
                .error(
                        inspection.named(address),
                        what,
                        "Roku prefers the BIF to all else, and shows wrong thumbnails or none",
                        inspection.again());
    }
}
