package io.github.rokutrickplay.players;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A stand-in for sheets of the product: full ones always, in the image playlists and in WebVTT. */
final class Sheets {

    static final int COLUMNS = 3;
    static final int ROWS = 2;
    static final int TILES = COLUMNS * ROWS;
    static final int SECONDS = TILES * NumberedFilm.INTERVAL_SECONDS;

    private Sheets() {}

    static void write(Path folder) throws IOException {
        for (Size size : Size.values()) {
            writeImages(folder, size);
            Files.writeString(folder.resolve("thumbs_" + size.pixels() + ".m3u8"), playlist(size));
            Files.writeString(folder.resolve(size.webVtt()), webVtt(size));
        }
    }

    static int count() {
        return Math.ceilDiv(NumberedFilm.MARKS, TILES);
    }

    static String uri(Size size, String number) {
        return "thumbs/" + Form.MEDIA_KEY + "_" + size.key() + "." + COLUMNS + "x" + ROWS + "." + number + ".jpg";
    }

    private static String uri(Size size, int sheet) {
        return uri(size, String.format(Locale.ROOT, "%05d", sheet + 1));
    }

    private static void writeImages(Path folder, Size size) throws IOException {
        List<Path> images = Images.files(folder, size);
        for (int sheet = 0; sheet < count(); sheet++) {
            BufferedImage picture =
                    new BufferedImage(size.width() * COLUMNS, size.height() * ROWS, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            for (int tile = 0; tile < TILES && sheet * TILES + tile < images.size(); tile++) {
                BufferedImage image = Images.read(images.get(sheet * TILES + tile));
                graphics.drawImage(image, x(size, tile), y(size, tile), null);
            }
            graphics.dispose();
            ImageIO.write(picture, "jpeg", folder.resolve(uri(size, sheet)).toFile());
        }
    }

    private static int x(Size size, int tile) {
        return tile % COLUMNS * size.width();
    }

    private static int y(Size size, int tile) {
        return tile / COLUMNS * size.height();
    }

    private static String playlist(Size size) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + SECONDS
                + "\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n");
        for (int sheet = 0; sheet < count(); sheet++) {
            text.append("#EXTINF:")
                    .append(Math.min(SECONDS, NumberedFilm.seconds() - sheet * SECONDS))
                    .append(",\n#EXT-X-TILES:RESOLUTION=")
                    .append(size.pixels())
                    .append(",LAYOUT=" + COLUMNS + "x" + ROWS + ",DURATION=" + NumberedFilm.INTERVAL_SECONDS + "\n")
                    .append(uri(size, sheet))
                    .append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static String webVtt(Size size) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (int mark = 0; mark < NumberedFilm.MARKS; mark++) {
            double start = mark * NumberedFilm.INTERVAL_SECONDS;
            double end = Math.min(start + NumberedFilm.INTERVAL_SECONDS, NumberedFilm.seconds());
            int tile = mark % TILES;
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s --> %s\n%s#xywh=%d,%d,%d,%d\n",
                    time(start),
                    time(end),
                    uri(size, mark / TILES),
                    x(size, tile),
                    y(size, tile),
                    size.width(),
                    size.height()));
        }
        return text.toString();
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "00:%02d:%06.3f", (int) seconds / 60, seconds % 60);
    }
}
