package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a frame becomes a picture for each box: the largest from the frame, each smaller one from the one before, where it fits
 * inside. Pure.
 */
public record Conversion(List<Output> outputs) {

    /**
     * A picture for a box.
     *
     * @param fromFrame whether it is made of the frame; else of the picture before
     * @param size of the picture
     */
    public record Output(ThumbnailBox box, boolean fromFrame, List<Operation> operations, Resolution size) {

        public Output {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Libav's numbers for kinds of pixels, which this package does not know.
     *
     * @param jpeg what operations give in the end
     * @param rgb what filters give that change colours
     */
    public record PixelFormats(int jpeg, int rgb) {}

    public Conversion {
        outputs = List.copyOf(outputs);
    }

    /**
     * @param formats libav's numbers for pixels
     * @param enlarge whether a picture may become larger than it is shown
     */
    public static Conversion of(
            PictureDescription frame, List<ThumbnailBox> boxes, PixelFormats formats, boolean enlarge) {
        List<ThumbnailBox> largestFirst = boxes.stream()
                .sorted(Comparator.comparingInt((ThumbnailBox box) ->
                                box.size().width() * box.size().height())
                        .reversed())
                .toList();
        List<Output> outputs = new ArrayList<>();
        @Nullable Resolution before = null;
        for (ThumbnailBox box : largestFirst) {
            Resolution to = frame.fitted(box.size(), enlarge);
            boolean fromFrame = before == null || to.width() > before.width() || to.height() > before.height();
            outputs.add(
                    fromFrame || before == null
                            ? new Output(box, true, operations(frame, to, formats), to)
                            : new Output(
                                    box,
                                    false,
                                    List.of(new Operation.Scale(PictureDescription.jpeg(before, formats.jpeg()), to)),
                                    to));
            before = to;
        }
        return new Conversion(outputs);
    }

    /** Scaling first makes everything behind it cheap; only what libswscale cannot do goes through filters. */
    private static List<Operation> operations(PictureDescription frame, Resolution to, PixelFormats formats) {
        Resolution unturned = frame.orientation().before(to);
        List<String> turning = frame.orientation().filters();
        List<Operation> operations = new ArrayList<>();
        if (frame.colours().scalable() && !needsInterpolation(frame, unturned)) {
            operations.add(new Operation.Scale(frame, unturned));
            if (!turning.isEmpty()) {
                operations.add(new Operation.Filter(String.join(",", turning), 1));
            }
            return operations;
        }
        List<String> filters = new ArrayList<>();
        if (frame.scan().interlaced()) {
            filters.add("estdif=mode=frame:deint=all:parity=" + (frame.scan() == Scan.TOP_FIELD_FIRST ? "tff" : "bff"));
        }
        filters.add(frame.colours().filters("w=" + unturned.width() + ":h=" + unturned.height(), frame.site()));
        filters.addAll(turning);
        // A deinterlacer gives a frame when it has seen the next.
        operations.add(
                new Operation.Filter(String.join(",", filters), frame.scan().interlaced() ? 2 : 1));
        operations.add(new Operation.Scale(PictureDescription.rgb(to, formats.rgb()), to));
        return operations;
    }

    /**
     * Whether a field has fewer lines than the picture made of it: then those between are interpolated along edges; else a
     * field alone is as good, and costs nothing.
     */
    private static boolean needsInterpolation(PictureDescription frame, Resolution to) {
        return frame.scan().interlaced() && frame.shape().height() < 2 * to.height();
    }
}
