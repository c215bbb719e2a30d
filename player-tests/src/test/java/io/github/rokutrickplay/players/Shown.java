package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import javax.imageio.ImageIO;

/** What a player shows at some times. */
final class Shown {

    private static final int COLUMNS = 6;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    private final Map<Double, Picture> pictures = new TreeMap<>();

    /** Asks a player for every time, in the order given. */
    static Shown at(List<Double> times, DoubleFunction<Picture> player) {
        Shown shown = new Shown();
        times.forEach(time -> shown.pictures.put(time, player.apply(time)));
        return shown;
    }

    /**
     * Fails unless each picture is the one that is due, in the size that it was made in.
     *
     * @param keptAs where to keep what was seen, for people's eyes
     */
    void assertEveryThumbnail(Size size, Path keptAs) {
        assertEachFrame(keptAs);
        assertThat(pictures.values()).extracting(Picture::pixels).containsOnly(size.pixels());
    }

    /** Fails unless each picture, of whatever size, is the one that is due. */
    void assertEachFrame(Path keptAs) {
        keep(keptAs);
        Map<Double, Integer> due = new TreeMap<>();
        Map<Double, Integer> seen = new TreeMap<>();
        pictures.forEach((time, picture) -> {
            due.put(time, NumberedFilm.frame(time));
            seen.put(time, picture.frame());
        });
        assertThat(due).isNotEmpty();
        assertThat(seen).as("the frame at each time; all are in %s", keptAs).isEqualTo(due);
    }

    private void keep(Path file) {
        List<Picture> all = new ArrayList<>(pictures.values());
        BufferedImage sheet = new BufferedImage(
                COLUMNS * WIDTH, Math.ceilDiv(all.size(), COLUMNS) * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < all.size(); i++) {
            graphics.drawImage(all.get(i).image(), i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, WIDTH, HEIGHT, null);
        }
        graphics.dispose();
        try {
            Files.createDirectories(file.resolveSibling("."));
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
