package io.github.rokutrickplay.players;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The single images that fixtures are made of. */
final class Images {

    private Images() {}

    static List<Path> files(Path folder, Size size) {
        return IntStream.rangeClosed(1, NumberedFilm.MARKS)
                .mapToObj(number -> folder.resolve(
                        String.format(Locale.ROOT, "thumbs/%s_%s.%05d.jpg", Form.MEDIA_KEY, size.key(), number)))
                .toList();
    }

    static BufferedImage read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException(file + " is no picture");
        }
        return picture;
    }
}
