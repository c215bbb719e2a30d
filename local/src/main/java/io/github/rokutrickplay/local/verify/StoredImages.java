package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.form.JpegHeader;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Looks at images: that they are there, whole, JPEGs, and of the size that they are said to have. */
final class StoredImages {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int LARGE = 1080;
    private static final int TOO_LARGE = 2048;

    private final Inspection inspection;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    StoredImages(Inspection inspection) {
        this.inspection = inspection;
    }

    /** How many bytes an image has that was looked at; empty if it is not there. */
    Optional<Long> bytes(String address) {
        return Optional.ofNullable(sizes.get(address));
    }

    int count() {
        return sizes.size();
    }

    /** The whole image, if it is there and can be read. */
    Optional<byte[]> content(String address) {
        try {
            return inspection.objects().find(address, MAX_BYTES).map(ObjectPart::bytes);
        } catch (UnreadableObjectException e) {
            return Optional.empty();
        }
    }

    void check(Collection<WantedImage> images) {
        inspection.reads().each(images, image -> {
            try {
                check(image);
            } catch (UnreadableObjectException e) {
                inspection.unreadable(image.address(), e);
            } catch (MalformedFormException e) {
                error(image, e.problem());
            }
        });
    }

    private void check(WantedImage image) {
        Optional<ObjectPart> found = inspection.options().deep()
                ? inspection.objects().find(image.address(), MAX_BYTES)
                : inspection.objects().findRange(image.address(), 0, JpegHeader.HEAD_BYTES);
        if (found.isEmpty()) {
            error(image, "is not there, and " + image.namedBy() + " names it");
            return;
        }
        ObjectPart part = found.get();
        inspection.delivery().checkType(image.address(), part, "image/jpeg");
        inspection.delivery().checkOrigin(image.address(), part, "image");
        JpegHeader header = JpegHeader.read(part.bytes());
        long size = part.sizeBytes() < 0 ? part.bytes().length : part.sizeBytes();
        sizes.put(image.address(), size);
        if (image.width() >= 0 && (header.width() != image.width() || header.height() != image.height())) {
            error(
                    image,
                    "measures " + header.width() + "x" + header.height() + ", and " + image.namedBy() + " says "
                            + image.width() + "x" + image.height());
        }
        if (!header.baseline()) {
            error(image, "is not a baseline JPEG");
        }
        checkEnd(image, part, size);
        checkPixels(image, header);
    }

    private void checkEnd(WantedImage image, ObjectPart part, long size) {
        byte[] tail = size <= part.bytes().length
                ? part.bytes()
                : inspection
                        .objects()
                        .findRange(image.address(), size - 2, 2)
                        .map(ObjectPart::bytes)
                        .orElse(new byte[0]);
        if (!JpegHeader.isEnd(tail)) {
            error(image, "is cut off: its " + size + " bytes do not end as a JPEG does");
        } else if (image.bytes() >= 0 && image.bytes() != size) {
            error(image, "has " + size + " bytes, and " + image.namedBy() + " says " + image.bytes());
        } else if (inspection.options().deep()) {
            checkDecodes(image, part.bytes());
        }
    }

    private void checkDecodes(WantedImage image, byte[] jpeg) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));
            if (decoded == null) {
                error(image, "is a JPEG that cannot be decoded");
            }
        } catch (IOException e) {
            error(image, "is a JPEG that cannot be decoded: " + e.getMessage());
        }
    }

    private void checkPixels(WantedImage image, JpegHeader header) {
        int longer = Math.max(header.width(), header.height());
        String object =
                inspection.named(Inspection.folder(image.address())) + "*." + (header.width() + "x" + header.height());
        if (longer > TOO_LARGE) {
            inspection
                    .findings()
                    .warning(
                            object,
                            "images measure " + header.width() + "x" + header.height() + ", more than " + TOO_LARGE,
                            "Roku's textures end there: the thumbnails may stay black",
                            "choose a smaller grid: THUMBNAIL_TILES=auto");
        } else if (longer > LARGE) {
            inspection
                    .findings()
                    .note(
                            object,
                            "images measure " + header.width() + "x" + header.height() + ", more than " + LARGE,
                            "Roku's documentation names " + LARGE + " pixels for tiles; its samples use more",
                            "choose a smaller grid if a device of yours shows none");
        }
    }

    private void error(WantedImage image, String what) {
        inspection
                .findings()
                .error(
                        inspection.named(image.address()),
                        what,
                        "a viewer sees a broken thumbnail from " + Times.text(image.fromUs()) + " to "
                                + Times.text(image.untilUs()),
                        inspection.again());
    }
}
