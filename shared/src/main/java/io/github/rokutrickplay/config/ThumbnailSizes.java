package io.github.rokutrickplay.config;

import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the sizes of thumbnails, and how they are put together. */
final class ThumbnailSizes {

    private static final int MIN_PIXELS = 16;
    private static final int MAX_PIXELS = 4096;

    /** What the first sizes are called in keys and messages. */
    private static final List<String> NAMES = List.of("small", "big");

    /** The largest texture of many Roku models. */
    private static final int AUTOMATIC_PIXELS = 2048;

    /** JPEG's own limit. */
    private static final int MAX_SHEET_PIXELS = 65_500;

    private static final Pattern GRID = Pattern.compile("([1-9]\\d?)x([1-9]\\d?)");

    private ThumbnailSizes() {}

    /** Smallest first; each has its name by its place in the list. */
    static List<ThumbnailBox> read(Environment environment) {
        List<Resolution> byTwo = List.of(
                size(environment, Setting.THUMBNAIL_WIDTH, Setting.THUMBNAIL_HEIGHT),
                size(environment, Setting.THUMBNAIL_BIG_WIDTH, Setting.THUMBNAIL_BIG_HEIGHT));
        List<Resolution> sizes = environment
                .readOptional(
                        Setting.THUMBNAIL_SIZES,
                        ThumbnailSizes::parse,
                        "sizes from " + MIN_PIXELS + " to " + MAX_PIXELS
                                + " pixels, each once, such as 320x180,640x360")
                .orElse(byTwo);
        List<Grid> grids = environment.read(
                Setting.THUMBNAIL_TILES,
                value -> grids(value, sizes),
                "columns and rows of thumbnails in an image, such as 5x4; one for each of the " + sizes.size()
                        + " sizes, such as 5x4,3x3; or auto");
        List<ThumbnailBox> boxes = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            String name = i < NAMES.size() ? NAMES.get(i) : sizes.get(i).toString();
            boxes.add(new ThumbnailBox(name, sizes.get(i), grids.get(i)));
        }
        return boxes.stream()
                .sorted(Comparator.comparingInt(
                        box -> box.size().width() * box.size().height()))
                .toList();
    }

    /** The names of the sizes that BIF_SIZES names; else of the smallest. */
    static Set<String> ofBif(Environment environment, List<ThumbnailBox> boxes) {
        return environment
                .readOptional(
                        Setting.BIF_SIZES,
                        value -> parse(value).flatMap(sizes -> names(sizes, boxes)),
                        "some of the sizes "
                                + boxes.stream()
                                        .map(box -> box.size().toString())
                                        .collect(Collectors.joining(",")))
                .orElseGet(() -> Set.of(boxes.getFirst().name()));
    }

    private static Optional<Set<String>> names(List<Resolution> sizes, List<ThumbnailBox> boxes) {
        Set<String> names = boxes.stream()
                .filter(box -> sizes.contains(box.size()))
                .map(ThumbnailBox::name)
                .collect(Collectors.toSet());
        return Optional.of(names).filter(found -> found.size() >= sizes.size());
    }

    private static Resolution size(Environment environment, Setting width, Setting height) {
        return new Resolution(
                environment.readInt(width, MIN_PIXELS, MAX_PIXELS),
                environment.readInt(height, MIN_PIXELS, MAX_PIXELS));
    }

    private static Optional<List<Resolution>> parse(String value) {
        try {
            List<String> texts = FunctionSettings.commaSeparated(value);
            List<Resolution> sizes = texts.stream().map(Resolution::parse).toList();
            boolean right = sizes.stream().allMatch(size -> isAllowed(size.width()) && isAllowed(size.height()))
                    && Set.copyOf(sizes).size() == value.split(",", -1).length;
            return right ? Optional.of(sizes) : Optional.empty();
        } catch (MalformedPlaylistException e) {
            return Optional.empty();
        }
    }

    private static boolean isAllowed(int pixels) {
        return pixels >= MIN_PIXELS && pixels <= MAX_PIXELS;
    }

    private static Optional<List<Grid>> grids(String value, List<Resolution> sizes) {
        if (value.equals("auto")) {
            return Optional.of(sizes.stream()
                    .map(size -> Grid.within(AUTOMATIC_PIXELS, size))
                    .toList());
        }
        List<Grid> grids = new ArrayList<>();
        for (String text : value.split(",", -1)) {
            Matcher matcher = GRID.matcher(text.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            grids.add(new Grid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        List<Grid> all = grids.size() == 1 ? Collections.nCopies(sizes.size(), grids.getFirst()) : grids;
        return all.size() == sizes.size() && fit(all, sizes) ? Optional.of(all) : Optional.empty();
    }

    private static boolean fit(List<Grid> grids, List<Resolution> sizes) {
        for (int i = 0; i < grids.size(); i++) {
            Resolution sheet = grids.get(i).of(sizes.get(i));
            if (sheet.width() > MAX_SHEET_PIXELS || sheet.height() > MAX_SHEET_PIXELS) {
                return false;
            }
        }
        return true;
    }
}
