package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rokutrickplay.local.Terminal;
import io.github.rokutrickplay.local.Trickplay;
import io.github.rokutrickplay.sample.FrameNumber;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.ImageIO;

/**
 * What {@code ./trickplay process} has made of a film.
 *
 * @param exitCode 0 if all went well
 * @param out its standard output: with {@code --json} one document
 * @param err its standard error
 */
record Published(Film film, int exitCode, String out, String err) {

    /** In the place of a frame number: there is an EXT-X-GAP. */
    static final int GAP = -2;

    /** Of 255: what a JPEG makes of black. */
    private static final int BLACK = 24;

    static Published process(Film film) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path folder = folder(film);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                folder,
                folder,
                film.environment());
        List<String> words = new ArrayList<>(List.of(
                "process",
                film.source().toString(),
                "--json",
                "--media-key",
                "film",
                "--interval",
                String.format(Locale.ROOT, "%s", film.interval())));
        words.addAll(film.options());
        int exitCode = new Trickplay().run(words, terminal);
        return new Published(film, exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** What {@code ./trickplay verify} says of it, as the document that it prints. */
    JsonNode verified(String... options) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path folder = folder(film);
        PrintStream stream = new PrintStream(printed, true, UTF_8);
        Terminal terminal = new Terminal(
                stream,
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                false,
                folder,
                folder,
                film.environment());
        List<String> words = new ArrayList<>(List.of("verify", film.source().toString(), "--json"));
        words.addAll(List.of("--media-key", "film", "--root", root().toString()));
        for (String option : List.of("--media-path", "--public-url-prefixes")) {
            int at = film.options().indexOf(option);
            if (at >= 0) {
                words.addAll(film.options().subList(at, at + 2));
            }
        }
        words.addAll(List.of(options));
        new Trickplay().run(words, terminal);
        return new ObjectMapper().readTree(printed.toString(UTF_8));
    }

    /** The document that it printed. */
    JsonNode result() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    /** Why images are missing. */
    List<String> reasons() throws IOException {
        List<String> reasons = new ArrayList<>();
        for (JsonNode image : rendition("big").path("images")) {
            if (image.hasNonNull("missing")) {
                reasons.add(image.path("time_seconds").asText() + ": "
                        + image.path("missing").asText());
            }
        }
        return reasons;
    }

    /** The frame that each image of a size shows; {@link #GAP} where there is none. */
    List<Integer> frames(String size) throws IOException {
        List<Integer> frames = new ArrayList<>();
        for (JsonNode image : rendition(size).path("images")) {
            frames.add(image.hasNonNull("missing") ? GAP : number(picture(image)));
        }
        return frames;
    }

    /** A part of another size lies centred on black. */
    private static int number(BufferedImage picture) {
        OptionalInt whole = FrameNumber.read(picture);
        return whole.isPresent()
                ? whole.getAsInt()
                : FrameNumber.read(withoutBlackEdges(picture)).orElse(-1);
    }

    private static BufferedImage withoutBlackEdges(BufferedImage picture) {
        int middleX = picture.getWidth() / 2;
        int middleY = picture.getHeight() / 2;
        int left = 0;
        while (left < middleX && isBlack(picture.getRGB(left, middleY))) {
            left++;
        }
        int top = 0;
        while (top < middleY && isBlack(picture.getRGB(middleX, top))) {
            top++;
        }
        return picture.getSubimage(left, top, picture.getWidth() - 2 * left, picture.getHeight() - 2 * top);
    }

    private static boolean isBlack(int rgb) {
        return Math.max((rgb >> 16) & 0xFF, Math.max((rgb >> 8) & 0xFF, rgb & 0xFF)) < BLACK;
    }

    /** The image of a mark, from 0. */
    BufferedImage picture(String size, int mark) throws IOException {
        return picture(rendition(size).path("images").get(mark));
    }

    private BufferedImage picture(JsonNode image) throws IOException {
        Path file = root().resolve(image.path("key").asText());
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("there is no image " + file);
        }
        return ImageIO.read(file.toFile());
    }

    /** What the index says of a size. */
    JsonNode rendition(String size) throws IOException {
        Path index = root().resolve(result().path("media_path").asText() + "thumbs/film.index.json");
        for (JsonNode rendition :
                new ObjectMapper().readTree(Files.readString(index)).path("renditions")) {
            if (rendition.path("name").asText().equals(size)) {
                return rendition;
            }
        }
        throw new AssertionError(index + " has no size " + size);
    }

    private static Path folder(Film film) {
        return film.source().toAbsolutePath().resolveSibling(".").normalize();
    }

    /** The folder that stands for the bucket. */
    Path root() {
        int option = film.options().indexOf("--root");
        return option < 0 ? folder(film) : Path.of(film.options().get(option + 1));
    }
}
