package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.form.Boxes;
import io.github.rokutrickplay.local.verify.form.Boxes.Box;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How long an MP4 or QuickTime file says that it is. */
final class FileDuration {

    /** A box's header, or a movie's with the first box in it. */
    private static final int LOOKED_AT = 256;

    private static final int MAX_BOXES = 10_000;

    private FileDuration() {}

    /**
     * In microseconds; empty where there is no such file, or it does not tell (one in fragments tells 0).
     */
    static OptionalLong of(Inspection inspection, String address) {
        long offset = 0;
        for (int i = 0; i < MAX_BOXES; i++) {
            Optional<ObjectPart> part = inspection.objects().findRange(address, offset, LOOKED_AT);
            List<Box> boxes = part.map(found -> Boxes.read(ByteBuffer.wrap(found.bytes())))
                    .orElse(List.of());
            if (boxes.isEmpty()) {
                return OptionalLong.empty();
            }
            Box box = boxes.getFirst();
            if (box.type().equals("moov")) {
                return box.find("mvhd").map(FileDuration::duration).orElse(OptionalLong.empty());
            }
            if (box.sizeBytes() < Boxes.HEADER_BYTES) {
                return OptionalLong.empty();
            }
            offset += box.sizeBytes();
        }
        return OptionalLong.empty();
    }

    private static OptionalLong duration(Box header) {
        try {
            boolean large = header.version() == 1;
            long timescale = header.int32(large ? 20 : 12);
            long duration = large ? header.int64(24) : header.int32(16);
            return duration < 1 || timescale < 1
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.round(duration * (double) Times.MICROS / timescale));
        } catch (MalformedFormException e) {
            return OptionalLong.empty();
        }
    }
}
