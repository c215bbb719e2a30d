package io.github.rokutrickplay.generator.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of several video tracks is the film: here always the one of 640x360. */
class FilmTrackTest {

    private static final int ENABLED = 7;
    private static final int DISABLED = 6;
    private static final int FILM = 1;
    private static final int OTHER = 2;

    private static BoxTree track(int id, int flags, String format, int width, int height, int samples) {
        MadeMovie made = MadeMovie.ofSize(width, height)
                .with(
                        BoxTree.of(
                                "stsd",
                                0,
                                1,
                                MadeMovie.entry(format, width, height).bytes()),
                        BoxTree.of("stsz", 0, MadeMovie.SAMPLE_BYTES, samples),
                        BoxTree.of("stts", 0, 1, samples, 1000));
        made.track().replace("tkhd", BoxTree.of("tkhd", flags, 0, 0, id, 0, 10_000, new byte[60]));
        return made.track();
    }

    private static BoxTree film() {
        return track(FILM, ENABLED, "avc1", 640, 360, MadeMovie.SAMPLES);
    }

    private static BoxTree referringTo(int chapters, BoxTree track) {
        return track.replace("tref", BoxTree.of("tref", (Object)
                BoxTree.of("chap", 99, chapters).bytes()));
    }

    private static Arguments tracks(String name, BoxTree... tracks) {
        return Arguments.of(name, List.of(tracks));
    }

    static Stream<Arguments> movies() {
        int all = MadeMovie.SAMPLES;
        return Stream.of(
                tracks(
                        "an enabled track of chapter images",
                        track(OTHER, ENABLED, "avc1", 1920, 1080, all),
                        referringTo(OTHER, film())),
                tracks(
                        "a track of chapter images, the film disabled",
                        track(OTHER, ENABLED, "jpeg", 1920, 1080, 12),
                        referringTo(OTHER, track(FILM, DISABLED, "avc1", 640, 360, all))),
                tracks("the still of a motion photo", track(OTHER, ENABLED, "hvc1", 4032, 3024, 1), film()),
                tracks("a few stills of a motion photo", track(OTHER, ENABLED, "hvc1", 4032, 3024, 3), film()),
                tracks("a cover", track(OTHER, ENABLED, "jpeg", 1400, 1400, 1), film()),
                tracks(
                        "pictures of chapters without a reference",
                        track(OTHER, ENABLED, "png ", 1280, 720, 90),
                        film()),
                tracks("an enhancement layer", track(OTHER, ENABLED, "lvc1", 1280, 720, all), film()),
                tracks("a short film", track(OTHER, ENABLED, "avc1", 1280, 720, 20), film()),
                tracks("a disabled film", track(OTHER, DISABLED, "avc1", 1280, 720, all), film()),
                tracks("a smaller film", track(OTHER, ENABLED, "avc1", 320, 180, all), film()),
                tracks("one slide, and nothing else", track(FILM, ENABLED, "avc1", 640, 360, 1)),
                tracks("one JPEG, and nothing else", track(FILM, ENABLED, "jpeg", 640, 360, 1)),
                tracks("chapter images of sound", referringTo(FILM, film())));
    }

    private static byte[] movie(List<BoxTree> tracks) {
        MadeMovie made = MadeMovie.ofSize(16, 16);
        made.file().at("moov").replace("trak", tracks.toArray(BoxTree[]::new));
        return made.bytes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("movies")
    void isTheFilmsBeside(String name, List<BoxTree> tracks) {
        assertThat(Mp4File.read(new BytesInMemory(movie(tracks))).resolution()).hasToString("640x360");
        assertThat(Mp4File.read(new BytesInMemory(movie(tracks.reversed()))).resolution())
                .hasToString("640x360");
    }

    @Test
    void isRefusedByItsNameWhereNothingElseIsThere() {
        byte[] file = movie(List.of(track(FILM, ENABLED, "lvc1", 640, 360, MadeMovie.SAMPLES)));

        assertThatThrownBy(() -> Mp4File.read(new BytesInMemory(file)))
                .hasMessage(
                        "has no video that can be decoded: its sample entry is lvc1, LCEVC, which refines another layer"
                                + " of the film");
    }
}
