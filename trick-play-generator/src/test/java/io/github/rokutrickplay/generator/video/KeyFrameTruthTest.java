package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.bitstream.Access;
import io.github.rokutrickplay.generator.bitstream.AccessUnitReader;
import io.github.rokutrickplay.generator.bitstream.Coding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What encoders write is read as ffprobe says: which packets are key frames, and which pictures are intra pictures. */
class KeyFrameTruthTest {

    @TempDir
    private Path folder;

    /** A packet by its place in the file. */
    private record Packet(int position, int size, boolean key) {}

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            H264         | a.h264 | libx264    | -x264-params keyint=20:bframes=3
            H264         | a.h264 | libx264    | -x264-params keyint=20:open-gop=1:bframes=3:aud=1:slices=4
            H264         | a.h264 | libx264    | -x264-params keyint=20:open-gop=1:bframes=3 -bsf:v filter_units=remove_types=6
            H264         | a.h264 | libx264    | -x264-params keyint=20:intra-refresh=1:bframes=0
            H264         | a.h264 | libx264    | -x264-params keyint=20:interlaced=1:bframes=2
            H264         | a.mp4  | libx264    | -x264-params keyint=20:open-gop=1:bframes=3
            H264         | a.mp4  | libx264    | -x264-params keyint=infinite:scenecut=0
            HEVC         | a.mp4  | libx265    | -x265-params log-level=0:keyint=20:open-gop=1:bframes=3
            HEVC         | a.hevc | libx265    | -x265-params log-level=0:keyint=20:min-keyint=20:open-gop=0:radl=2:bframes=4
            AV1          | a.mp4  | libaom-av1 | -cpu-used 8 -g 20 -b:v 200k
            AV1          | a.mp4  | libsvtav1  | -preset 10 -g 20
            VP9          | a.mp4  | libvpx-vp9 | -cpu-used 8 -deadline realtime -g 20 -b:v 200k -auto-alt-ref 1 -lag-in-frames 10
            MPEG_VIDEO   | a.mp4  | mpeg2video | -g 12 -bf 2
            MPEG_VIDEO   | a.m2v  | mpeg2video | -g 12 -bf 2 -flags +ildct
            MPEG_VIDEO   | a.m1v  | mpeg1video | -g 12 -bf 2
            MPEG4_VISUAL | a.mp4  | mpeg4      | -g 12 -bf 2
            INTRA_ONLY   | a.mov  | prores_ks  | -profile:v 0
            INTRA_ONLY   | a.mov  | mjpeg      | -q:v 5
            """)
    void isWhatFfprobeSays(Coding coding, String file, String encoder, String options)
            throws IOException, InterruptedException {
        Path film = folder.resolve(file);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-f", "lavfi", "-i", "testsrc2=s=192x128:d=3"));
        if (coding != Coding.INTRA_ONLY) {
            arguments.addAll(List.of("-pix_fmt", "yuv420p"));
        }
        arguments.addAll(List.of("-c:v", encoder));
        arguments.addAll(EncodedFilm.words(options));
        arguments.add(film.toString());
        Program.installedFfmpegWith(encoder).run(arguments.toArray(String[]::new));
        byte[] bytes = Files.readAllBytes(film);
        Map<Integer, String> types = pictureTypes(film);
        AccessUnitReader reader =
                AccessUnitReader.of(coding, configuration(bytes, file.endsWith(".mp4") ? coding : Coding.UNKNOWN));

        List<Packet> packets = packets(film);
        assertThat(packets).hasSizeGreaterThan(60);
        for (Packet packet : packets) {
            Access access = reader.read(
                    length -> Arrays.copyOfRange(bytes, packet.position, packet.position + length), packet.size);
            String type = types.getOrDefault(packet.position, "?");
            assertThat(access == Access.RANDOM_ACCESS)
                    .as("%s, of type %s: %s", packet, type, access)
                    .isEqualTo(packet.key);
            assertThat(access).isNotEqualTo(Access.UNKNOWN);
            if (coding == Coding.H264 && !packet.key) {
                assertThat(access == Access.INTRA)
                        .as("%s, of type %s", packet, type)
                        .isEqualTo(type.equals("I"));
            }
        }
    }

    /** The record in a sample entry. */
    private static byte[] configuration(byte[] file, Coding coding) {
        String box = switch (coding) {
            case H264 -> "avcC";
            case HEVC -> "hvcC";
            default -> "";
        };
        int at = box.isEmpty() ? -1 : new String(file, StandardCharsets.ISO_8859_1).indexOf(box);
        return at < 0 ? new byte[0] : Arrays.copyOfRange(file, at + 4, at + 40);
    }

    private static List<Packet> packets(Path film) throws IOException, InterruptedException {
        return rows(film, "packet=size,pos,flags").stream()
                .map(row -> new Packet(Integer.parseInt(row[1]), Integer.parseInt(row[0]), row[2].startsWith("K")))
                .toList();
    }

    private static Map<Integer, String> pictureTypes(Path film) throws IOException, InterruptedException {
        Map<Integer, String> types = new HashMap<>();
        rows(film, "frame=pkt_pos,pict_type").forEach(row -> types.put(Integer.parseInt(row[0]), row[1]));
        return types;
    }

    private static List<String[]> rows(Path film, String entries) throws IOException, InterruptedException {
        return Program.bundledFfprobe()
                .run("-v", "error", "-select_streams", "v", "-show_entries", entries, "-of", "csv=p=0", film.toString())
                .lines()
                .map(line -> line.split(","))
                .filter(row -> row.length > 1 && !row[0].equals("N/A"))
                .toList();
    }
}
