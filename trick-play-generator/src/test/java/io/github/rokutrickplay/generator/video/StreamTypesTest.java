package io.github.rokutrickplay.generator.video;

import static io.github.rokutrickplay.generator.video.EncodedFilm.words;
import static io.github.rokutrickplay.sample.TransportStreams.PMT;
import static io.github.rokutrickplay.sample.TransportStreams.VIDEO;
import static io.github.rokutrickplay.sample.TransportStreams.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.transport.TransportVideo;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.TransportStreams;
import io.github.rokutrickplay.sample.TransportStreams.Entry;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Program maps that name the video by whatever stream type and registration descriptor: read, or refused by name. */
class StreamTypesTest {

    private static final FilmSpec TWO_SECONDS =
            FilmSpec.single(Duration.ofSeconds(2), 320, 180).withSegments(Duration.ofSeconds(2), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private static FilmInStore named(FilmInStore film, String file, int type, String registration) {
        S3Location segment = FilmInStore.location(file);
        byte[] tables = joined(
                TransportStreams.pat(1, PMT),
                TransportStreams.pmt(PMT, 1, 0, List.of(new Entry(type, VIDEO, registration))));
        byte[] packets = TransportStreams.withoutTables(film.store.bytes(segment));
        film.store.put(segment, joined(tables, packets), ObjectAttributes.ofType("video/mp2t"));
        return film;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            -c:v libx264 -g 24                         | 0x1b |
            -c:v libx264 -g 24                         | 0x1b | HDMV
            -c:v libx265 -x265-params log-level=none   | 0x24 |
            -c:v libx265 -x265-params log-level=none   | 0x24 | HEVC
            -c:v libx265 -x265-params log-level=none   | 0x06 | HEVC
            -c:v mpeg2video -q:v 2                     | 0x02 |
            -c:v mpeg1video -q:v 2                     | 0x01 |
            -c:v mpeg4 -q:v 2 -flags -global_header    | 0x10 |
            """)
    void readsWhatTheMapNames(String encoder, String type, String registration)
            throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(words(encoder).get(1));
        FilmInStore film = new EncodedFilm(program, folder.resolve("film"))
                .transportStream(EncodedFilm.numbered(folder.resolve("sample"), TWO_SECONDS), words(encoder));
        named(film, "video0.ts", Integer.decode(type), registration == null ? "" : registration);
        ThumbnailPlan plan = film.plan(Duration.ofMillis(250));

        Extracted.of(
                        film.store,
                        new ThumbnailPlan(
                                plan.interval(),
                                plan.duration(),
                                plan.segments(),
                                plan.marks().subList(0, 8)))
                .shows(IntStream.range(0, 8).mapToObj(mark -> 6 * mark).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x06 | AV01 | 180p_00000.ts holds AV1 (stream type 0x06), which cannot be read from a transport stream
            0x06 | VP09 | 180p_00000.ts holds VP9 (stream type 0x06), which cannot be read from a transport stream
            0x32 |      | 180p_00000.ts holds JPEG XS (stream type 0x32), which cannot be read from a transport stream
            0x35 |      | 180p_00000.ts holds EVC (stream type 0x35), which cannot be read from a transport stream
            0xdb |      | 180p_00000.ts holds H.264 encrypted by SAMPLE-AES (stream type 0xdb), which cannot be read
            0xd2 |      | 180p_00000.ts is encoded as avs2, which is not decoded
            0xd4 |      | 180p_00000.ts is encoded as avs3, which is not decoded
            0x0f |      | none of its segments holds a video frame
            """)
    void refusesByNameWhatItCannotRead(String type, String registration, String message) throws IOException {
        FilmInStore film = named(
                FilmInStore.made(TWO_SECONDS, folder),
                "180p_00000.ts",
                Integer.decode(type),
                registration == null ? "" : registration);
        assertThatThrownBy(() -> Extracted.of(film.store, film.plan(Duration.ofSeconds(1))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void knowsVideoByTypeAndByRegistrationOfAPrivateType() {
        assertThat(TransportVideo.of(VIDEO, 0x33, "")).hasToString("Optional[VVC (stream type 0x33)]");
        assertThat(TransportVideo.of(VIDEO, 0x42, "")).hasToString("Optional[AVS (stream type 0x42)]");
        assertThat(TransportVideo.of(VIDEO, 0xEA, "VC-1")).hasToString("Optional[VC-1 (stream type 0xea)]");
        assertThat(TransportVideo.of(VIDEO, 0x06, "drac")).hasToString("Optional[Dirac (stream type 0x06)]");
        assertThat(TransportVideo.of(VIDEO, 0xA0, "VVC ")).hasToString("Optional[VVC (stream type 0xa0)]");
        assertThat(TransportVideo.of(VIDEO, 0x06, "AC-3")).isEmpty();
        assertThat(TransportVideo.of(VIDEO, 0x06, "")).isEmpty();
        assertThat(TransportVideo.of(VIDEO, 0x0F, "HEVC")).isEmpty();
        assertThat(TransportVideo.of(VIDEO, 0x20, "")).as("a view of another's").isEmpty();
    }
}
