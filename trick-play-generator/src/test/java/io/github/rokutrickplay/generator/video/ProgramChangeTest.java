package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.sample.TransportStreams.PMT;
import static io.github.rokutrickplay.sample.TransportStreams.VIDEO;
import static io.github.rokutrickplay.sample.TransportStreams.joined;
import static io.github.rokutrickplay.sample.TransportStreams.pat;
import static io.github.rokutrickplay.sample.TransportStreams.pmt;
import static io.github.rokutrickplay.sample.TransportStreams.withPids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.DamagedFilm.Outcome;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.TransportStreams;
import io.github.rokutrickplay.sample.TransportStreams.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Program tables that change within a segment, or name more than one film: eight seconds, a key frame each second. */
class ProgramChangeTest {

    private static final int SECONDS = 8;
    private static final int OTHER = 0x200;
    private static final int H264 = 0x1B;
    private static final int AVS3 = 0xD4;

    @TempDir
    private Path folder;

    private DamagedFilm film;

    @BeforeEach
    void makeFilm() throws IOException {
        film = new DamagedFilm(
                FilmSpec.single(Duration.ofSeconds(SECONDS), 320, 180)
                        .withSegments(Duration.ofSeconds(4), Duration.ofSeconds(1)),
                folder);
    }

    /** The packets of a segment from one key frame to the next, without tables. */
    private static List<byte[]> gops(byte[] segment) {
        byte[] stream = TransportStreams.withoutTables(segment);
        List<Integer> keys = TransportStreams.keyFrames(stream);
        assertThat(keys).hasSize(4);
        List<byte[]> gops = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int end = i + 1 < keys.size() ? keys.get(i + 1) : stream.length;
            gops.add(Arrays.copyOfRange(stream, keys.get(i), end));
        }
        return gops;
    }

    private static byte[] tables(int version, Entry... entries) {
        return joined(pat(1, PMT), pmt(PMT, 1, version, List.of(entries)));
    }

    private void everySegment(UnaryOperator<byte[]> change) {
        film.replace(0, change);
        film.replace(1, change);
    }

    private Outcome showsAll() {
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250), 4 * SECONDS + 2);
        Outcome outcome = film.extract(plan, FrameChoice.EXACT, "0");
        film.showsNothingWrong(plan, outcome, "every frame");
        assertThat(outcome.shown()).hasSize(4 * SECONDS + 2);
        return outcome;
    }

    private static byte[] onOtherPid(byte[] packets) {
        return withPids(packets, Map.of(VIDEO, OTHER), 5);
    }

    @Test
    void followsTheVideoToAnotherPid() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    tables(0, new Entry(H264, VIDEO)),
                    gops.get(0),
                    gops.get(1),
                    tables(1, new Entry(H264, OTHER)),
                    onOtherPid(gops.get(2)),
                    tables(1, new Entry(H264, OTHER)),
                    onOtherPid(gops.get(3)));
        });
        showsAll();
    }

    @Test
    void followsTheVideoToAnotherPidAndBack() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    tables(0, new Entry(H264, VIDEO)),
                    gops.get(0),
                    tables(1, new Entry(H264, OTHER)),
                    onOtherPid(gops.get(1)),
                    tables(2, new Entry(H264, VIDEO)),
                    gops.get(2),
                    tables(3, new Entry(H264, OTHER), new Entry(H264, VIDEO)),
                    onOtherPid(gops.get(3)));
        });
        showsAll();
    }

    @Test
    void followsTheProgramWhereItsMapMoves() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    tables(0, new Entry(H264, VIDEO)),
                    gops.get(0),
                    gops.get(1),
                    pat(7, 0x333),
                    pmt(0x333, 7, 0, List.of(new Entry(H264, OTHER))),
                    onOtherPid(gops.get(2)),
                    onOtherPid(gops.get(3)));
        });
        showsAll();
    }

    @Test
    void takesPlacesOfTwoStreamsThatSwapTheirPids() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    tables(0, new Entry(H264, VIDEO), new Entry(6, OTHER)),
                    gops.get(0),
                    gops.get(1),
                    tables(1, new Entry(H264, OTHER), new Entry(6, VIDEO)),
                    onOtherPid(gops.get(2)),
                    gops.get(0),
                    onOtherPid(gops.get(3)));
        });
        showsAll();
    }

    @Test
    void readsAMapThatTakesSeveralPackets() {
        List<Entry> many = new ArrayList<>(List.of(new Entry(H264, OTHER)));
        for (int pid = 0x300; pid < 0x340; pid++) {
            many.add(new Entry(6, pid, "KLVA"));
        }
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    tables(0, new Entry(H264, VIDEO)),
                    gops.get(0),
                    gops.get(1),
                    pmt(PMT, 1, 1, many),
                    onOtherPid(gops.get(2)),
                    onOtherPid(gops.get(3)));
        });
        showsAll();
    }

    @Test
    void doesNotFollowAMapThatIsDamaged() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            byte[] damaged = pmt(PMT, 1, 1, List.of(new Entry(H264, OTHER)));
            damaged[20] ^= 1;
            return joined(
                    tables(0, new Entry(H264, VIDEO)), gops.get(0), damaged, gops.get(1), gops.get(2), gops.get(3));
        });
        showsAll();
    }

    @Test
    void seesWhatIsLostBehindAChange() {
        film.replace(1, segment -> {
            List<byte[]> gops = gops(segment);
            byte[] last = gops.get(3);
            int middle = last.length / TransportStreams.PACKET / 2 * TransportStreams.PACKET;
            return joined(
                    tables(0, new Entry(H264, VIDEO)),
                    gops.get(0),
                    gops.get(1),
                    tables(1, new Entry(H264, OTHER)),
                    onOtherPid(gops.get(2)),
                    onOtherPid(Arrays.copyOf(last, middle)),
                    onOtherPid(Arrays.copyOfRange(last, middle + 3 * TransportStreams.PACKET, last.length)));
        });
        ThumbnailPlan plan = film.plan(Duration.ofMillis(125), 8 * SECONDS);
        Outcome outcome = film.extract(plan, FrameChoice.EXACT, "1");
        film.showsNothingWrong(plan, outcome, "lost");
        assertThat(outcome.extraction().missing()).isNotEmpty();
        assertThat(outcome.extraction().missing().firstKey()).isGreaterThan(7 * SECONDS);
    }

    /** A stream of the same pictures, a second late: whoever takes it shows wrong frames. */
    private static byte[] decoy(List<byte[]> gops, int gop, int pid) {
        return withPids(gops.get((gop + 1) % gops.size()), Map.of(VIDEO, pid), 0);
    }

    @Test
    void takesTheFirstVideoOfTheMapWhicheverComesFirst() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            byte[] all = tables(0, new Entry(H264, VIDEO), new Entry(H264, OTHER));
            for (int i = 0; i < gops.size(); i++) {
                all = joined(all, decoy(gops, i, OTHER), gops.get(i));
            }
            return joined(decoy(gops, 2, OTHER), all);
        });
        showsAll();
    }

    @Test
    void takesTheFirstVideoThatCanBeDecoded() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            byte[] all = tables(0, new Entry(AVS3, OTHER), new Entry(0x20, 0x201), new Entry(H264, VIDEO));
            for (int i = 0; i < gops.size(); i++) {
                all = joined(all, decoy(gops, i, OTHER), decoy(gops, i, 0x201), gops.get(i));
            }
            return all;
        });
        showsAll();
    }

    @Test
    void takesTheFirstProgramWhicheverMapComesFirst() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            byte[] all = joined(
                    pat(0, 0x10, 3, PMT, 1, 0x333),
                    pmt(0x333, 1, 0, List.of(new Entry(H264, OTHER))),
                    pmt(PMT, 3, 0, List.of(new Entry(H264, VIDEO))));
            for (int i = 0; i < gops.size(); i++) {
                all = joined(all, decoy(gops, i, OTHER), gops.get(i));
            }
            return all;
        });
        showsAll();
    }

    @Test
    void takesTheSecondProgramWhereTheFirstHasNoVideo() {
        everySegment(segment -> {
            List<byte[]> gops = gops(segment);
            return joined(
                    pat(3, PMT, 1, 0x333),
                    pmt(PMT, 3, 0, List.of(new Entry(0x0F, OTHER))),
                    pmt(0x333, 1, 0, List.of(new Entry(H264, VIDEO))),
                    gops.get(0),
                    gops.get(1),
                    gops.get(2),
                    gops.get(3));
        });
        showsAll();
    }
}
