package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.Rational;
import io.github.rokutrickplay.sample.RenditionSpec;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks in the middle of transport streams' segments, which are read from there: right or not at all. */
class SeekEstimatorTest {

    private static final int SECONDS = 150;
    private static final int RATE = 24;
    private static final int PACKET = 188;
    /** FFmpeg's muxer gives it to the first stream. */
    private static final int VIDEO_PID = 0x100;

    /** Segments that tell how others are best read. */
    private static final int WHOLE_FIRST = 5;

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final FilmSpec SPEC = FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180)
            .withRenditions(new RenditionSpec("r", 320, 180, Rational.ONE, 1_000_000))
            .withSegments(Duration.ofSeconds(6), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private FilmInStore film;

    @BeforeEach
    void makeFilm() throws IOException {
        film = FilmInStore.made(SPEC, folder);
    }

    private Extracted extract(Duration interval) {
        Extracted extracted = Extracted.of(film.store, film.plan(interval));
        int step = RATE * (int) interval.toSeconds();
        extracted.shows(IntStream.iterate(0, frame -> frame < SECONDS * RATE, frame -> frame + step)
                .boxed()
                .toList());
        return extracted;
    }

    private void change(Change change) {
        ThumbnailPlan plan = film.plan(INTERVAL);
        for (PlannedSegment segment : plan.segments()) {
            S3Location location = segment.media().location();
            byte[] changed = change.of(segment.index()).apply(film.store.bytes(location));
            film.store.put(location, changed, ObjectAttributes.ofType("video/mp2t"));
        }
        film.store.journal.clear();
    }

    /** What becomes of a segment's bytes, by its number. */
    private interface Change {
        UnaryOperator<byte[]> of(int segment);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Packets that carry nothing (PID 8191). */
    private static byte[] nothing(int packets) {
        byte[] bytes = new byte[packets * PACKET];
        for (int at = 0; at < bytes.length; at += PACKET) {
            bytes[at] = 0x47;
            bytes[at + 1] = 0x1F;
            bytes[at + 2] = (byte) 0xFF;
            bytes[at + 3] = 0x10;
        }
        return bytes;
    }

    private long segmentsNotReadFromTheirStart() {
        List<String> reads = List.copyOf(film.store.journal);
        return film.plan(INTERVAL).segments().stream()
                .map(segment -> "findRange " + segment.media().location() + " ")
                .filter(read -> reads.stream().anyMatch(call -> call.startsWith(read)))
                .filter(read -> reads.stream().noneMatch(call -> call.startsWith(read) && call.endsWith("@0")))
                .count();
    }

    @Test
    void areReadFromTheMiddle() {
        Extracted extracted = extract(INTERVAL);
        assertThat(segmentsNotReadFromTheirStart()).isGreaterThanOrEqualTo(4);
        assertThat(extracted.extraction().framesDecoded()).isEqualTo(15);
    }

    @Test
    void areFoundWhereSeveralAreInASegment() {
        extract(Duration.ofSeconds(1));
        extract(Duration.ofSeconds(5));
    }

    @Test
    void areFoundWhereTheyLieEarlierThanTheBytesSuggest() {
        change(segment -> bytes -> segment % 4 == 3 ? joined(bytes, nothing(20_000)) : bytes);
        extract(INTERVAL);
    }

    @Test
    void areFoundWhereTheyLieLaterThanTheBytesSuggest() {
        change(segment -> bytes -> segment % 4 == 3 ? joined(nothing(5_000), bytes) : bytes);
        extract(INTERVAL);
    }

    /** Behind the damage packets do not begin at multiples of their size; what the marks need is whole. */
    @Test
    void areFoundBehindDamage() {
        int damaged = 3 * PACKET;
        change(segment -> bytes -> segment % 5 == 0
                ? bytes
                : joined(
                        joined(Arrays.copyOf(bytes, damaged), new byte[100]),
                        Arrays.copyOfRange(bytes, damaged, bytes.length)));
        extract(INTERVAL);
    }

    /** Where parts are read, that is: behind the first segments. */
    @Test
    void areRightOrMissingWhateverTheDamage() throws IOException {
        DamagedFilm damaged = new DamagedFilm(SPEC, folder.resolve("damaged"));
        ThumbnailPlan plan = damaged.plan(Duration.ofMillis(2500), SECONDS * 2 / 5);
        int segments = plan.segments().size();
        List<byte[]> whole = IntStream.range(0, segments)
                .mapToObj(segment -> damaged.film.store.bytes(damaged.location(segment)))
                .toList();
        Random random = new Random(7);
        for (Damage damage : Damage.values()) {
            for (int segment = WHOLE_FIRST; segment < segments; segment += 2) {
                byte[] bytes = whole.get(segment);
                damaged.replace(segment, same -> damage.of(bytes, random));
            }
            DamagedFilm.Outcome outcome = damaged.extract(plan, FrameChoice.EXACT, "1");
            damaged.showsNothingWrong(plan, outcome, damage.toString());
            assertThat(outcome.shown().size()).isGreaterThan(plan.marks().size() / 2);
        }
    }

    /** As a splicer would lose them: the transport stream's counters say nothing of it. */
    private static byte[] withoutFrames(byte[] segment, int first, int count) {
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        int frame = -1;
        int counter = 0;
        for (int at = 0; at < segment.length; at += PACKET) {
            byte[] packet = Arrays.copyOfRange(segment, at, at + PACKET);
            if (((packet[1] & 0x1F) << 8 | (packet[2] & 0xFF)) == VIDEO_PID) {
                frame += (packet[1] & 0x40) == 0 ? 0 : 1;
                if (frame >= first && frame < first + count) {
                    continue;
                }
                packet[3] = (byte) ((packet[3] & 0xF0) | counter);
                counter = (counter + 1) & 0x0F;
            }
            left.writeBytes(packet);
        }
        return left.toByteArray();
    }

    @Test
    void areMissingWhereTheirFramesAreLostWithoutATrace() throws IOException {
        DamagedFilm damaged = new DamagedFilm(SPEC, folder.resolve("damaged"));
        // Marks 5 s into segments 15 and 20: the frames there, and five behind them.
        damaged.replace(15, bytes -> withoutFrames(bytes, 5 * RATE, 6));
        damaged.replace(20, bytes -> withoutFrames(bytes, 5 * RATE, 6));
        ThumbnailPlan plan = damaged.plan(Duration.ofSeconds(5), SECONDS / 5);

        DamagedFilm.Outcome outcome = damaged.extract(plan, FrameChoice.EXACT, "1");

        damaged.showsNothingWrong(plan, outcome, "without frames");
        assertThat(outcome.extraction().missing().keySet()).containsExactly(95 / 5 + 1, 125 / 5 + 1);
    }

    @Test
    void areMissingWithTheirSegment() {
        ThumbnailPlan plan = film.plan(Duration.ofSeconds(5));
        // From 108 to 114 s: one mark, 2 s behind its start.
        film.store.delete(List.of(plan.segments().get(18).media().location()));
        Extracted extracted = Extracted.of(film.store, plan);
        assertThat(extracted.extraction().missing().values())
                .singleElement()
                .asString()
                .endsWith("there is no " + plan.segments().get(18).media().location());
    }
}
