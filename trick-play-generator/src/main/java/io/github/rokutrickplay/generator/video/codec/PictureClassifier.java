package io.github.rokutrickplay.generator.video.codec;

import static org.bytedeco.ffmpeg.avcodec.AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PICTURE_STRUCTURE_BOTTOM_FIELD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PICTURE_STRUCTURE_TOP_FIELD;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import io.github.rokutrickplay.generator.bitstream.Access;
import io.github.rokutrickplay.generator.bitstream.AccessUnitReader;
import io.github.rokutrickplay.generator.bitstream.Coding;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.timeline.PictureKind;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** Tells what the packets of a segment hold, in decode order, without decoding them. */
public final class PictureClassifier implements AutoCloseable {

    private final BytePointer parsed = new BytePointer();
    private final IntPointer parsedSize = new IntPointer(1);
    private @Nullable AVCodecContext context;
    /** What the context was told. */
    private @Nullable StreamHeader described;

    private @Nullable AVCodecParserContext parser;
    private AccessUnitReader reader = AccessUnitReader.of(Coding.UNKNOWN, new byte[0]);
    /** The first field's parity, while its second is awaited. */
    private int awaiting;

    /**
     * Begins a segment.
     *
     * @param parameterSets for a stream whose container keeps none
     */
    public void begin(AVCodecParameters parameters, byte[] parameterSets) {
        closeParser();
        int codec = parameters.codec_id();
        awaiting = 0;
        StreamHeader header = StreamHeader.of(parameters, parameterSets);
        reader = AccessUnitReader.of(VideoCodec.coding(codec), header.bytes());
        if (codec == AV_CODEC_ID_H264) {
            if (context == null || !header.equals(described)) {
                describe(parameters, header);
            }
            parser = av_parser_init(codec);
            parser.flags(parser.flags() | PARSER_FLAG_COMPLETE_FRAMES);
        }
    }

    private void describe(AVCodecParameters parameters, StreamHeader header) {
        closeContext();
        AVCodecContext told = avcodec_alloc_context3(null);
        context = told;
        LibavException.check(avcodec_parameters_to_context(told, parameters), "describing its stream");
        if (parameters.extradata_size() == 0) {
            header.giveTo(told);
        }
        described = header;
    }

    /** Whether decoding can start with a packet, by its bitstream. */
    public Access access(AVPacket packet) {
        BytePointer data = packet.data();
        return reader.read(
                length -> {
                    byte[] first = new byte[length];
                    data.get(first);
                    return first;
                },
                packet.size());
    }

    public PictureKind of(AVPacket packet, Access access) {
        if (access == Access.DECODABLE_LEADING) {
            return PictureKind.DECODABLE_LEADING;
        }
        return parser == null ? PictureKind.FRAME : field(structure(parser, packet));
    }

    private int structure(AVCodecParserContext opened, AVPacket packet) {
        av_parser_parse2(
                opened,
                context,
                parsed,
                parsedSize,
                packet.data(),
                packet.size(),
                packet.pts(),
                packet.dts(),
                packet.pos());
        return opened.picture_structure();
    }

    private PictureKind field(int structure) {
        int other = awaiting;
        awaiting = 0;
        if (structure != AV_PICTURE_STRUCTURE_TOP_FIELD && structure != AV_PICTURE_STRUCTURE_BOTTOM_FIELD) {
            return PictureKind.FRAME;
        }
        if (other != 0 && other != structure) {
            return PictureKind.SECOND_FIELD;
        }
        awaiting = structure;
        return PictureKind.FIRST_FIELD;
    }

    private void closeParser() {
        if (parser != null) {
            av_parser_close(parser);
        }
        parser = null;
    }

    private void closeContext() {
        if (context != null) {
            avcodec_free_context(context);
        }
        context = null;
        described = null;
    }

    @Override
    public void close() {
        closeParser();
        closeContext();
        parsed.close();
        parsedSize.close();
    }
}
