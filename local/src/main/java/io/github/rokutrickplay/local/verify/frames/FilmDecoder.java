package io.github.rokutrickplay.local.verify.frames;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes all frames of a film, one after the other. For one thread. */
public final class FilmDecoder implements AutoCloseable {

    private static final int MICROS = 1_000_000;
    private static final int MAX_FRAMES = 20_000;

    /** What vector instructions may write behind the end. */
    private static final int PADDING = 64;

    private final FilmInput input;
    private final AVFormatContext format;
    private final AVStream stream;
    private final AVCodecContext codec;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private @Nullable SwsContext scaler;

    private FilmDecoder(FilmInput input, AVFormatContext format, AVStream stream, AVCodecContext codec) {
        this.input = input;
        this.format = format;
        this.stream = stream;
        this.codec = codec;
    }

    /**
     * @throws UndecodableFilmException if it holds no video that can be decoded
     */
    public static FilmDecoder open(FilmBytes bytes) {
        av_log_set_level(AV_LOG_QUIET);
        FilmInput input = new FilmInput(bytes);
        AVFormatContext format = avformat_alloc_context();
        format.pb(input.context());
        format.flags(format.flags() | AVFMT_FLAG_CUSTOM_IO);
        // Frees the context when it fails.
        int code = avformat_open_input(format, (String) null, null, (AVDictionary) null);
        if (code < 0) {
            input.close();
            throw new UndecodableFilmException("FFmpeg does not know what kind of file it is (" + code + ")");
        }
        try {
            UndecodableFilmException.check(
                    avformat_find_stream_info(format, (PointerPointer<?>) null), "looking for streams");
            int index = UndecodableFilmException.check(
                    av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0), "looking for video");
            AVStream stream = format.streams(index);
            return new FilmDecoder(input, format, stream, codec(stream));
        } catch (RuntimeException e) {
            avformat_close_input(format);
            input.close();
            throw e;
        }
    }

    private static AVCodecContext codec(AVStream stream) {
        AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
        if (decoder == null) {
            throw new UndecodableFilmException("FFmpeg has no decoder for its video");
        }
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        int code = avcodec_parameters_to_context(codec, stream.codecpar());
        code = code < 0 ? code : avcodec_open2(codec, decoder, (AVDictionary) null);
        if (code < 0) {
            avcodec_free_context(codec);
            throw new UndecodableFilmException("FFmpeg failed opening the decoder (" + code + ")");
        }
        return codec;
    }

    /** Goes to the last key frame at or before a time, as the file's index has it. */
    public void seek(long us) {
        long ticks = av_rescale_q(us, microseconds(), stream.time_base());
        av_seek_frame(format, stream.index(), ticks, AVSEEK_FLAG_BACKWARD);
    }

    /** When the first of its streams begins; 0 where that is not told. */
    public long startUs() {
        return Math.max(0, format.start_time());
    }

    private static AVRational microseconds() {
        return new AVRational().num(1).den(MICROS);
    }

    /** The earliest time of sound or picture, without decoding: of what is left to read. Empty if there is none. */
    public OptionalLong firstTimeUs() {
        long first = Long.MAX_VALUE;
        while (av_read_frame(format, packet) >= 0) {
            AVStream read = format.streams(packet.stream_index());
            int type = read.codecpar().codec_type();
            boolean played = type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO;
            if (played && packet.pts() != AV_NOPTS_VALUE) {
                first = Math.min(first, av_rescale_q(packet.pts(), read.time_base(), microseconds()));
            }
            av_packet_unref(packet);
        }
        input.throwFailure();
        return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** All frames up to a time, in order of their output. What cannot be decoded is left out. */
    public List<FilmFrame> framesUntil(long us) {
        List<FilmFrame> frames = new ArrayList<>();
        boolean more = true;
        while (more && frames.size() < MAX_FRAMES) {
            int code = av_read_frame(format, packet);
            more = code >= 0;
            if (more && packet.stream_index() == stream.index()) {
                avcodec_send_packet(codec, packet);
            } else if (!more) {
                avcodec_send_packet(codec, null);
            }
            av_packet_unref(packet);
            receive(frames);
            more &= frames.isEmpty() || frames.getLast().timeUs() <= us;
        }
        input.throwFailure();
        return frames;
    }

    private void receive(List<FilmFrame> frames) {
        while (avcodec_receive_frame(codec, frame) >= 0) {
            long ticks = frame.best_effort_timestamp();
            if (ticks != AV_NOPTS_VALUE) {
                long us = av_rescale_q(ticks, stream.time_base(), microseconds());
                frames.add(new FilmFrame(us, luma(), (frame.flags() & AV_FRAME_FLAG_KEY) != 0));
            }
        }
    }

    private Luma luma() {
        scaler = sws_getCachedContext(
                scaler,
                frame.width(),
                frame.height(),
                frame.format(),
                Luma.WIDTH,
                Luma.HEIGHT,
                AV_PIX_FMT_GRAY8,
                SWS_AREA,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) {
            throw new UndecodableFilmException("FFmpeg cannot convert its pictures");
        }
        byte[] samples = new byte[Luma.WIDTH * Luma.HEIGHT];
        try (BytePointer target = new BytePointer(samples.length + PADDING);
                // It reads four of each, however many planes there are.
                PointerPointer<BytePointer> planes = new PointerPointer<>(target, null, null, null);
                IntPointer stride = new IntPointer(Luma.WIDTH, 0, 0, 0)) {
            sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, stride);
            target.get(samples);
        }
        return new Luma(samples);
    }

    @Override
    public void close() {
        sws_freeContext(scaler);
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
        avformat_close_input(format);
        input.close();
    }
}
