package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** A quiet arpeggio as stereo AAC. */
final class ToneEncoder implements AutoCloseable {

    static final int SAMPLE_RATE = 48_000;
    private static final int BITS_PER_SECOND = 96_000;
    private static final double NOTE_SECONDS = 0.5;
    private static final double[] NOTES = {220, 277.18, 329.63, 440, 554.37, 440, 329.63, 277.18};

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private long samples;

    ToneEncoder() {
        context = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_AAC));
        context.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(SAMPLE_RATE).bit_rate(BITS_PER_SECOND);
        context.time_base(av_make_q(1, SAMPLE_RATE));
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        av_channel_layout_default(context.ch_layout(), 2);
        Libav.check(avcodec_open2(context, context.codec(), (AVDictionary) null), "opening the audio encoder");
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(SAMPLE_RATE).nb_samples(context.frame_size());
        av_channel_layout_default(frame.ch_layout(), 2);
        Libav.check(av_frame_get_buffer(frame, 0), "making an audio frame");
    }

    /**
     * Encodes on, until the sound reaches a time.
     *
     * @return the packets since the last call; the caller frees them. Timestamps count samples
     */
    List<AVPacket> encodeUntil(double seconds) {
        List<AVPacket> packets = new ArrayList<>();
        while (samples < seconds * SAMPLE_RATE) {
            Libav.check(av_frame_make_writable(frame), "making an audio frame");
            float[] wave = wave(samples, frame.nb_samples());
            new FloatPointer(frame.data(0)).put(wave, 0, wave.length);
            new FloatPointer(frame.data(1)).put(wave, 0, wave.length);
            frame.pts(samples);
            samples += wave.length;
            Libav.check(avcodec_send_frame(context, frame), "encoding sound");
            receive(packets);
        }
        return packets;
    }

    private void receive(List<AVPacket> packets) {
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(context, packet) >= 0) {
            packets.add(packet);
            packet = av_packet_alloc();
        }
        av_packet_free(packet);
    }

    private static float[] wave(long from, int count) {
        float[] wave = new float[count];
        for (int i = 0; i < count; i++) {
            double seconds = (from + i) / (double) SAMPLE_RATE;
            double place = seconds % NOTE_SECONDS;
            double note = NOTES[(int) (seconds / NOTE_SECONDS) % NOTES.length];
            double loudness = 0.15 * Math.min(1, place * 50) * Math.exp(-3 * place);
            wave[i] = (float) (loudness * Math.sin(2 * Math.PI * note * seconds));
        }
        return wave;
    }

    AVCodecContext context() {
        return context;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
