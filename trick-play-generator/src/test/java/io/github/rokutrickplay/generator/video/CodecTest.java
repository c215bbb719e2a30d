package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.sample.FilmSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of every codec and bit depth are those of the ffmpeg program. Containers: {@code docs/sources.md}. */
@Execution(ExecutionMode.CONCURRENT)
class CodecTest {

    private static final int FPS = 24;
    private static final int FRAMES = 3 * FPS;
    /** Two decoders give the same; a JPEG and its halved chroma are what remains. */
    private static final double BOUND = 3;

    @TempDir
    private Path folder;

    private static Arguments codec(String name, String encoder, String options) {
        return Arguments.of(name, encoder, options);
    }

    static Stream<Arguments> inTransportStreams() {
        return Stream.of(
                codec("H.264, 8 bit", "libx264", "-preset veryfast -g 37 -bf 3 -pix_fmt yuv420p"),
                codec("H.264, 10 bit", "libx264", "-preset veryfast -g 37 -bf 3 -pix_fmt yuv420p10le"),
                codec("H.264, 4:2:2", "libx264", "-preset veryfast -g 37 -bf 3 -pix_fmt yuv422p10le"),
                codec("H.264, 4:4:4", "libx264", "-preset veryfast -g 37 -bf 3 -pix_fmt yuv444p"),
                codec("H.264, monochrome", "libx264", "-preset veryfast -g 37 -bf 3 -pix_fmt gray"),
                codec("HEVC, 8 bit", "libx265", "-preset veryfast -x265-params log-level=0:keyint=37:bframes=4"),
                codec(
                        "HEVC, 10 bit",
                        "libx265",
                        "-preset veryfast -x265-params log-level=0:keyint=37:bframes=4 -pix_fmt yuv420p10le"),
                codec(
                        "HEVC, 12 bit, 4:4:4",
                        "libx265",
                        "-preset veryfast -x265-params log-level=0:keyint=37 -pix_fmt yuv444p12le"),
                codec("MPEG-2", "mpeg2video", "-g 15 -bf 2 -b:v 2M -flags +cgop -sc_threshold 1000000000"),
                codec(
                        "MPEG-2, 4:2:2",
                        "mpeg2video",
                        "-g 15 -bf 2 -b:v 3M -flags +cgop -sc_threshold 1000000000 -pix_fmt yuv422p"),
                codec("MPEG-2, open GOPs", "mpeg2video", "-g 15 -bf 2 -b:v 2M"),
                codec("MPEG-1", "mpeg1video", "-g 15 -bf 2 -b:v 2M"));
    }

    static Stream<Arguments> inMp4Only() {
        return Stream.of(
                codec("MPEG-4 part 2", "mpeg4", "-g 15 -bf 2 -b:v 2M -flags +cgop -sc_threshold 1000000000"),
                codec("AV1, 8 bit", "libaom-av1", "-cpu-used 8 -g 37 -crf 20"),
                codec("AV1, 10 bit", "libsvtav1", "-preset 12 -g 37 -crf 20 -pix_fmt yuv420p10le"),
                codec("VP9, 8 bit", "libvpx-vp9", "-deadline realtime -cpu-used 8 -g 37 -crf 20 -auto-alt-ref 1"),
                codec("VP9, hidden frames", "libvpx-vp9", "-deadline good -cpu-used 5 -lag-in-frames 16 -g 60 -crf 20"),
                codec(
                        "VP9, 10 bit",
                        "libvpx-vp9",
                        "-deadline realtime -cpu-used 8 -g 37 -crf 20 -pix_fmt yuv420p10le -profile:v 2"));
    }

    static Stream<Arguments> inQuickTimeOnly() {
        return Stream.of(
                codec("ProRes", "prores_ks", "-profile:v standard -pix_fmt yuv422p10le"),
                codec("ProRes 4444", "prores_ks", "-profile:v 4444 -pix_fmt yuva444p10le"),
                codec("Motion JPEG", "mjpeg", "-q:v 2 -pix_fmt yuvj422p"),
                codec("PNG", "png", "-pix_fmt rgb24"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inTransportStreams")
    void inATransportStream(String name, String encoder, String options) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        EncodedFilm film = new EncodedFilm(program, folder.resolve("film"));
        check(program, film.transportStream(source(), video(encoder, options)), "video.m3u8");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inMp4Only")
    void inFragmentedMp4(String name, String encoder, String options) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        EncodedFilm film = new EncodedFilm(program, folder.resolve("film"));
        check(program, film.fragmentedMp4(source(), video(encoder, options)), "video.m3u8");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inQuickTimeOnly")
    void inFragmentedQuickTime(String name, String encoder, String options) throws IOException, InterruptedException {
        Program program = Program.installedFfmpegWith(encoder);
        EncodedFilm film = new EncodedFilm(program, folder.resolve("film"));
        check(
                program,
                film.oneSegment(
                        source(),
                        video(encoder, options),
                        Duration.ofSeconds(3),
                        "video.mov",
                        "-movflags",
                        "frag_keyframe+empty_moov+default_base_moof"),
                "video.mov");
    }

    private List<String> source() {
        return EncodedFilm.numbered(folder.resolve("source"), FilmSpec.single(Duration.ofSeconds(3), 320, 180));
    }

    private static List<String> video(String encoder, String options) {
        return Stream.concat(Stream.of("-c:v", encoder), EncodedFilm.words(options).stream())
                .toList();
    }

    private void check(Program program, FilmInStore film, String file) throws IOException, InterruptedException {
        Duration interval = Duration.ofMillis(250);
        ThumbnailPlan plan = film.plan(interval);
        Extracted extracted = Extracted.of(film.store, plan);
        List<Integer> frames = extracted.frames("big");
        List<BufferedImage> oracle = Pixels.of(
                program,
                folder,
                List.of("-i", folder.resolve("film").resolve(file).toString()),
                "select='not(mod(n,6))',scale=320:180:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp");
        // A playlist may be a frame longer than the film, whose last frame is held then.
        assertThat(frames)
                .containsExactlyElementsOf(IntStream.range(0, plan.marks().size())
                        .map(i -> Math.min(6 * i, FRAMES - 1))
                        .boxed()
                        .toList());
        for (int i = 0; i < FRAMES / 6; i++) {
            BufferedImage picture = extracted.picture("big", i + 1);
            Pixels.assertNear(picture, oracle.get(i), BOUND, "frame " + 6 * i);
        }
    }
}
