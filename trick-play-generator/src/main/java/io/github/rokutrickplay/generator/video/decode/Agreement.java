package io.github.rokutrickplay.generator.video.decode;

import static org.bytedeco.ffmpeg.global.avutil.av_adler32_update;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/**
 * Whether decoding gives the same picture wherever it starts. A start may promise that all that follows is whole; where it does
 * not, a picture that refers to something before the start comes out differently once decoding starts one key frame earlier.
 * And where it does not come out differently, it is whole.
 */
final class Agreement {

    private Map<Long, Long> before = new HashMap<>();
    private Map<Long, Long> now = new HashMap<>();
    private boolean sure;

    /**
     * Another start.
     *
     * @param promised whether what follows is whole
     */
    void begin(boolean promised) {
        before = now;
        now = new HashMap<>();
        sure = promised;
    }

    /** Nothing else can be had than what comes from the start that was begun last. */
    void believe() {
        sure = true;
    }

    /** Whether all pictures can be believed, for what is known of the start. */
    boolean sure() {
        return sure;
    }

    /** Whether a picture can be believed: by its start, or since it is the one that came from the start before. */
    boolean on(AVFrame frame) {
        if (sure) {
            return true;
        }
        long sum = checksum(frame);
        now.put(frame.pts(), sum);
        Long other = before.get(frame.pts());
        return other != null && other == sum;
    }

    private static long checksum(AVFrame frame) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        long sum = 1;
        for (int plane = 0; plane < av_pix_fmt_count_planes(frame.format()); plane++) {
            boolean chroma = plane == 1 || plane == 2;
            int rows = chroma ? -(-frame.height() >> format.log2_chroma_h()) : frame.height();
            int bytes = av_image_get_linesize(frame.format(), frame.width(), plane);
            BytePointer data = frame.data(plane);
            int of = 1;
            for (int row = 0; row < rows; row++) {
                of = av_adler32_update(of, data.getPointer((long) row * frame.linesize(plane)), bytes);
            }
            sum = 31 * sum + Integer.toUnsignedLong(of);
        }
        return sum;
    }
}
