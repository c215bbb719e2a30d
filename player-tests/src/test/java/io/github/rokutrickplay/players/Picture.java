package io.github.rokutrickplay.players;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.sample.FrameNumber;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A thumbnail as a player shows it.
 *
 * @param image perhaps smaller
 * @param pixels its size, as {@code 320x180}
 */
record Picture(BufferedImage image, String pixels) {

    /** What {@code cut} of pictures.js returns. */
    static Picture of(JsonNode cut) {
        String url = cut.path("url").asText();
        return new Picture(
                decode(url.substring(url.indexOf(',') + 1)),
                cut.path("width").asText() + "x" + cut.path("height").asText());
    }

    /** Of an image that is encoded somehow. */
    static BufferedImage decode(String base64) {
        try {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
            if (image == null) {
                throw new IllegalArgumentException("no picture: " + base64);
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the frame that it shows; -1 if it carries none. */
    int frame() {
        return FrameNumber.read(image).orElse(-1);
    }
}
