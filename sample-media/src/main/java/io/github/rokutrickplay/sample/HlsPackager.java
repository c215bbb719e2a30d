package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * Makes HLS of a film file as it is, without encoding it anew: one rendition in MPEG-TS segments of about six seconds, and
 * the main playlist that names it. For trying a film of one's own; nothing of it is in a Lambda function.
 */
public final class HlsPackager {

    /** The main playlist's name. */
    public static final String MAIN_PLAYLIST = "main.m3u8";

    private HlsPackager() {}

    /**
     * @param film a file that FFmpeg can read, with H.264 video
     * @param folder where the playlists and segments go; made if it is not there
     * @throws IllegalStateException if FFmpeg cannot read the film or put it into segments; the message says why
     */
    public static void write(Path film, Path folder) throws IOException {
        Files.createDirectories(folder);
        Libav.quiet();
        AVFormatContext input = new AVFormatContext(null);
        Libav.check(avformat_open_input(input, film.toString(), null, null), "opening " + film);
        try {
            Libav.check(avformat_find_stream_info(input, (AVDictionary) null), "reading " + film);
            AVFormatContext output = new AVFormatContext(null);
            Libav.check(
                    avformat_alloc_output_context2(
                            output, null, "hls", folder.resolve("video.m3u8").toString()),
                    "making HLS");
            try {
                copy(input, output, folder);
            } finally {
                avformat_free_context(output);
            }
        } finally {
            avformat_close_input(input);
        }
    }

    private static void copy(AVFormatContext input, AVFormatContext output, Path folder) {
        Map<Integer, Integer> streams = mapStreams(input, output);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "hls_time", "6", 0);
        av_dict_set(options, "hls_playlist_type", "vod", 0);
        av_dict_set(
                options, "hls_segment_filename", folder.resolve("video_%05d.ts").toString(), 0);
        av_dict_set(options, "master_pl_name", MAIN_PLAYLIST, 0);
        int code = avformat_write_header(output, options);
        av_dict_free(options);
        Libav.check(code, "writing the first playlist");
        AVPacket packet = av_packet_alloc();
        try {
            for (code = av_read_frame(input, packet); code >= 0; code = av_read_frame(input, packet)) {
                writePacket(packet, input, output, streams);
                av_packet_unref(packet);
            }
            if (code != AVERROR_EOF) {
                Libav.check(code, "reading the film");
            }
        } finally {
            av_packet_free(packet);
        }
        Libav.check(av_write_trailer(output), "ending the playlist");
    }

    /** The best video and the best audio stream, each with its place in the output. */
    private static Map<Integer, Integer> mapStreams(AVFormatContext input, AVFormatContext output) {
        int video = Libav.check(
                av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0),
                "looking for a video stream");
        int audio = av_find_best_stream(input, AVMEDIA_TYPE_AUDIO, -1, video, (AVCodec) null, 0);
        Map<Integer, Integer> streams = new TreeMap<>();
        streams.put(video, 0);
        if (audio >= 0) {
            streams.put(audio, 1);
        }
        for (int index : audio >= 0 ? new int[] {video, audio} : new int[] {video}) {
            AVStream from = input.streams(index);
            AVStream to = avformat_new_stream(output, null);
            Libav.check(avcodec_parameters_copy(to.codecpar(), from.codecpar()), "describing a stream");
            to.codecpar().codec_tag(0);
            to.avg_frame_rate(from.avg_frame_rate());
        }
        return streams;
    }

    private static void writePacket(
            AVPacket packet, AVFormatContext input, AVFormatContext output, Map<Integer, Integer> streams) {
        Integer to = streams.get(packet.stream_index());
        if (to == null) {
            return;
        }
        av_packet_rescale_ts(
                packet,
                input.streams(packet.stream_index()).time_base(),
                output.streams(to).time_base());
        packet.stream_index(to).pos(-1);
        Libav.check(av_interleaved_write_frame(output, packet), "writing a segment");
    }
}
