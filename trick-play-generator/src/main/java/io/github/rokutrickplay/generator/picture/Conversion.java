package io.github.rokutrickplay.generator.picture;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a frame becomes an image for each box: the largest picture from the frame, each smaller one from the one before, where it
 * fits inside. Pure.
 */
public record Conversion(List<Output> outputs) {

    /**
     * A picture, and the image that it becomes.
     *
     * @param boxes those that it is for, smallest first: one, or several that come to the same
     * @param fromFrame whether it is made of the frame; else of the picture before
     * @param size of the picture
     * @param imageSize of the image, in whose middle the picture lies
     */
    public record Output(
            List<ThumbnailBox> boxes,
            boolean fromFrame,
            List<Operation> operations,
            Resolution size,
            Resolution imageSize) {

        public Output {
            boxes = List.copyOf(boxes);
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
     * How large a frame's pictures are, by the boxes' names.
     *
     * @param enlarge whether a picture may become larger than it is shown
     */
    public static Map<String, Resolution> sizes(PictureDescription frame, List<ThumbnailBox> boxes, boolean enlarge) {
        return boxes.stream().collect(Collectors.toMap(ThumbnailBox::name, box -> frame.fitted(box.size(), enlarge)));
    }

    /**
     * @param enlarge whether a picture may become larger than it is shown
     * @param imageSizes what images measure, by the boxes' names: no less than {@link #sizes}
     */
    public static Conversion of(
            PictureDescription frame,
            List<ThumbnailBox> boxes,
            PixelFormats formats,
            boolean enlarge,
            Map<String, Resolution> imageSizes) {
        List<Output> outputs = new ArrayList<>();
        @Nullable Resolution before = null;
        for (List<ThumbnailBox> alike : alike(frame, boxes, enlarge, imageSizes)) {
            ThumbnailBox box = alike.getFirst();
            Resolution fitted = frame.fitted(box.size(), enlarge);
            Resolution imageSize = Objects.requireNonNull(imageSizes.get(box.name()));
            Resolution to = inside(fitted, imageSize);
            boolean fromFrame = before == null || to.width() > before.width() || to.height() > before.height();
            List<Operation> operations = fromFrame || before == null
                    ? operations(frame, to, formats)
                    : List.of(new Operation.Scale(PictureDescription.jpeg(before, formats.jpeg()), to));
            outputs.add(new Output(alike, fromFrame, operations, to, imageSize));
            before = to;
        }
        return new Conversion(outputs);
    }

    /** The boxes, largest first, together where picture and image are the same. */
    private static Collection<List<ThumbnailBox>> alike(
            PictureDescription frame, List<ThumbnailBox> boxes, boolean enlarge, Map<String, Resolution> imageSizes) {
        record Sizes(Resolution picture, @Nullable Resolution image) {}
        Comparator<ThumbnailBox> smallestFirst = Comparator.comparingInt(
                (ThumbnailBox box) -> box.size().width() * box.size().height());
        Map<Sizes, List<ThumbnailBox>> alike = boxes.stream()
                .sorted(smallestFirst.reversed())
                .collect(Collectors.groupingBy(
                        box -> new Sizes(frame.fitted(box.size(), enlarge), imageSizes.get(box.name())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return alike.values().stream()
                .map(group -> group.stream().sorted(smallestFirst).toList())
                .toList();
    }

    /** Beside black, a picture ends where a pair of samples does that share chroma: else that of the last would be on both. */
    private static Resolution inside(Resolution picture, Resolution image) {
        return new Resolution(side(picture.width(), image.width()), side(picture.height(), image.height()));
    }

    private static int side(int picture, int image) {
        return picture == image ? picture : Math.max(1, picture - picture % 2);
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
