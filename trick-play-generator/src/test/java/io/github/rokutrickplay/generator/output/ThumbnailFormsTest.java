package io.github.rokutrickplay.generator.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThumbnailFormsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final AssetNames NAMES = AssetNames.of("film", "a/", "thumbs");

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private static ThumbnailSettings settings(String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("AWS_S3_BUCKET", "bucket", "THUMBNAIL_SIZES", "32x18"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return GeneratorConfig.of(environment).thumbnails();
    }

    /** Of a film in runs of so many seconds. */
    private static ThumbnailPlan plan(double... runSeconds) {
        StoredBytes bytes = new StoredBytes(S3Location.parse("s3://bucket/a/segment.ts"), null);
        List<PlannedSegment> segments = new ArrayList<>();
        Duration end = Duration.ZERO;
        for (int run = 0; run < runSeconds.length; run++) {
            Duration length = Duration.ofMillis((long) (runSeconds[run] * 1000));
            segments.add(new PlannedSegment(run, bytes, null, end, length, run, null));
            end = end.plus(length);
        }
        List<Mark> marks = new ArrayList<>();
        for (Duration time = Duration.ZERO; time.compareTo(end) < 0; time = time.plus(INTERVAL)) {
            marks.add(new Mark(marks.size() + 1, time, 0));
        }
        return new ThumbnailPlan(INTERVAL, end, segments, marks);
    }

    /** Grey as light as its number, its JPEG so many bytes that say its number. */
    private record Picture(int number, List<ThumbnailBox> boxes, Resolution size, int jpegBytes) implements Thumbnail {

        @Override
        public byte[] jpeg() {
            return bytes(number, jpegBytes);
        }

        @Override
        public YuvImage pixels() {
            YuvImage image = YuvImage.black(size);
            Arrays.fill(image.planes()[0], (byte) number);
            return image;
        }
    }

    private static byte[] bytes(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    /** Instead of a JPEG: the luma of a picture. */
    private static byte[] luma(YuvImage image) {
        return image.planes()[0].clone();
    }

    private Outputs outputs(ThumbnailSettings settings, ThumbnailPlan plan) {
        return new Outputs(store, "bucket", NAMES, settings, plan, ThumbnailFormsTest::luma, Progress.NONE);
    }

    /** Hands over all thumbnails in a random order. */
    private static void add(
            Outputs outputs, ThumbnailSettings settings, ThumbnailPlan plan, Resolution size, Integer... missing) {
        List<Integer> numbers =
                new ArrayList<>(plan.marks().stream().map(Mark::number).toList());
        Collections.shuffle(numbers, new Random(numbers.size()));
        for (int number : numbers) {
            if (List.of(missing).contains(number)) {
                outputs.missing(number);
            } else {
                outputs.add(new Picture(number, settings.boxes(), size, 10 + number % 7));
            }
        }
    }

    private static List<Rendition> finish(
            Outputs outputs, ThumbnailSettings settings, ThumbnailPlan plan, Resolution size, Integer... missing) {
        SortedMap<Integer, String> reasons = new TreeMap<>();
        List.of(missing).forEach(number -> reasons.put(number, "lost"));
        Map<String, Resolution> sizes =
                settings.boxes().stream().collect(Collectors.toMap(ThumbnailBox::name, box -> size));
        return outputs.finish(plan, new Extraction(sizes, reasons, 0, 0));
    }

    private static final Resolution SIZE = new Resolution(32, 18);

    private List<Rendition> make(ThumbnailSettings settings, ThumbnailPlan plan, Integer... missing) {
        try (Outputs outputs = outputs(settings, plan)) {
            add(outputs, settings, plan, SIZE, missing);
            return finish(outputs, settings, plan, SIZE, missing);
        }
    }

    private List<String> objects() {
        return store.list("bucket", "a/").stream()
                .map(object -> object.location().key().substring(2))
                .toList();
    }

    /** What the tiles of a sheet show, by their luma. */
    private List<Integer> tiles(String key, int columns, int rows) {
        byte[] luma = store.bytes(new S3Location("bucket", key));
        assertThat(luma).hasSize(columns * SIZE.width() * rows * SIZE.height());
        return IntStream.range(0, columns * rows)
                .map(tile -> luma[
                                (tile / columns * SIZE.height() + 9) * columns * SIZE.width()
                                        + tile % columns * SIZE.width()
                                        + 16]
                        & 0xFF)
                .boxed()
                .toList();
    }

    @Test
    void fillsSheetsRowByRowAndLeavesTheRestBlack() {
        List<Rendition> renditions = make(settings("THUMBNAIL_TILES", "3x2"), plan(95));

        assertThat(objects()).containsExactly("thumbs/film_small.3x2.00001.jpg", "thumbs/film_small.3x2.00002.jpg");
        assertThat(tiles("a/thumbs/film_small.3x2.00001.jpg", 3, 2)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(tiles("a/thumbs/film_small.3x2.00002.jpg", 3, 2)).containsExactly(7, 8, 9, 10, 0, 0);
        assertThat(renditions.getFirst().images()).isEmpty();
        assertThat(sheets(renditions)).containsExactly(sheet(1, "0", "60", 6), sheet(2, "60", "35", 4));
    }

    private static List<Sheet> sheets(List<Rendition> renditions) {
        return Objects.requireNonNull(renditions.getFirst().sheets()).images();
    }

    private static Sheet sheet(int number, String time, String duration, int tiles, Integer... missing) {
        return new Sheet(
                "a/thumbs/film_small.3x2.%05d.jpg".formatted(number),
                new BigDecimal(time),
                new BigDecimal(duration),
                6L * SIZE.width() * SIZE.height(),
                tiles,
                List.of(missing));
    }

    @Test
    void beginsASheetAtADiscontinuityAndGivesTheRestOfAThumbnailOneOfItsOwn() {
        List<Rendition> renditions = make(settings("THUMBNAIL_TILES", "3x2"), plan(14.5, 2, 23.5, 10));

        assertThat(sheets(renditions))
                .containsExactly(
                        sheet(1, "0", "14.5", 2),
                        sheet(2, "14.5", "2", 1),
                        sheet(3, "16.5", "3.5", 1),
                        sheet(4, "20", "20", 2),
                        sheet(5, "40", "10", 1));
        assertThat(tiles("a/thumbs/film_small.3x2.00002.jpg", 3, 2)).containsExactly(2, 0, 0, 0, 0, 0);
        assertThat(tiles("a/thumbs/film_small.3x2.00003.jpg", 3, 2)).containsExactly(2, 0, 0, 0, 0, 0);
        assertThat(tiles("a/thumbs/film_small.3x2.00004.jpg", 3, 2)).containsExactly(3, 4, 0, 0, 0, 0);
    }

    @Test
    void writesMissingTilesGreyAndASheetOfThemAloneToo() {
        Integer[] missing = {1, 5, 7, 8, 9, 10, 11, 12};
        List<Rendition> renditions = make(settings("THUMBNAIL_TILES", "3x2"), plan(130), missing);

        assertThat(tiles("a/thumbs/film_small.3x2.00001.jpg", 3, 2)).containsExactly(128, 2, 3, 4, 128, 6);
        assertThat(tiles("a/thumbs/film_small.3x2.00002.jpg", 3, 2)).containsExactly(128, 128, 128, 128, 128, 128);
        assertThat(tiles("a/thumbs/film_small.3x2.00003.jpg", 3, 2)).containsExactly(13, 0, 0, 0, 0, 0);
        assertThat(sheets(renditions))
                .containsExactly(
                        sheet(1, "0", "60", 6, 1, 5),
                        sheet(2, "60", "60", 6, 1, 2, 3, 4, 5, 6),
                        sheet(3, "120", "10", 1));
        assertThat(renditions.getFirst().gapImage()).isNull();
    }

    @Test
    void keepsSingleImagesBesideSheetsForDashWhereTilesHaveNoCommonLength() {
        make(settings("THUMBNAIL_TILES", "3x2", "DASH_ENABLED", "true"), plan(40));
        assertThat(objects()).containsExactly("thumbs/film_small.3x2.00001.jpg");

        List<Rendition> renditions = make(settings("THUMBNAIL_TILES", "3x2", "DASH_ENABLED", "true"), plan(15, 25));

        assertThat(objects()).contains("thumbs/film_small.00001.jpg", "thumbs/film_small.00004.jpg");
        assertThat(renditions.getFirst().images()).hasSize(4);
    }

    @Test
    void leadsFromAGapToAGreyImage() {
        List<Rendition> renditions = make(settings(), plan(40), 2);

        assertThat(objects())
                .containsExactly(
                        "thumbs/film_small.00001.jpg",
                        "thumbs/film_small.00003.jpg",
                        "thumbs/film_small.00004.jpg",
                        "thumbs/film_small.gap.jpg");
        assertThat(renditions.getFirst().gapImage()).isEqualTo("a/thumbs/film_small.gap.jpg");
        assertThat(store.bytes(new S3Location("bucket", "a/thumbs/film_small.gap.jpg")))
                .containsOnly((byte) 128);
    }

    private byte[] object(String key) {
        return store.bytes(new S3Location("bucket", key));
    }

    private static ThumbnailFile file(List<Rendition> renditions, String form) {
        return renditions.getFirst().file(form).orElseThrow();
    }

    @Test
    void putsBifTogetherInTheOrderOfTimes() {
        ThumbnailFile recorded = file(make(settings("BIF_ENABLED", "true"), plan(395), 3, 4, 40), ThumbnailFile.BIF);

        ByteBuffer bif = ByteBuffer.wrap(object("a/thumbs_32x18.bif")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(recorded.bytes()).isEqualTo(bif.capacity());
        assertThat(bif.getInt(8)).as("version").isZero();
        assertThat(bif.getInt(12)).as("images").isEqualTo(37);
        assertThat(bif.getInt(16)).as("milliseconds a unit").isEqualTo(1000);
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            int seconds = bif.getInt(64 + 8 * i);
            times.add(seconds);
            int number = seconds / 10 + 1;
            assertThat(Arrays.copyOfRange(bif.array(), bif.getInt(68 + 8 * i), bif.getInt(76 + 8 * i)))
                    .isEqualTo(bytes(number, 10 + number % 7));
        }
        assertThat(times)
                .isSorted()
                .startsWith(0, 10, 40, 50)
                .endsWith(370, 380)
                .doesNotHaveDuplicates();
        assertThat(bif.getInt(64 + 8 * 37)).isEqualTo(-1);
        assertThat(bif.getInt(68 + 8 * 37)).isEqualTo(bif.capacity());
    }

    @ParameterizedTest
    @ValueSource(strings = {ThumbnailFile.BIF, ThumbnailFile.MJPEG})
    void beginsWithGreyWhereTheFirstIsMissing(String form) {
        make(settings("BIF_ENABLED", "true", "MJPEG_ENABLED", "true"), plan(40), 1, 2);

        byte[] file = object(form.equals(ThumbnailFile.BIF) ? "a/thumbs_32x18.bif" : "a/thumbs_32x18.mp4");
        String grey = new String(bytes(128, SIZE.width() * SIZE.height()), ISO_8859_1);
        assertThat(new String(file, ISO_8859_1)).containsOnlyOnce(grey);
    }

    @Test
    void letsTheImageBeforeAMissingOneLastAndShowsItAgainBehindADiscontinuity() {
        ThumbnailFile sequence = file(make(settings("MJPEG_ENABLED", "true"), plan(34, 31), 4, 5), ThumbnailFile.MJPEG);

        assertThat(sequence.parts())
                .extracting(Part::timeSeconds, Part::durationSeconds)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        tuple(new BigDecimal("0"), new BigDecimal("10")),
                        tuple(new BigDecimal("10"), new BigDecimal("10")),
                        tuple(new BigDecimal("20"), new BigDecimal("14")),
                        tuple(new BigDecimal("34"), new BigDecimal("16")),
                        tuple(new BigDecimal("50"), new BigDecimal("10")),
                        tuple(new BigDecimal("60"), new BigDecimal("5")));
        byte[] file = object("a/thumbs_32x18.mp4");
        assertThat(jpeg(file, sequence.parts().get(3))).isEqualTo(bytes(3, 13));
        assertThat(sequence.bytes()).isEqualTo(file.length);
        Part last = sequence.parts().getLast();
        assertThat(last.offset() + last.bytes()).isEqualTo(file.length);
    }

    /** What is in the mdat of a fragment. */
    private static byte[] jpeg(byte[] file, Part part) {
        int moof = ByteBuffer.wrap(file).getInt((int) part.offset());
        int mdat = (int) part.offset() + moof;
        assertThat(new String(file, mdat + 4, 4, UTF_8)).isEqualTo("mdat");
        return Arrays.copyOfRange(file, mdat + 8, (int) part.offset() + part.bytes());
    }

    @Test
    void startsAgainWithPicturesOfAnotherSize() {
        ThumbnailSettings settings = settings("THUMBNAIL_TILES", "2x2", "MJPEG_ENABLED", "true", "BIF_ENABLED", "true");
        ThumbnailPlan plan = plan(95);
        List<Rendition> renditions;
        try (Outputs outputs = outputs(settings, plan)) {
            // As of a film whose first part is narrower: sheets of both are open, and none of it will do.
            add(outputs, settings, plan, new Resolution(24, 18), 2);
            outputs.add(new Picture(3, settings.boxes(), SIZE, 10));
            assertThat(outputs.restart()).isTrue();
            add(outputs, settings, plan, SIZE, 7);
            renditions = finish(outputs, settings, plan, SIZE, 7);
        }

        assertThat(tiles("a/thumbs/film_small.2x2.00001.jpg", 2, 2)).containsExactly(1, 2, 3, 4);
        assertThat(tiles("a/thumbs/film_small.2x2.00002.jpg", 2, 2)).containsExactly(5, 6, 128, 8);
        assertThat(file(renditions, ThumbnailFile.MJPEG).parts()).hasSize(9);
        assertThat(ByteBuffer.wrap(object("a/thumbs_32x18.bif"))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(12))
                .isEqualTo(9);
    }

    @Test
    void needsNothingButTheChangedImagesAgainWhereThereAreImagesAlone() {
        try (Outputs outputs = outputs(settings(), plan(95))) {
            assertThat(outputs.restart()).isFalse();
        }
    }

    @Test
    void sendsALargeFileInPartsAndItsBeginningLast() {
        ThumbnailSettings settings = settings("BIF_ENABLED", "true", "MJPEG_ENABLED", "true");
        ThumbnailPlan plan = plan(400);
        int large = 1_000_000;
        try (Outputs outputs = outputs(settings, plan)) {
            for (int number = 40; number >= 1; number--) {
                outputs.add(new Picture(number, settings.boxes(), SIZE, large));
            }
            finish(outputs, settings, plan, SIZE);
        }

        ByteBuffer bif = ByteBuffer.wrap(object("a/thumbs_32x18.bif")).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 40; i++) {
            assertThat(Arrays.copyOfRange(bif.array(), bif.getInt(68 + 8 * i), bif.getInt(76 + 8 * i)))
                    .isEqualTo(bytes(i + 1, large));
        }
        assertThat(store.journal.stream().filter(call -> call.contains("bif") && !call.startsWith("find")))
                .startsWith("start s3://bucket/a/thumbs_32x18.bif", "part 2 of s3://bucket/a/thumbs_32x18.bif")
                .endsWith("part 1 of s3://bucket/a/thumbs_32x18.bif", "complete s3://bucket/a/thumbs_32x18.bif");
    }

    @Test
    void givesUpTheFileOfAFilmThatFails() {
        ThumbnailSettings settings = settings("BIF_ENABLED", "true");
        try (Outputs outputs = outputs(settings, plan(400))) {
            for (int number = 1; number <= 30; number++) {
                outputs.add(new Picture(number, settings.boxes(), SIZE, 1_000_000));
            }
        }

        // Images that are under way are written by other threads.
        assertThat(store.journal.stream().filter(call -> call.contains("bif")))
                .endsWith("abort s3://bucket/a/thumbs_32x18.bif");
        assertThat(objects()).doesNotContain("thumbs_32x18.bif");
    }

    @Test
    void writesTheBifOfASizeThatComesToTheSameAsASmallerOne() {
        ThumbnailSettings settings = settings(
                "THUMBNAIL_SIZES", "32x18,64x36", "BIF_ENABLED", "true", "BIF_SIZES", "64x36", "MJPEG_ENABLED", "true");

        make(settings, plan(20));

        assertThat(objects())
                .containsExactly(
                        "thumbs/film_small.00001.jpg",
                        "thumbs/film_small.00002.jpg",
                        "thumbs_32x18.mp4",
                        "thumbs_64x36.bif");
    }
}
