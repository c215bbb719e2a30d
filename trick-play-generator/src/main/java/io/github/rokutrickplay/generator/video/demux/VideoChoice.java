package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_STILL_IMAGE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.transport.TransportVideo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Which of a segment's streams is the film. */
final class VideoChoice {

    private static final int STILL =
            AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE | AV_DISPOSITION_TIMED_THUMBNAILS;

    private VideoChoice() {}

    /**
     * The video of a transport stream.
     *
     * @param named as the program's map says; where no map was read, the first will do
     * @return null where there is none, or none yet
     */
    static @Nullable AVStream ofProgram(AVFormatContext context, Optional<TransportVideo> named) {
        return videos(context).stream()
                .filter(stream -> named.isEmpty()
                        || (named.get().pid() == stream.id() && named.get().isReadable()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The film of an ISO file: rather than a cover or a chapter's image, and rather than what there is no decoder for, as the
     * enhancement of another track.
     */
    static @Nullable AVStream ofTracks(AVFormatContext context) {
        return videos(context).stream()
                .min(Comparator.comparing(VideoChoice::isUndecodable).thenComparing(VideoChoice::isStill))
                .orElse(null);
    }

    private static List<AVStream> videos(AVFormatContext context) {
        return IntStream.range(0, context.nb_streams())
                .mapToObj(context::streams)
                .filter(stream -> stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO)
                .toList();
    }

    private static boolean isUndecodable(AVStream stream) {
        return !VideoCodec.hasDecoder(stream.codecpar().codec_id());
    }

    private static boolean isStill(AVStream stream) {
        return (stream.disposition() & STILL) != 0;
    }
}
