package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** MP4 and MOV files. What a job's files are alternatives to, an event says: see the generator's own tests. */
final class Mp4Cases {

    private static final String GROUP = "MP4 and MOV files";
    private static final String X264 = "-c:v libx264 -preset ultrafast -crf 20 -g 36 -bf 3 -c:a aac";
    private static final String NO_B_PICTURES =
            "-c:v libx264 -preset ultrafast -crf 20 -g 36 -bf 0 -an -video_track_timescale 12288";

    private Mp4Cases() {}

    static List<SourceCase> all() {
        return Stream.of(files(), fragmented(), edited(), refused())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceCase> files() {
        return List.of(
                file("MP4, moov at the end, B pictures, with sound", "film.mp4", X264),
                file("MP4, moov at the head", "film.mp4", X264 + " -movflags faststart"),
                file("QuickTime", "film.mov", X264),
                file("M4V", "film.m4v", X264),
                file(
                        "MP4, open GOPs",
                        "film.mp4",
                        X264 + " -x264-params open-gop=1:bframes=3:b-adapt=0:keyint=30:scenecut=0"),
                file("MP4 without an edit list", "film.mp4", X264 + " -use_editlist 0 -an"),
                file("MP4, negative composition offsets", "film.mp4", X264 + " -movflags negative_cts_offsets"),
                file(
                        "MP4, time scales of 12345 and 700",
                        "film.mp4",
                        X264 + " -video_track_timescale 12345 -movie_timescale 700"),
                file("MP4, time scale of milliseconds", "film.mp4", X264 + " -video_track_timescale 1000"),
                file("MP4, varying frame rate", "film.mp4", X264 + " -vf select=not(mod(n\\,3))+lt(n\\,40) -vsync vfr"),
                new SourceCase(GROUP, "MP4, rotated by 90 degrees (tkhd)", Mp4Cases::rotated),
                file("MP4, anamorphic (pasp)", "film.mp4", X264 + " -vf scale=480:360,setsar=4/3"),
                file(
                        "MP4, HEVC, open GOPs",
                        "film.mp4",
                        "-c:v libx265 -preset ultrafast -tag:v hvc1 -x265-params log-level=none:keyint=36:open-gop=1:bframes=3"),
                file("MP4, AV1", "film.mp4", "-c:v libsvtav1 -preset 12 -g 48 -an"),
                file(
                        "QuickTime, ProRes 4444 with alpha",
                        "film.mov",
                        "-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le -an -t 3"),
                file("QuickTime, ProRes, PCM", "film.mov", "-c:v prores_ks -profile:v 1 -c:a pcm_s16le -t 3"),
                syncSamples("MP4 without sync samples (no stss)", stss -> stss.put(0, (byte) 'f')),
                syncSamples("MP4, sync samples that are none (stss)", Mp4Cases::nameTheFrameBehind),
                file("MP4 of one frame", "film.mp4", X264 + " -frames:v 1 -an"),
                file("MP4 of half a second", "film.mp4", X264 + " -t 0.5"));
    }

    private static List<SourceCase> fragmented() {
        return List.of(
                file("fragmented MP4, mfra", "film.mp4", X264 + " -movflags frag_keyframe+empty_moov"),
                file("fragmented MP4, no index", "film.mp4", X264 + " -movflags frag_keyframe+empty_moov+skip_trailer"),
                file(
                        "fragmented MP4, one sidx",
                        "film.mp4",
                        X264 + " -movflags frag_keyframe+empty_moov+default_base_moof+global_sidx"),
                file(
                        "fragmented MP4, a sidx each",
                        "film.mp4",
                        X264 + " -movflags frag_keyframe+empty_moov+default_base_moof+dash"),
                file("fragmented MP4, first part in moov", "film.mp4", X264 + " -movflags frag_keyframe"),
                file("fragmented MP4, an edit list", "film.mp4", X264 + " -movflags frag_keyframe+delay_moov"),
                file("fragmented MP4, a fragment a frame", "film.mp4", X264 + " -movflags frag_every_frame+empty_moov"),
                file(
                        "fragmented MP4, fragments of 0.3 s",
                        "film.mp4",
                        X264 + " -movflags empty_moov -frag_duration 300000"),
                new SourceCase(GROUP, "CMAF track file, a part of a longer stream", Mp4Cases::cmaf));
    }

    private static List<SourceCase> edited() {
        return List.of(
                new SourceCase(
                        GROUP,
                        "MP4, starts 1.3 s late (an empty edit)",
                        (studio, folder) -> encode(studio, folder, "-itsoffset 1.3", "film.mp4", X264 + " -map 0:v")),
                new SourceCase(GROUP, "MP4, cut in the middle of a GOP without decoding", (studio, folder) -> {
                    Path whole = write(studio, folder, "", "whole.mp4", X264);
                    Path cut = folder.resolve("cut.mp4");
                    Programs.ffmpeg("-ss", "2.1", "-i", whole.toString(), "-c", "copy", cut.toString());
                    return film(cut);
                }),
                edits("MP4, two edits, the later part first", 2000, 6 * 12288, 3000, 0),
                edits("MP4, the same part three times", 2000, 12288, 2000, 12288, 2000, 12288),
                edits("MP4, both edits start in the middle of a GOP", 1500, 7 * 512, 1500, 12288 + 5 * 512),
                edits("MP4, a gap, then an edit from the middle of a GOP", 1250, -1, 3000, 12288 + 5 * 512),
                edits("MP4, an edit that is longer than the media", 60_000, 0));
    }

    private static List<SourceCase> refused() {
        return List.of(
                new SourceCase(GROUP, "MP4, common encryption", (studio, folder) -> {
                    Path film = write(
                            studio,
                            folder,
                            "",
                            "film.mp4",
                            X264 + " -encryption_scheme cenc-aes-ctr -encryption_key 00112233445566778899aabbccddeeff"
                                    + " -encryption_kid 00112233445566778899aabbccddeeff");
                    return Film.refused(film, "is encrypted (its video's sample entry is encv, scheme cenc)");
                }),
                new SourceCase(GROUP, "MP4, an edit at half the speed", (studio, folder) -> {
                    Path film = write(studio, folder, "", "film.mp4", X264);
                    byte[] bytes = Files.readAllBytes(film);
                    int elst = new String(bytes, ISO_8859_1).indexOf("elst");
                    bytes[elst + 21] = 0;
                    bytes[elst + 22] = (byte) 0x80;
                    Files.write(film, bytes);
                    return Film.refused(film, "plays edit 1 of its edit list at a rate of 0.5");
                }),
                new SourceCase(GROUP, "MP4 that was not written to its end", (studio, folder) -> {
                    Path film = write(studio, folder, "", "film.mp4", X264);
                    byte[] bytes = Files.readAllBytes(film);
                    Files.write(film, Arrays.copyOf(bytes, bytes.length / 2));
                    return Film.refused(film, "has no moov box");
                }),
                new SourceCase(GROUP, "MP4 without video", (studio, folder) -> {
                    Path film = write(studio, folder, "", "film.mp4", X264);
                    Path sound = folder.resolve("sound.m4v");
                    Programs.ffmpeg("-i", film.toString(), "-vn", "-c", "copy", "-f", "mp4", sound.toString());
                    return Film.refused(sound, "has no video track");
                }));
    }

    private static SourceCase file(String name, String file, String output) {
        return new SourceCase(GROUP, name, (studio, folder) -> encode(studio, folder, "", file, output));
    }

    /** Changes the box of the first track that lists key frames; what is no known type is skipped by everyone. */
    private static SourceCase syncSamples(String name, Consumer<ByteBuffer> change) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Path file = write(studio, folder, "", "film.mp4", X264 + " -an");
            List<Truth.Frame> frames = Oracle.presented(file);
            byte[] bytes = Files.readAllBytes(file);
            int stss = new String(bytes, ISO_8859_1).indexOf("stss");
            change.accept(ByteBuffer.wrap(bytes, stss, bytes.length - stss).slice());
            Files.write(file, bytes);
            return film(file, frames);
        });
    }

    private static void nameTheFrameBehind(ByteBuffer stss) {
        int flagsAndCount = 12;
        int count = stss.getInt(flagsAndCount - Integer.BYTES);
        for (int i = 0; i < count; i++) {
            int entry = flagsAndCount + i * Integer.BYTES;
            stss.putInt(entry, stss.getInt(entry) + 1);
        }
    }

    private static SourceCase edits(String name, int... durationsAndTimes) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Path file = write(studio, folder, "", "film.mp4", NO_B_PICTURES);
            EditList.replace(file, durationsAndTimes);
            return film(file);
        });
    }

    private static Film encode(Studio studio, Path folder, String input, String file, String output)
            throws IOException, InterruptedException {
        return film(write(studio, folder, input, file, output));
    }

    private static Film rotated(Studio studio, Path folder) throws IOException, InterruptedException {
        Path lying = write(studio, folder, "", "lying.mp4", X264 + " -vf transpose=clock");
        Path film = folder.resolve("film.mp4");
        Programs.ffmpeg("-i", lying.toString(), "-c", "copy", "-metadata:s:v:0", "rotate=90", film.toString());
        return film(film);
    }

    private static Path write(Studio studio, Path folder, String input, String file, String output)
            throws IOException, InterruptedException {
        Programs.require(words(output).get(1));
        FilmSpec spec = Studio.spec().withAudio(true);
        List<String> command = new ArrayList<>(words(input));
        command.addAll(List.of("-i", studio.master(spec).toString()));
        command.addAll(words(output));
        Path target = folder.resolve(file);
        command.add(target.toString());
        Programs.ffmpeg(command.toArray(String[]::new));
        return target;
    }

    /** Our own packager's single file starts at the time of its transport streams, and has no edit list to say so. */
    private static Film cmaf(Studio studio, Path folder) throws IOException, InterruptedException {
        FilmSpec spec = Studio.spec().withFormat(SegmentFormat.FMP4_SINGLE_FILE);
        Film hls = studio.sample(spec, folder);
        Path file = folder.resolve(spec.renditions().getFirst().name() + ".mp4");
        return Film.of(file, hls.truth());
    }

    /** The film lasts until its last frame has been shown. */
    private static Film film(Path file) throws IOException, InterruptedException {
        return film(file, Oracle.presented(file));
    }

    private static Film film(Path file, List<Truth.Frame> frames) {
        Truth.Frame last = frames.getLast();
        double length = frames.size() > 1 ? last.length() : 1.0 / Studio.FRAMES_PER_SECOND;
        return Film.of(file, new Truth(frames, last.seconds() + length));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }
}
