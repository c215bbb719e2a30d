package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_IGNIDX;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import io.github.rokutrickplay.generator.video.transport.TransportVideo;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Takes the video packets out of segments, one segment after the other. For one thread. */
public final class Demuxer implements AutoCloseable {

    private static final long MAX_ANALYZED = 1024 * 1024;

    /** Four hours at 60 frames a second. What has more is no segment, or a loop. */
    private static final int MAX_PACKETS = 1_000_000;

    private final TimeLimit timeLimit;
    private @Nullable SegmentInput input;
    private @Nullable AVFormatContext context;
    private @Nullable AVStream video;
    private @Nullable CompositionShift compositionShift;
    private long lastDts;
    /** Read already, if it is not empty. */
    private @Nullable AVPacket held;

    private boolean transportStream;
    private int packets;
    private OtherStreams others = new OtherStreams(false);

    public Demuxer(TimeLimit timeLimit) {
        this.timeLimit = timeLimit;
    }

    /**
     * Begins a segment; ends the one before.
     *
     * @throws PermanentFailure if it is of no known kind, or holds no video
     */
    public void open(SegmentBytes segment) {
        close();
        timeLimit.at(segment.segment());
        ContainerFormat format = timeLimit.waiting(() -> ContainerFormat.of(segment));
        transportStream = format == ContainerFormat.TRANSPORT_STREAM;
        packets = 0;
        lastDts = Long.MIN_VALUE;
        others = new OtherStreams(transportStream);
        SegmentInput opened = new SegmentInput(segment, timeLimit);
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
        int code = avformat_open_input(opening, (String) null, format.demuxer(), options);
        av_dict_free(options);
        context = code < 0 ? null : opening;
        throwReadFailure();
        LibavException.check(code, "opening it");
        findVideo(opening);
        if (video == null
                && transportVideo().filter(TransportVideo::isDecodable).isPresent()) {
            // Libav has stopped at the map of another program.
            AVPacket first = av_packet_alloc();
            held = first;
            read(first);
        }
    }

    private void findVideo(AVFormatContext opened) {
        video = transportStream ? VideoChoice.ofProgram(opened, transportVideo()) : VideoChoice.ofTracks(opened);
        for (int i = 0; i < opened.nb_streams(); i++) {
            AVStream stream = opened.streams(i);
            boolean chosen = video != null && stream.index() == video.index();
            stream.discard(chosen || others.keeps(stream) ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    private Optional<TransportVideo> transportVideo() {
        return input == null ? Optional.empty() : input.bytes().transportVideo();
    }

    /**
     * Reads the next video packet.
     *
     * @return whether there was one
     * @throws PermanentFailure if there are too many of them, or it takes too long
     */
    boolean read(AVPacket packet) {
        if (held != null && held.size() > 0) {
            av_packet_move_ref(packet, held);
            return true;
        }
        AVFormatContext open = opened();
        while (true) {
            timeLimit.check();
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
                takeOffShift(packet, video);
                return true;
            }
            others.note(open.streams(packet.stream_index()), packet);
            av_packet_unref(packet);
        }
    }

    private void takeOffShift(AVPacket packet, AVStream stream) {
        if (transportStream || input == null || packet.pts() == AV_NOPTS_VALUE) {
            return;
        }
        if (compositionShift == null) {
            compositionShift = new CompositionShift(input.bytes(), stream.id());
        }
        long shift = compositionShift.at(packet.pos());
        packet.pts(packet.pts() - shift);
        if (packet.dts() != AV_NOPTS_VALUE) {
            // Still none is presented before it is decoded.
            lastDts = Math.max(packet.dts() - shift, lastDts + 1);
            packet.dts(lastDts);
        }
    }

    /** Has other streams read too, for {@link #othersEnd}. */
    public void keepOtherStreams() {
        AVFormatContext open = opened();
        for (int i = 0; i < open.nb_streams(); i++) {
            open.streams(i).discard(AVDISCARD_DEFAULT);
        }
    }

    /** Has the sound that is played looked at too, for {@link #soundStart}: a segment's first. */
    public void keepSound() {
        others.keepSound(opened());
    }

    /** Whether there is sound whose first timestamp is not known yet. */
    public boolean awaitsSound() {
        return others.awaitsSound();
    }

    /**
     * The first timestamp of the sound, in the video's unit, or in its own where there is no video.
     *
     * @param videoPts a timestamp nearby; and what is said if there is no sound
     */
    public long soundStart(long videoPts) {
        return others.soundStart(anyTimebase(), videoPts);
    }

    /** The video's unit; that of the sound where there is no video. */
    public Timebase anyTimebase() {
        return video == null ? others.soundTimebase() : timebase();
    }

    /**
     * The last timestamp of other streams than the video, in its unit, as far as they were read.
     *
     * @param videoPts a timestamp nearby; and what is said if there are none
     */
    public long othersEnd(long videoPts) {
        return others.end(anyTimebase(), videoPts);
    }

    /** Whether anything but video was read. */
    public boolean hasOthers() {
        return others.wereRead();
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
    public void analyze() {
        AVFormatContext open = opened();
        open.probesize(MAX_ANALYZED);
        // Its end would have to be read for the duration, which nobody asks for.
        open.skip_estimate_duration_from_pts(1);
        int code = findStreamInfo(open);
        throwReadFailure();
        LibavException.check(code, "analyzing it");
        findVideo(open);
    }

    /** It decodes pictures, with decoders of its own, which must not take more than ours. */
    private static int findStreamInfo(AVFormatContext open) {
        int streams = open.nb_streams();
        AVDictionary[] bounds = new AVDictionary[streams];
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                bounds[i] = new AVDictionary(null);
                av_dict_set(bounds[i], "max_pixels", String.valueOf(VideoCodec.MAX_PIXELS), 0);
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
    public AVStream video() {
        if (video == null) {
            throw new PermanentFailure(name()
                    + transportVideo()
                            .map(found -> " holds " + found + ", which cannot be read from a transport stream")
                            .orElse(" holds no video stream"));
        }
        return video;
    }

    public boolean hasVideo() {
        return video != null;
    }

    /**
     * Makes sure that what has no pictures is without video.
     *
     * @throws PermanentFailure if it holds video that cannot be read
     */
    public void requireNoUnreadableVideo() {
        if (video == null && transportVideo().isPresent()) {
            video();
        }
    }

    public AVCodecParameters parameters() {
        return video().codecpar();
    }

    public Timebase timebase() {
        return OtherStreams.timebase(video());
    }

    /** Whether timestamps have 33 bits and start again after some 26 hours. */
    public boolean isTransportStream() {
        return transportStream;
    }

    /** Whether what was read of a transport stream has lost something. */
    boolean hasLosses() {
        if (input == null || !transportStream) {
            return false;
        }
        SegmentBytes bytes = input.bytes();
        return !TransportStreamCheck.losses(bytes, video().id(), bytes.usedEnd())
                .isEmpty();
    }

    /** How long the playlist says that the segment is, in units of the time base. */
    double playlistTicks() {
        return input == null ? 0 : timebase().ticks(input.bytes().segment().duration());
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
        if (held != null) {
            av_packet_free(held);
        }
        context = null;
        input = null;
        video = null;
        others = new OtherStreams(false);
        compositionShift = null;
        held = null;
    }
}
