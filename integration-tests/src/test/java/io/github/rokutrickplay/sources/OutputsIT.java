package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every form of thumbnails of one film: each leads from every time to the frame of that time, and holds the very JPEGs that are
 * published one by one.
 */
final class OutputsIT {

    private static final BigDecimal INTERVAL = new BigDecimal("2.5");
    private static final int FRAMES_PER_SECOND = 24;

    /** Where timestamps start again: between marks, and at one. */
    private static final List<Duration> DISCONTINUITIES = List.of(Duration.ofSeconds(11), Duration.ofSeconds(20));

    private static final BigDecimal SECONDS = new BigDecimal("31.5");

    @TempDir
    private Path folder;

    private Path film(String name, FilmSpec spec) throws IOException {
        Path copy = folder.resolve(name);
        SampleFilms.copy(spec, copy);
        return copy;
    }

    private static FilmSpec spec() {
        return FilmSpec.single(Duration.ofMillis(31_500), 640, 360)
                .withSegments(Duration.ofSeconds(3), Duration.ofSeconds(1))
                .withDiscontinuitiesAt(DISCONTINUITIES.toArray(Duration[]::new));
    }

    private static void process(Path film, String... variables) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("THUMBNAIL_INTERVAL", INTERVAL.toPlainString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        new AssetProcessor(new FileObjectStore(film), FileObjectStore.BUCKET, environment)
                .process(new S3Location(FileObjectStore.BUCKET, "main.m3u8"), "film", "", Progress.NONE);
    }

    private static byte[] single(Path film, String size, int number) throws IOException {
        return Files.readAllBytes(film.resolve("thumbs/film_%s.%05d.jpg".formatted(size, number)));
    }

    private static int frame(BigDecimal seconds) {
        return INTERVAL.multiply(BigDecimal.valueOf(
                        seconds.divideToIntegralValue(INTERVAL).longValue()))
                .multiply(BigDecimal.valueOf(FRAMES_PER_SECOND))
                .intValue();
    }

    private static BufferedImage picture(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    @Test
    void putsTheImagesOfAFilmIntoOneBif() throws IOException {
        Path film = film("bif", spec());
        process(film, "BIF_ENABLED", "true", "BIF_SIZES", "320x180,640x360");

        for (String size : List.of("small", "big")) {
            ByteBuffer bif = ByteBuffer.wrap(Files.readAllBytes(
                            film.resolve(size.equals("small") ? "thumbs_320x180.bif" : "thumbs_640x360.bif")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            byte[] magic = new byte[8];
            bif.get(magic);
            assertThat(magic).isEqualTo("\u0089BIF\r\n\u001a\n".getBytes(ISO_8859_1));
            assertThat(bif.getInt()).as("version").isZero();
            assertThat(bif.getInt()).as("images").isEqualTo(13);
            assertThat(bif.getInt()).as("milliseconds a unit").isEqualTo(1);
            for (int i = 0; i < 13; i++) {
                assertThat(bif.getInt(64 + 8 * i)).as("timestamp").isEqualTo(2500 * i);
                int from = bif.getInt(64 + 8 * i + 4);
                int to = bif.getInt(64 + 8 * i + 12);
                assertThat(Arrays.copyOfRange(bif.array(), from, to)).isEqualTo(single(film, size, i + 1));
            }
            assertThat(bif.getInt(64 + 8 * 13)).isEqualTo(0xFFFF_FFFF);
            assertThat(bif.getInt(64 + 8 * 13 + 4)).as("the end").isEqualTo(bif.capacity());
        }
    }

    /** A part of the presentation in a playlist, and where its picture is. */
    private record Entry(
            BigDecimal start, BigDecimal duration, boolean discontinuity, String layout, String range, String uri) {}

    private static List<Entry> entries(Path playlist) throws IOException {
        List<Entry> entries = new ArrayList<>();
        BigDecimal start = BigDecimal.ZERO;
        BigDecimal duration = BigDecimal.ZERO;
        boolean discontinuity = false;
        String layout = "";
        String range = "";
        for (String line : Files.readAllLines(playlist)) {
            if (line.startsWith("#EXTINF:")) {
                duration = new BigDecimal(line.substring(8, line.indexOf(',')));
            } else if (line.equals("#EXT-X-DISCONTINUITY")) {
                discontinuity = true;
            } else if (line.startsWith("#EXT-X-TILES:")) {
                layout = line.substring(13);
            } else if (line.startsWith("#EXT-X-BYTERANGE:")) {
                range = line.substring(17);
            } else if (!line.startsWith("#")) {
                entries.add(new Entry(start, duration, discontinuity, layout, range, line));
                start = start.add(duration);
                discontinuity = false;
            }
        }
        assertThat(start).isEqualByComparingTo(SECONDS);
        return entries;
    }

    private static void requireDiscontinuities(List<Entry> entries) {
        assertThat(entries.stream().filter(Entry::discontinuity))
                .extracting(entry -> entry.start().intValueExact())
                .containsExactlyElementsOf(DISCONTINUITIES.stream()
                        .map(time -> (int) time.toSeconds())
                        .toList());
    }

    @Test
    void writesTheImagesOfAFilmAsIFramesOfAnMp4() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Programs.installed(), "ffmpeg and ffprobe are not installed");
        Path film = film("mjpeg", spec());
        process(film, "MJPEG_ENABLED", "true");

        assertThat(Files.readString(film.resolve("main.m3u8")))
                .containsPattern(
                        "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=\\d+,AVERAGE-BANDWIDTH=\\d+,RESOLUTION=320x180,CODECS=\"mjpg\",URI=\"thumbs_320x180_iframes.m3u8\"\n");
        Path file = film.resolve("thumbs_320x180.mp4");
        byte[] bytes = Files.readAllBytes(file);
        List<Entry> entries = entries(film.resolve("thumbs_320x180_iframes.m3u8"));
        requireDiscontinuities(entries);
        List<String> packets = Programs.ffprobe(
                        "-v",
                        "error",
                        "-show_entries",
                        "packet=pts_time,size:stream=codec_name,width,height",
                        "-of",
                        "compact=p=0",
                        file.toString())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(packets.getLast()).isEqualTo("codec_name=mjpeg|width=320|height=180");
        assertThat(packets).hasSize(entries.size() + 1);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Matcher range = Pattern.compile("(\\d+)@(\\d+)").matcher(entry.range());
            assertThat(range.matches()).isTrue();
            int length = Integer.parseInt(range.group(1));
            int offset = Integer.parseInt(range.group(2));
            // The last 8 bytes before the JPEG are those of the mdat that holds it and nothing else.
            ByteBuffer box = ByteBuffer.wrap(bytes, offset, length);
            int moof = box.getInt();
            byte[] jpeg = Arrays.copyOfRange(bytes, offset + moof + 8, offset + length);
            assertThat(ByteBuffer.wrap(bytes, offset + moof, 4).getInt()).isEqualTo(jpeg.length + 8);
            assertThat(new String(bytes, offset + moof + 4, 4, ISO_8859_1)).isEqualTo("mdat");
            int number = entry.start().divideToIntegralValue(INTERVAL).intValue() + 1;
            assertThat(jpeg).isEqualTo(single(film, "small", number));
            Map<String, String> packet = fields(packets.get(i));
            assertThat(new BigDecimal(packet.get("pts_time"))).isEqualByComparingTo(entry.start());
            // ffprobe takes a frame's duration from elsewhere; players take it from the trun, the moof's last box.
            assertThat(ByteBuffer.wrap(bytes, offset + moof - 12, 4).getInt())
                    .isEqualTo(entry.duration()
                            .multiply(BigDecimal.valueOf(90_000))
                            .intValueExact());
            assertThat(packet).containsEntry("size", String.valueOf(jpeg.length));
        }
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : line.split("\\|", -1)) {
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return fields;
    }

    @Test
    void laysThumbnailsOnSheetsThatAreAllOfOneSize() throws IOException {
        Path film = film("tiles", spec());
        process(film, "THUMBNAIL_TILES", "3x2,2x2", "WEBVTT_ENABLED", "true", "STORYBOARD_ENABLED", "true");

        check(film, "thumbs_320x180.m3u8", 320, 180, 3, 2);
        check(film, "thumbs_640x360.m3u8", 640, 360, 2, 2);
        assertThat(film.resolve("thumbs").toFile().list())
                .filteredOn(name -> name.endsWith(".jpg"))
                .allMatch(name -> name.matches("film_(small\\.3x2|big\\.2x2)\\.\\d{5}\\.jpg"));
    }

    private static void check(Path film, String playlist, int width, int height, int columns, int rows)
            throws IOException {
        List<Entry> entries = entries(film.resolve(playlist));
        requireDiscontinuities(entries);
        Map<BigDecimal, String> places = new TreeMap<>();
        for (Entry entry : entries) {
            assertThat(entry.layout())
                    .isEqualTo("RESOLUTION=%dx%d,LAYOUT=%dx%d,DURATION=2.5".formatted(width, height, columns, rows));
            BufferedImage sheet = ImageIO.read(film.resolve(entry.uri()).toFile());
            assertThat(List.of(sheet.getWidth(), sheet.getHeight())).containsExactly(columns * width, rows * height);
            BigDecimal time = entry.start();
            int tile = 0;
            for (; time.compareTo(entry.start().add(entry.duration())) < 0; time = time.add(INTERVAL)) {
                int left = tile % columns * width;
                int top = tile / columns * height;
                assertThat(FrameNumber.read(sheet.getSubimage(left, top, width, height)))
                        .as("%s at %s s", entry.uri(), time)
                        .hasValue(frame(time));
                places.put(
                        time.stripTrailingZeros(),
                        entry.uri() + "#xywh=%d,%d,%d,%d".formatted(left, top, width, height));
                tile++;
            }
            assertThat(tile).isLessThanOrEqualTo(columns * rows);
            for (; tile < columns * rows; tile++) {
                int middle = sheet.getRGB(tile % columns * width + width / 2, tile / columns * height + height / 2);
                assertThat(middle & 0xFFFFFF).as("what is left of a sheet").isZero();
            }
        }
        String base = playlist.substring(0, playlist.indexOf('.'));
        List<String> payloads = Files.readAllLines(film.resolve(base + ".vtt")).stream()
                .filter(line -> line.contains("#xywh"))
                .toList();
        assertThat(payloads).containsExactlyElementsOf(places.values());
        JsonNode storyboard = Json.readTree(Files.readString(film.resolve(base + ".json")), "the storyboard");
        assertThat(storyboard).hasSameSizeAs(payloads);
        for (int i = 0; i < payloads.size(); i++) {
            JsonNode place = storyboard.get(i);
            assertThat(place.get("url").asText() + "#xywh=" + place.at("/coords/x") + "," + place.at("/coords/y") + ","
                            + place.get("width") + "," + place.get("height"))
                    .isEqualTo(payloads.get(i));
        }
    }

    @Test
    void showsGreyWhereAFrameIsMissing() throws IOException {
        FilmSpec whole = FilmSpec.single(Duration.ofMillis(31_500), 640, 360)
                .withSegments(Duration.ofSeconds(3), Duration.ofSeconds(1));
        Path film = film("gaps", whole);
        Path first;
        try (var files = Files.list(film)) {
            first = files.filter(file -> file.getFileName().toString().endsWith(".ts"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(first);
        process(
                film,
                "THUMBNAIL_TILES",
                "1x1,2x2",
                "MAX_MISSING_THUMBNAILS",
                "0.5",
                "MJPEG_ENABLED",
                "true",
                "BIF_ENABLED",
                "true",
                "WEBVTT_ENABLED",
                "true");

        List<Entry> small = entries(film.resolve("thumbs_320x180.m3u8"));
        assertThat(small.getFirst().uri()).isEqualTo("thumbs/film_small.gap.jpg");
        requireGrey(ImageIO.read(film.resolve("thumbs/film_small.gap.jpg").toFile()), 320, 180);
        BufferedImage sheet =
                ImageIO.read(film.resolve("thumbs/film_big.2x2.00001.jpg").toFile());
        requireGrey(sheet, 640, 360);
        assertThat(FrameNumber.read(sheet.getSubimage(640, 360, 640, 360))).hasValue(180);
        List<Entry> iFrames = entries(film.resolve("thumbs_320x180_iframes.m3u8"));
        assertThat(iFrames.getFirst().start()).isZero();
        assertThat(Files.readString(film.resolve("thumbs_320x180_iframes.m3u8")))
                .doesNotContain("GAP");
        ByteBuffer bif = ByteBuffer.wrap(Files.readAllBytes(film.resolve("thumbs_320x180.bif")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bif.getInt(64)).as("the first timestamp").isZero();
        byte[] firstOfBif = Arrays.copyOfRange(bif.array(), bif.getInt(68), bif.getInt(76));
        requireGrey(picture(firstOfBif), 320, 180);
        assertThat(Files.readString(film.resolve("thumbs_320x180.vtt"))).doesNotContain("gap");
    }

    /** But for the edge, where a JPEG's block lies half on the next tile. */
    private static void requireGrey(BufferedImage image, int width, int height) {
        for (int y = 0; y < height - 16; y++) {
            for (int x = 0; x < width - 16; x++) {
                int rgb = image.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    assertThat(rgb >> shift & 0xFF).isBetween(126, 130);
                }
            }
        }
    }
}
