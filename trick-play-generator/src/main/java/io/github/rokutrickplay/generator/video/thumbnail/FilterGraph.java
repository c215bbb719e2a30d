package io.github.rokutrickplay.generator.video.thumbnail;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.rokutrickplay.generator.picture.Operation;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Sends pictures of one description through FFmpeg's filters. */
public final class FilterGraph implements PictureStep {

    private static final String SOURCE = "buffer@in";
    private static final String SINK = "buffersink@out";

    private final Operation.Filter filter;
    private final String filtering;
    private final AlignedFrame aligned = new AlignedFrame();
    private final AVFrame result = av_frame_alloc();
    private @Nullable AVFilterGraph graph;
    private @Nullable Ends opened;
    private long pictures;

    /** Where pictures go into the graph, and come out. */
    private record Ends(AVFilterContext source, AVFilterContext sink) {}

    public FilterGraph(Operation.Filter filter) {
        this.filter = filter;
        filtering = "filtering " + filter.filters();
    }

    @Override
    public AVFrame apply(AVFrame given) {
        AVFrame picture = aligned.of(given);
        Ends ends = opened == null ? open(picture) : opened;
        for (int time = 0; time < filter.times(); time++) {
            picture.pts(pictures++);
            LibavException.check(
                    av_buffersrc_add_frame_flags(ends.source, picture, AV_BUFFERSRC_FLAG_KEEP_REF), filtering);
        }
        takeLast(ends.sink);
        return result;
    }

    /** Where a frame was given more than once, what comes out before the last is of the frame before. */
    private void takeLast(AVFilterContext sink) {
        av_frame_unref(result);
        AVFrame next = av_frame_alloc();
        try {
            int code = av_buffersink_get_frame(sink, next);
            while (code >= 0) {
                av_frame_unref(result);
                av_frame_move_ref(result, next);
                code = av_buffersink_get_frame(sink, next);
            }
            if (result.width() == 0 || code != AVERROR_EAGAIN()) {
                LibavException.check(code, filtering);
            }
        } finally {
            av_frame_free(next);
        }
    }

    private Ends open(AVFrame picture) {
        AVFilterGraph opening = avfilter_graph_alloc();
        graph = opening;
        // Its own threads would be in the way of the workers'.
        opening.nb_threads(1);
        String text = SOURCE + "=width=" + picture.width() + ":height=" + picture.height() + ":pix_fmt="
                + picture.format() + ":time_base=1/1:colorspace=" + picture.colorspace() + ":range="
                + picture.color_range() + "," + filter.filters() + "," + SINK;
        LibavException.check(
                avfilter_graph_parse_ptr(opening, text, (AVFilterInOut) null, null, (Pointer) null),
                "reading the filters " + text);
        LibavException.check(avfilter_graph_config(opening, (Pointer) null), "connecting the filters " + text);
        Ends ends = new Ends(avfilter_graph_get_filter(opening, SOURCE), avfilter_graph_get_filter(opening, SINK));
        opened = ends;
        return ends;
    }

    @Override
    public void close() {
        if (graph != null) {
            avfilter_graph_free(graph);
        }
        graph = null;
        opened = null;
        aligned.close();
        av_frame_free(result);
    }
}
