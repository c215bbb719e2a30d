package io.github.rokutrickplay.generator.video.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * All that a decoder is told of a stream before its first packet. Two streams with the same header can share a decoder.
 * Compared for each segment, so that it compares itself: what a record is compared by is put together at run time, and is
 * slow for long.
 */
public final class StreamHeader {

    /** Libav's number. */
    private final int codec;

    /** Parameter sets and the like: the container's, or those that the stream starts with; a character a byte. */
    private final String extradata;

    /** Size and colours, as the container has them. */
    private final int[] numbers;

    /** What decoders hand on to their frames: a display matrix for one. */
    private final List<String> sideData;

    private StreamHeader(int codec, String extradata, int[] numbers, List<String> sideData) {
        this.codec = codec;
        this.extradata = extradata;
        this.numbers = numbers;
        this.sideData = sideData;
    }

    /**
     * @param parameterSets for a stream whose container keeps none
     */
    public static StreamHeader of(AVCodecParameters parameters, byte[] parameterSets) {
        int size = parameters.extradata_size();
        return new StreamHeader(
                parameters.codec_id(),
                size > 0 ? copy(parameters.extradata(), size) : text(parameterSets),
                new int[] {
                    parameters.width(),
                    parameters.height(),
                    parameters.format(),
                    parameters.color_space(),
                    parameters.color_trc(),
                    parameters.color_primaries(),
                    parameters.color_range(),
                    parameters.chroma_location()
                },
                sideData(parameters));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamHeader header
                && codec == header.codec
                && extradata.equals(header.extradata)
                && Arrays.equals(numbers, header.numbers)
                && sideData.equals(header.sideData);
    }

    @Override
    public int hashCode() {
        return extradata.hashCode();
    }

    private static List<String> sideData(AVCodecParameters parameters) {
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
            AVPacketSideData data = new AVPacketSideData(parameters.coded_side_data()).position(i);
            copies.add(copy(data.data(), (int) data.size()));
        }
        return copies;
    }

    private static String copy(BytePointer from, int size) {
        byte[] bytes = new byte[size];
        from.get(bytes);
        return text(bytes);
    }

    /** Bytes that can be compared. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public byte[] bytes() {
        return extradata.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Tells a decoder that has not been opened. */
    public void giveTo(AVCodecContext context) {
        if (bytes().length > 0) {
            // The context frees it.
            BytePointer copy = new BytePointer(av_mallocz(bytes().length + (long) AV_INPUT_BUFFER_PADDING_SIZE));
            copy.put(bytes());
            context.extradata(copy).extradata_size(bytes().length);
        }
    }

    /** Whether frames that nothing refers to can be told from the others, and left out without a trace. */
    public boolean skipsUnreferenced() {
        return VideoCodec.skipsUnreferenced(codec, bytes());
    }
}
