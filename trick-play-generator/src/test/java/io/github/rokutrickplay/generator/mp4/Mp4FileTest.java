package io.github.rokutrickplay.generator.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What boxes made by hand are read as, and what is refused. */
class Mp4FileTest {

    private static final S3Location LOCATION = new S3Location("films", "film.mp4");
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static MadeMovie movie() {
        return MadeMovie.ofSize(640, 360);
    }

    private static ThumbnailPlan plan(byte[] file, Duration interval) {
        Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(new BytesInMemory(file)));
        long marks = planner.duration().dividedBy(interval.minusNanos(1));
        List<Duration> times = IntStream.range(0, (int) Math.min(1000, Math.max(1, marks)))
                .mapToObj(interval::multipliedBy)
                .toList();
        return planner.plan(times, interval, FrameChoice.EXACT);
    }

    private static ThumbnailPlan plan(MadeMovie movie) {
        return plan(movie.bytes(), INTERVAL);
    }

    private static List<Long> frames(ThumbnailPlan plan) {
        return plan.marks().stream()
                .map(Mark::timestamp)
                .map(time -> time == null ? -1 : time / 1000)
                .toList();
    }

    private static List<Long> seconds(int count) {
        return IntStream.range(0, count).mapToObj(second -> 25L * second).toList();
    }

    @Test
    void plansFromSyncSamplesToTheSamplesThatMarksNeed() {
        ThumbnailPlan plan = plan(movie());

        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(frames(plan)).isEqualTo(seconds(10));
        // Two marks a GOP of two seconds; of the second GOP the first 26 samples are needed, a chunk and ten bytes.
        assertThat(plan.segments()).hasSize(5);
        PlannedSegment second = plan.segments().get(1);
        assertThat(second.media().range())
                .isEqualTo(new ByteRange(32 + 2 * MadeMovie.CHUNK_BYTES, MadeMovie.CHUNK_BYTES + 10));
        assertThat(second.start()).isEqualTo(Duration.ofSeconds(2));
        assertThat(second.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.marks()).extracting(Mark::segment).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    }

    static Stream<Arguments> equalTables() {
        List<Integer> sizes = Collections.nCopies(MadeMovie.SAMPLES, MadeMovie.SAMPLE_BYTES);
        Object[] large = Stream.concat(
                        Stream.<Object>of(0, 10), LongStream.range(0, 10).mapToObj(i -> 32 + MadeMovie.CHUNK_BYTES * i))
                .toArray();
        byte[] nibbles = new byte[MadeMovie.SAMPLES / 2];
        Arrays.fill(nibbles, (byte) 0xAA);
        byte[] bytes = new byte[MadeMovie.SAMPLES];
        Arrays.fill(bytes, (byte) MadeMovie.SAMPLE_BYTES);
        return Stream.of(
                Arguments.of("co64", (Consumer<MadeMovie>)
                        made -> made.without("stco").with(BoxTree.of("co64", large))),
                Arguments.of("stsz with a size each", (Consumer<MadeMovie>) made -> made.with(BoxTree.of(
                        "stsz",
                        Stream.concat(Stream.<Object>of(0, 0, MadeMovie.SAMPLES), sizes.stream())
                                .toArray()))),
                Arguments.of("stz2 of 4 bits", (Consumer<MadeMovie>)
                        made -> made.without("stsz").with(BoxTree.of("stz2", 0, 4, MadeMovie.SAMPLES, nibbles))),
                Arguments.of("stz2 of 8 bits", (Consumer<MadeMovie>)
                        made -> made.without("stsz").with(BoxTree.of("stz2", 0, 8, MadeMovie.SAMPLES, bytes))),
                Arguments.of("stts in several runs", (Consumer<MadeMovie>)
                        made -> made.with(BoxTree.of("stts", 0, 3, 100, 1000, 0, 7, 150, 1000))),
                Arguments.of("ctts of zeros", (Consumer<MadeMovie>)
                        made -> made.with(BoxTree.of("ctts", 0, 1, MadeMovie.SAMPLES, 0))),
                Arguments.of("ctts that ends early", (Consumer<MadeMovie>)
                        made -> made.with(BoxTree.of("ctts", 0, 1, 3, 0))),
                Arguments.of("some sync samples partial ones of QuickTime", (Consumer<MadeMovie>) made -> made.with(
                        MadeMovie.list("stss", List.of(1, 101)), MadeMovie.list("stps", List.of(51, 151, 201)))),
                Arguments.of("some random access points of a sample group", (Consumer<MadeMovie>) made -> made.with(
                        MadeMovie.list("stss", List.of(1)),
                        BoxTree.of("sbgp", 0, "rap ", 8, 50, 0, 1, 1, 49, 0, 1, 1, 49, 0, 1, 1, 49, 0, 1, 1))),
                Arguments.of("an edit list of all", (Consumer<MadeMovie>) made -> made.withEdits(10_000, 0)),
                Arguments.of("an edit of no duration", (Consumer<MadeMovie>) made -> made.withEdits(0, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equalTables")
    void readsTheSameOfEveryFormOfTable(String name, Consumer<MadeMovie> change) {
        MadeMovie made = movie();
        change.accept(made);

        assertThat(frames(plan(made))).isEqualTo(seconds(10));
        assertThat(plan(made).segments())
                .extracting(segment -> segment.media().range())
                .isEqualTo(plan(movie()).segments().stream()
                        .map(segment -> segment.media().range())
                        .toList());
    }

    @Test
    void takesEverySampleForASyncSampleWhereThereIsNoStss() {
        assertThat(plan(movie().without("stss")).segments())
                .extracting(segment -> segment.media().range())
                .hasSize(10)
                .allMatch(range -> range != null && range.length() == MadeMovie.SAMPLE_BYTES);
    }

    @Test
    void takesTheFirstSampleForASyncSampleWhereStssIsEmpty() {
        assertThat(plan(movie().with(MadeMovie.list("stss", List.of()))).segments())
                .hasSize(1);
    }

    @Test
    void readsFromThePrecedingSyncSampleForLeadingPictures() {
        // Samples 51 and 52 (from 0) are presented before 50, which is presented at 52.
        BoxTree offsets = BoxTree.of("ctts", 0x1000000, 3, 50, 0, 1, 2000, 199, -1000);
        MadeMovie made = movie().with(offsets);

        ThumbnailPlan plan = plan(made.bytes(), Duration.ofMillis(2040));

        // The mark at 2.04 s is at 51, which sample 52 is presented at, and 49 is not its sync sample but 0.
        assertThat(plan.marks().get(1).segment()).isZero();
        assertThat(plan.marks().get(1).timestamp()).isEqualTo(51_000 + 1000);
    }

    @Test
    void knowsVersionOneOfEveryHeader() {
        MadeMovie made = movie();
        made.file().at("moov").replace("mvhd");
        made.file().at("moov").children().addFirst(BoxTree.of("mvhd", 0x1000000, 0L, 0L, 500, 5000L, new byte[80]));
        made.track().replace("tkhd", BoxTree.of("tkhd", 0x1000001, 0L, 0L, 7, 0, 5000L, new byte[60]));
        made.track().at("mdia").replace("mdhd", BoxTree.of("mdhd", 0x1000000, 0L, 0L, 25_000, 250_000L, 0));
        made.track()
                .replace("edts", BoxTree.of("edts", BoxTree.of("elst", 0x1000000, 1, 2500L, 50_000L, (short) 1, (short)
                        0)));

        ThumbnailPlan plan = plan(made);

        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(frames(plan)).containsExactly(50L, 75L, 100L, 125L, 150L);
    }

    @Test
    void showsNothingThatNoEditHolds() {
        assertThat(frames(plan(movie().withEdits(2000, -1, 1000, 100_000, 1000, 0))))
                .as("two seconds of nothing, the fifth second, the first second")
                .containsExactly(100L, 100L, 100L, 0L);
    }

    @Test
    void takesTheLargestOfTheEnabledVideoTracks() {
        MadeMovie made = MadeMovie.ofSize(320, 180);
        BoxTree small = made.track();
        BoxTree large = MadeMovie.ofSize(640, 360).track();
        BoxTree disabled = MadeMovie.ofSize(1920, 1080).track();
        disabled.replace("tkhd", BoxTree.of("tkhd", 0, 0, 0, 9, 0, 10_000, new byte[60]));
        made.file().at("moov").replace("trak", small, large, disabled);

        assertThat(Mp4File.read(new BytesInMemory(made.bytes())).resolution()).hasToString("640x360");
    }

    @Test
    void knowsHdrByTheTransferFunction() {
        BoxTree colours = BoxTree.of("colr", "nclx", (short) 9, (short) 16, (short) 9, (byte) 0);
        MadeMovie made = movie().with(BoxTree.of(
                "stsd", 0, 1, MadeMovie.entry("hvc1", 640, 360, colours).bytes()));

        assertThat(Mp4File.read(new BytesInMemory(made.bytes())).isHdr()).isTrue();
        assertThat(Mp4File.read(new BytesInMemory(movie().bytes())).isHdr()).isFalse();
    }

    @Test
    void saysOfASegmentBehindTheEndOfACutOffFileThatItIsNotThere() {
        MadeMovie made = movie();
        BoxTree mdat = made.file().at("mdat");
        BoxTree moov = made.file().at("moov");
        // The same tables in front, pushed behind the media's old place: all offsets but the last ones are in the file.
        int shift = moov.bytes().length;
        made.with(MadeMovie.list(
                "stco",
                IntStream.range(0, 10)
                        .map(i -> 32 + shift + MadeMovie.CHUNK_BYTES * i)
                        .boxed()
                        .toList()));
        made.file().children().remove(mdat);
        made.file().children().add(mdat);
        byte[] whole = made.bytes();

        ThumbnailPlan plan = plan(Arrays.copyOf(whole, whole.length - 4 * MadeMovie.CHUNK_BYTES), INTERVAL);

        assertThat(plan.segments())
                .extracting(PlannedSegment::unavailable)
                .satisfiesExactly(
                        reason -> assertThat(reason).isNull(),
                        reason -> assertThat(reason).isNull(),
                        reason -> assertThat(reason).isNull(),
                        reason -> assertThat(reason).contains("cut off at byte " + (whole.length - 1400)),
                        reason -> assertThat(reason).contains("cut off"));
    }

    private static Arguments bad(String message, Consumer<MadeMovie> change) {
        return Arguments.of(message, change);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                bad("is encrypted (its video's sample entry is encv, scheme cenc)", MadeMovie::encrypted),
                bad(
                        "has no video track",
                        made -> made.track()
                                .at("mdia")
                                .replace("hdlr", BoxTree.of("hdlr", 0, 0, "soun", new byte[13]))),
                bad("compressed moov box (cmov)", made -> made.file().at("moov").replace("cmov", BoxTree.of("cmov"))),
                bad(
                        "edit 1 of its edit list at a rate of 0.5",
                        made -> made.track()
                                .replace("edts", BoxTree.of("edts", BoxTree.of("elst", 0, 1, 1000, 0, 0x8000)))),
                bad("bad elst box: edit 1 has media_time -7", made -> made.withEdits(1000, -7)),
                bad("presents nothing", made -> made.withEdits(1000, -1)),
                bad("presents nothing", made -> made.withEdits(1000, 250_000)),
                bad(
                        "bad elst box: it says that it has 1000000 entries",
                        made -> made.track().replace("edts", BoxTree.of("edts", BoxTree.of("elst", 0, 1_000_000)))),
                bad(
                        "bad mdhd box: its timescale is 0",
                        made -> made.track().at("mdia").replace("mdhd", BoxTree.of("mdhd", 0, 0, 0, 0, 0, 0))),
                bad(
                        "bad stts box: it says that it has 500000000 entries",
                        made -> made.with(BoxTree.of("stts", 0, 500_000_000))),
                bad(
                        "bad stts box: it has fewer samples than stsz",
                        made -> made.with(BoxTree.of("stts", 0, 1, 249, 1000))),
                bad(
                        "bad stsz box: it says that it has 250 entries",
                        made -> made.with(BoxTree.of("stsz", 0, 0, MadeMovie.SAMPLES, 10))),
                bad("has 4294967295 video samples", made -> made.with(BoxTree.of("stsz", 0, 10, -1))),
                bad(
                        "bad stz2 box: its field_size is 5",
                        made -> made.without("stsz").with(BoxTree.of("stz2", 0, 5, MadeMovie.SAMPLES, new byte[250]))),
                bad(
                        "bad stsc box: with stco it places 225 samples, and stsz has 250",
                        made -> made.with(MadeMovie.list(
                                "stco", IntStream.range(0, 9).boxed().toList()))),
                bad(
                        "bad stsc box: chunk 1 has sample_description_index 2, and stsd has 1",
                        made -> made.with(BoxTree.of("stsc", 0, 1, 1, 25, 2))),
                bad(
                        "bad stsc box: chunk 1 comes behind chunk 1",
                        made -> made.with(BoxTree.of("stsc", 0, 2, 1, 25, 1, 1, 25, 1))),
                bad(
                        "bad stsc box: it does not say what is in chunk 1",
                        made -> made.with(BoxTree.of("stsc", 0, 1, 3, 25, 1))),
                bad(
                        "bad stss box: it names sample 251, and there are 250",
                        made -> made.with(MadeMovie.list("stss", List.of(251)))),
                bad("bad stss box: it names sample 0", made -> made.with(MadeMovie.list("stss", List.of(0)))),
                bad("has no video samples", made -> made.with(BoxTree.of("stsz", 0, 0, 0))),
                bad(
                        "bad stsd box: it says that it has 2 entries",
                        made -> made.with(BoxTree.of("stsd", 0, 2, new byte[16]))),
                bad("bad stbl box: it has no stsc in it", made -> made.without("stsc")),
                bad(
                        "too far from it",
                        made -> made.with(BoxTree.of("ctts", 0, 1, MadeMovie.SAMPLES, Integer.MAX_VALUE))),
                bad("has no moov box", made -> made.file().replace("moov")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void saysWhichBoxIsBadAndWhatItSays(String message, Consumer<MadeMovie> change) {
        MadeMovie made = movie();
        change.accept(made);

        assertThatThrownBy(() -> plan(made)).isInstanceOf(Mp4Exception.class).hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoMp4AndWhatIsCutOff() {
        byte[] file = movie().bytes();
        assertThatThrownBy(() -> plan("#EXTM3U\n#EXTINF".getBytes(java.nio.charset.StandardCharsets.UTF_8), INTERVAL))
                .hasMessage("is no MP4 or MOV file: it starts with 'M3U?'");
        assertThatThrownBy(() -> plan(Arrays.copyOf(file, file.length - 1), INTERVAL))
                .hasMessageContaining("ends in the middle of its moov box");
        assertThatThrownBy(() -> plan(new byte[0], INTERVAL)).hasMessageContaining("it is empty");
    }

    /** Whatever is wrong with a file, it is said in one exception, soon and in little memory. */
    @Test
    void saysSoWhateverAByteIsChangedTo() {
        byte[] good = movie().with(BoxTree.of("ctts", 0, 2, 100, 1000, 150, 0))
                .withEdits(1000, -1, 9000, 1000)
                .bytes();
        int moov = good.length - BoxTree.ofFile(good).at("moov").bytes().length;
        Random random = new Random(20261122);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= round % 3; change++) {
                bytes[moov + random.nextInt(bytes.length - moov)] = (byte) (round % 2 == 0 ? random.nextInt(256) : -1);
            }
            try {
                plan(bytes, Duration.ofSeconds(60)).segments().forEach(segment -> {
                    assertThat(segment.media().range()).isNotNull();
                });
            } catch (Mp4Exception e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_000);
    }

    @Test
    void readsTheTablesOfThreeHoursAtSixtyFramesASecondInThreeReads() {
        int samples = 3 * 60 * 60 * 60;
        Object[] sizes = new Object[3 + samples];
        Arrays.fill(sizes, 0);
        sizes[2] = samples;
        for (int i = 0; i < samples; i++) {
            sizes[3 + i] = 1000 + i % 7;
        }
        MadeMovie made = movie().with(
                        BoxTree.of("stsz", sizes),
                        BoxTree.of("stts", 0, 1, samples, 416),
                        BoxTree.of("stsc", 0, 1, 1, samples, 1),
                        MadeMovie.list("stco", List.of(32)),
                        MadeMovie.list(
                                "stss",
                                IntStream.range(0, samples / 120)
                                        .map(gop -> 1 + 120 * gop)
                                        .boxed()
                                        .toList()));
        BytesInMemory file = new BytesInMemory(made.bytes());

        Mp4Planner planner = new Mp4Planner(LOCATION, Mp4File.read(file));
        ThumbnailPlan plan = planner.plan(
                IntStream.range(0, 1000)
                        .mapToObj(i -> Duration.ofSeconds(10L * i))
                        .toList(),
                Duration.ofSeconds(10),
                FrameChoice.EXACT);

        assertThat(file.reads()).isLessThanOrEqualTo(3);
        assertThat(plan.segments()).hasSize(1000);
    }
}
