package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_IGNIDX;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Takes the video packets out of segments, one segment after the other. For one thread. */
final class Demuxer implements AutoCloseable {

    private static final int HEAD = 8;
    private static final long MAX_ANALYZED = 1024 * 1024;
    private static final byte TS_SYNC = 0x47;
    // Found once: libav goes through the names of all of its formats.
    private static final AVInputFormat TRANSPORT_STREAM = av_find_input_format("mpegts");
    private static final AVInputFormat ISO_FILE = av_find_input_format("mov");

    private static final Set<String> BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "sidx", "prft", "emsg", "free", "skip", "mdat");

    /** Four hours at 60 frames a second. What has more is no segment, or a loop. */
    private static final int MAX_PACKETS = 1_000_000;

    private final Budget budget;
    private @Nullable SegmentInput input;
    private @Nullable AVFormatContext context;
    private @Nullable AVStream video;
    private boolean transportStream;
    private int packets;
    private long othersPts;

    Demuxer(Budget budget) {
        this.budget = budget;
    }

    /**
     * Begins a segment; ends the one before.
     *
     * @throws PermanentFailure if it is of no known kind, or holds no video
     */
    void open(SegmentBytes segment) {
        close();
        budget.at(segment.segment());
        AVInputFormat format = format(segment);
        packets = 0;
        othersPts = AV_NOPTS_VALUE;
        SegmentInput opened = new SegmentInput(segment, budget);
        input = opened;
        AVFormatContext opening = avformat_alloc_context();
        opening.pb(opened.context());
        // IGNIDX: a fragmented MP4 is taken fragment by fragment, without a search for all of them first.
        opening.flags(opening.flags() | AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_IGNIDX);
        opening.correct_ts_overflow(0);
        AVDictionary options = new AVDictionary(null);
        // A transport stream's, for others nothing: by itself it gives up where the next packet is not within 64 KiB.
        av_dict_set(options, "resync_size", String.valueOf(Integer.MAX_VALUE), 0);
        // Frees the context when it fails.
        int code = avformat_open_input(opening, (String) null, format, options);
        av_dict_free(options);
        context = code < 0 ? null : opening;
        throwReadFailure();
        LibavException.check(code, "opening it");
        findVideo(opening);
    }

    private AVInputFormat format(SegmentBytes segment) {
        byte[] head = budget.waiting(() -> segment.head(HEAD));
        transportStream = head.length > 0 && head[0] == TS_SYNC;
        if (transportStream) {
            return TRANSPORT_STREAM;
        }
        if (head.length == HEAD && BOXES.contains(new String(head, HEAD / 2, HEAD / 2, StandardCharsets.US_ASCII))) {
            return ISO_FILE;
        }
        throw new PermanentFailure(SegmentName.of(segment.segment()) + " is neither MPEG-TS nor fMP4 "
                + (segment.segment().media().encryption() == null
                        ? "(packed audio and WebVTT have no pictures, and other formats are not HLS)"
                        : "when it is decrypted: the key or the IV is not the one that it was encrypted with"));
    }

    private void findVideo(AVFormatContext opened) {
        for (int i = 0; i < opened.nb_streams(); i++) {
            AVStream stream = opened.streams(i);
            if (video == null && stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                video = stream;
            } else {
                stream.discard(AVDISCARD_ALL);
            }
        }
    }

    /**
     * Reads the next video packet.
     *
     * @return whether there was one
     * @throws PermanentFailure if there are too many of them, or it takes too long
     */
    boolean read(AVPacket packet) {
        AVFormatContext open = opened();
        while (true) {
            budget.check();
            int code = av_read_frame(open, packet);
            throwReadFailure();
            if (code == AVERROR_EOF) {
                return false;
            }
            LibavException.check(code, "reading it");
            if (video == null) {
                findVideo(open);
            }
            if (++packets > MAX_PACKETS) {
                throw new PermanentFailure(name() + " has more than " + MAX_PACKETS + " packets");
            }
            if (video != null && packet.stream_index() == video.index()) {
                return true;
            }
            if (video != null) {
                noteOther(packet);
            }
            av_packet_unref(packet);
        }
    }

    /** Has other streams read too, for {@link #othersEnd}. */
    void keepOtherStreams() {
        AVFormatContext open = opened();
        for (int i = 0; i < open.nb_streams(); i++) {
            open.streams(i).discard(AVDISCARD_DEFAULT);
        }
    }

    private void noteOther(AVPacket packet) {
        AVStream stream = opened().streams(packet.stream_index());
        if (packet.pts() != AV_NOPTS_VALUE) {
            Timebase unit =
                    new Timebase(stream.time_base().num(), stream.time_base().den());
            othersPts = timebase().rescale(packet.pts(), unit);
        }
    }

    /**
     * The last timestamp of other streams than the video, as far as they were read.
     *
     * @param videoPts a timestamp nearby; and what is said if there are none
     */
    long othersEnd(long videoPts) {
        if (othersPts == AV_NOPTS_VALUE) {
            return videoPts;
        }
        return transportStream ? RunClock.unwrap(othersPts, videoPts) : othersPts;
    }

    private String name() {
        return input == null ? "a segment" : SegmentName.of(input.bytes().segment());
    }

    private AVFormatContext opened() {
        if (context == null) {
            throw new IllegalStateException("no segment is open");
        }
        return context;
    }

    /** Reads on until libav knows what the video is: a transport stream says it in its packets alone. */
    void analyze() {
        AVFormatContext open = opened();
        open.probesize(MAX_ANALYZED);
        // Its end would have to be read for the duration, which nobody asks for.
        open.skip_estimate_duration_from_pts(1);
        int code = findStreamInfo(open);
        throwReadFailure();
        LibavException.check(code, "analyzing it");
        video = null;
        findVideo(open);
    }

    /** It decodes pictures, with decoders of its own, which must not take more than ours. */
    private static int findStreamInfo(AVFormatContext open) {
        int streams = open.nb_streams();
        AVDictionary[] bounds = new AVDictionary[streams];
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                bounds[i] = new AVDictionary(null);
                av_dict_set(bounds[i], "max_pixels", String.valueOf(Decoder.MAX_PIXELS), 0);
                options.put(i, bounds[i]);
            }
            int code = avformat_find_stream_info(open, options);
            for (int i = 0; i < streams; i++) {
                // It may have put others in their places.
                av_dict_free(new AVDictionary(options.get(i)));
            }
            return code;
        }
    }

    /** The video stream, which is the demuxer's. */
    AVStream video() {
        if (video == null) {
            throw new PermanentFailure(name() + " holds no video stream");
        }
        return video;
    }

    boolean hasVideo() {
        return video != null;
    }

    AVCodecParameters parameters() {
        return video().codecpar();
    }

    Timebase timebase() {
        return new Timebase(video().time_base().num(), video().time_base().den());
    }

    /** Whether timestamps have 33 bits and start again after some 26 hours. */
    boolean wraps() {
        return transportStream;
    }

    private void throwReadFailure() {
        if (input != null) {
            input.throwFailure();
        }
    }

    /** Ends the segment. The demuxer can be opened again. */
    @Override
    public void close() {
        if (context != null) {
            avformat_close_input(context);
        }
        if (input != null) {
            input.close();
        }
        context = null;
        input = null;
        video = null;
    }
}
