package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.hls.Resolution;
import java.util.Arrays;
import java.util.List;

/** A thumbnail whose JPEG has ten bytes for its number, and whose pixels are as light as its number. */
record FakeThumbnail(int number, List<ThumbnailBox> boxes, Resolution size) implements Thumbnail {

    @Override
    public byte[] jpeg() {
        return "x".repeat(number * 10).getBytes(UTF_8);
    }

    @Override
    public YuvImage pixels() {
        YuvImage image = YuvImage.black(size);
        Arrays.fill(image.planes()[0], (byte) number);
        return image;
    }

    /** Instead of a JPEG: the luma of a picture, row by row, behind a line that says its size. */
    static byte[] encode(YuvImage picture) {
        byte[] size = (picture.size() + "\n").getBytes(UTF_8);
        byte[] bytes = Arrays.copyOf(size, size.length + picture.planes()[0].length);
        System.arraycopy(picture.planes()[0], 0, bytes, size.length, picture.planes()[0].length);
        return bytes;
    }
}
