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

    private static final List<Sheet> WHOLE = List.of(new Sheet(0, 6, 30), new Sheet(6, 6, 30), new Sheet(12, 1, 2.5));

    /** A sheet ends at the discontinuity, and the next shows the picture before it until its mark is over. */
    private static final List<Sheet> WITH_DISCONTINUITY =
            List.of(new Sheet(0, 4, 17), new Sheet(3, 1, 3), new Sheet(4, 6, 30), new Sheet(10, 3, 12.5));

    private Sheets() {}

    /**
     * A sheet that is not full, maybe.
     *
     * @param first its first mark
     * @param count how many marks it has
     * @param seconds how long it is shown
     */
    private record Sheet(int first, int count, double seconds) {}

    static void write(Path folder) throws IOException {
        write(WHOLE, folder);
    }

    static void writeWithDiscontinuity(Path folder) throws IOException {
        write(WITH_DISCONTINUITY, folder);
    }

    private static void write(List<Sheet> sheets, Path folder) throws IOException {
        for (Size size : Size.values()) {
            writeImages(sheets, folder, size);
            Files.writeString(folder.resolve("thumbs_" + size.pixels() + ".m3u8"), playlist(sheets, size));
            Files.writeString(folder.resolve(size.webVtt()), webVtt(sheets, size));
        }
    }

    static int count() {
        return WHOLE.size();
    }

    static String uri(Size size, String number) {
        return "thumbs/" + Form.MEDIA_KEY + "_" + size.key() + "." + COLUMNS + "x" + ROWS + "." + number + ".jpg";
    }

    private static String uri(Size size, int sheet) {
        return uri(size, String.format(Locale.ROOT, "%05d", sheet + 1));
    }

    private static void writeImages(List<Sheet> sheets, Path folder, Size size) throws IOException {
        List<Path> images = Images.files(folder, size);
        for (int number = 0; number < sheets.size(); number++) {
            Sheet sheet = sheets.get(number);
            BufferedImage picture =
                    new BufferedImage(size.width() * COLUMNS, size.height() * ROWS, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            for (int tile = 0; tile < sheet.count; tile++) {
                BufferedImage image = Images.read(images.get(sheet.first + tile));
                graphics.drawImage(image, x(size, tile), y(size, tile), null);
            }
            graphics.dispose();
            ImageIO.write(picture, "jpeg", folder.resolve(uri(size, number)).toFile());
        }
    }

    private static int x(Size size, int tile) {
        return tile % COLUMNS * size.width();
    }

    private static int y(Size size, int tile) {
        return tile / COLUMNS * size.height();
    }

    private static String playlist(List<Sheet> sheets, Size size) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + SECONDS
                + "\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n");
        double from = 0;
        for (int number = 0; number < sheets.size(); number++) {
            if (sheets.equals(WITH_DISCONTINUITY) && from == NumberedFilm.DISCONTINUITY_SECONDS) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            from += sheets.get(number).seconds;
            text.append("#EXTINF:")
                    .append(sheets.get(number).seconds)
                    .append(",\n#EXT-X-TILES:RESOLUTION=")
                    .append(size.pixels())
                    .append(",LAYOUT=" + COLUMNS + "x" + ROWS + ",DURATION=" + NumberedFilm.INTERVAL_SECONDS + "\n")
                    .append(uri(size, number))
                    .append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static String webVtt(List<Sheet> sheets, Size size) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        double from = 0;
        for (int number = 0; number < sheets.size(); number++) {
            double end = from + sheets.get(number).seconds;
            for (int tile = 0; tile < sheets.get(number).count; tile++) {
                double start = from + tile * NumberedFilm.INTERVAL_SECONDS;
                text.append(String.format(
                        Locale.ROOT,
                        "\n%s --> %s\n%s#xywh=%d,%d,%d,%d\n",
                        time(start),
                        time(Math.min(start + NumberedFilm.INTERVAL_SECONDS, end)),
                        uri(size, number),
                        x(size, tile),
                        y(size, tile),
                        size.width(),
                        size.height()));
            }
            from = end;
        }
        return text.toString();
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "00:%02d:%06.3f", (int) seconds / 60, seconds % 60);
    }
}
