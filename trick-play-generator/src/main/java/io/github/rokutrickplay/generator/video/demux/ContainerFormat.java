package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.transport.TransportPacket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/** What segments are packed in. */
enum ContainerFormat {
    TRANSPORT_STREAM("mpegts"),
    ISO_FILE("mov");

    private static final int HEAD = 8;
    private static final Set<String> BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "sidx", "prft", "emsg", "free", "skip", "mdat");

    // Found once: libav goes through the names of all of its formats.
    @SuppressWarnings("ImmutableEnumChecker") // one of libav\'s constants
    private final AVInputFormat demuxer;

    ContainerFormat(String name) {
        demuxer = av_find_input_format(name);
    }

    /** Libav's. */
    AVInputFormat demuxer() {
        return demuxer;
    }

    /**
     * A segment's, as its first bytes tell it.
     *
     * @throws PermanentFailure if it is none of these
     */
    static ContainerFormat of(SegmentBytes segment) {
        boolean encrypted = segment.segment().media().encryption() != null;
        byte[] head = segment.head(HEAD);
        // By chance, what a wrong key makes of a segment starts like one now and then; what comes behind does not.
        boolean readable = !encrypted || isContent(segment.mediaHead(TransportPacket.LENGTH + 1));
        if (readable && isSync(head, 0)) {
            return TRANSPORT_STREAM;
        }
        if (readable && isBox(head)) {
            return ISO_FILE;
        }
        throw new PermanentFailure(SegmentName.of(segment.segment()) + " is neither MPEG-TS nor fMP4 "
                + (encrypted
                        ? "when it is decrypted: the key or the IV is not the one that it was encrypted with"
                        : "(packed audio and WebVTT have no pictures, and other formats are not HLS)"));
    }

    private static boolean isContent(byte[] media) {
        boolean second = media.length <= TransportPacket.LENGTH || isSync(media, TransportPacket.LENGTH);
        return isBox(media) || (isSync(media, 0) && second);
    }

    private static boolean isSync(byte[] bytes, int at) {
        return at < bytes.length && bytes[at] == TransportPacket.SYNC;
    }

    private static boolean isBox(byte[] head) {
        return head.length >= HEAD && BOXES.contains(new String(head, HEAD / 2, HEAD / 2, StandardCharsets.US_ASCII));
    }
}
