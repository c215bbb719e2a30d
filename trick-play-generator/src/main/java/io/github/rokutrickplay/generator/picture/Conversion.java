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
     * Kinds of pixels on the way to a JPEG.
     *
     * @param jpeg what operations give in the end
     * @param rgb what filters give that change colours
     * @param wholeYuv for luma and chroma that filters are to read: planes of one size, of all the depth that there is
     * @param wholeRgb for red, green and blue, likewise
     */
    public record PixelFormats(PixelFormat jpeg, PixelFormat rgb, PixelFormat wholeYuv, PixelFormat wholeRgb) {}

    public Conversion {
        outputs = List.copyOf(outputs);
    }

    /**
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

    /** Scaling first makes everything behind it cheap; only what a scaler cannot do goes through other filters. */
    private static List<Operation> operations(PictureDescription frame, Resolution to, PixelFormats formats) {
        Resolution unturned = frame.orientation().before(to);
        List<String> turning = frame.orientation().filters();
        List<Operation> operations = new ArrayList<>();
        PictureDescription picture = frame;
        if (needsDeinterlacing(frame, unturned)) {
            operations.add(deinterlacing(frame.scan()));
            picture = frame.deinterlaced();
        }
        if (frame.colours().scalable()) {
            operations.add(new Operation.Scale(picture, unturned));
            if (!turning.isEmpty()) {
                operations.add(new Operation.Filter(String.join(",", turning), 1));
            }
            return operations;
        }
        if (!picture.understoodByZimg()) {
            PixelFormat whole = frame.colours().isRgb() ? formats.wholeRgb() : formats.wholeYuv();
            operations.add(new Operation.Resize(picture, whole, unturned));
        }
        List<String> filters = new ArrayList<>();
        filters.add(frame.colours().filters("w=" + unturned.width() + ":h=" + unturned.height(), frame.site()));
        filters.addAll(turning);
        operations.add(new Operation.Filter(String.join(",", filters), 1));
        operations.add(new Operation.Scale(PictureDescription.rgb(to, formats.rgb()), to));
        return operations;
    }

    /** A deinterlacer gives a frame when it has seen the next. */
    private static Operation deinterlacing(Scan scan) {
        String parity = scan == Scan.TOP_FIELD_FIRST ? "tff" : "bff";
        return new Operation.Filter("estdif=mode=frame:deint=all:parity=" + parity, 2);
    }

    /**
     * Whether the lines between those of a field are interpolated along edges. Else a field alone is as good, and costs
     * nothing: where it has lines enough, of luma and of chroma.
     */
    private static boolean needsDeinterlacing(PictureDescription frame, Resolution to) {
        return frame.scan().interlaced()
                && (!frame.colours().scalable()
                        || !frame.dividesIntoFields()
                        || frame.shape().height() < 2 * to.height());
    }
}
