package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Tells what an image measures from its header. */
final class ImageSize {

    /** Enough for the headers of whatever thumbnail has no colour profile or preview of its own in it. */
    private static final int HEADER_BYTES = 64 * 1024;

    private static final long MAX_IMAGE_BYTES = 20L * 1024 * 1024;

    private ImageSize() {}

    /**
     * @throws PermanentFailure if there is no such object, or it is no image
     */
    static Resolution read(ObjectStore store, S3Location location) {
        ObjectRange header = store.findRange(location, 0, HEADER_BYTES)
                .orElseThrow(() -> new PermanentFailure("image " + location + " does not exist"));
        return parse(header.bytes())
                .or(() -> header.objectSizeBytes() > header.bytes().length
                        ? store.find(location, MAX_IMAGE_BYTES)
                                .map(StoredObject::body)
                                .flatMap(ImageSize::parse)
                        : Optional.empty())
                .orElseThrow(() -> new PermanentFailure("image " + location + " is not an image that can be read"));
    }

    private static Optional<Resolution> parse(byte[] bytes) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(new Resolution(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
