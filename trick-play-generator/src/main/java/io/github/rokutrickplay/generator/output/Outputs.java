package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every form that a film's thumbnails are written in, all from the same pictures. A form is a class and a line of the constructor. */
public final class Outputs implements ThumbnailSink, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Outputs.class);

    private static final ObjectAttributes MP4 = ObjectAttributes.ofType("video/mp4");
    private static final ObjectAttributes BIF = ObjectAttributes.ofType("application/octet-stream");

    /** The longest sides of images, pixels. */
    private static final int MOST_MODELS = 2048;

    private static final int ALL_MODELS = 1080;

    private final AssetNames names;
    private final List<ThumbnailBox> boxes;
    private final boolean dash;
    private final boolean imagesBesideSheets;
    private final List<Slot> slots;
    private final Function<YuvImage, byte[]> encoder;
    private final ObjectUploads uploads;
    private final List<ThumbnailOutput> all = new ArrayList<>();
    private final Map<String, TileSheets> sheets = new HashMap<>();
    private final Map<String, List<OrderedThumbnails>> files = new HashMap<>();

    /**
     * @param plan of the film
     * @param encoder gives a JPEG
     */
    public Outputs(
            ObjectStore store,
            String bucket,
            AssetNames names,
            ThumbnailSettings settings,
            ThumbnailPlan plan,
            Function<YuvImage, byte[]> encoder,
            Progress progress) {
        this.names = names;
        this.encoder = encoder;
        boxes = settings.boxes();
        boxes.forEach(Outputs::warnOfLargeSheets);
        slots = Slot.of(plan);
        // A DASH period's tiles are all of one duration, and a film with discontinuities has shorter ones.
        dash = settings.outputs().dash();
        imagesBesideSheets = dash && slots.stream().anyMatch(Slot::discontinuity);
        uploads = new ObjectUploads(store, bucket, progress, images(plan.marks().size()));
        all.add(new SingleImages(names, this::hasImages, uploads));
        for (ThumbnailBox box : boxes) {
            if (box.isTiled()) {
                sheets.put(box.name(), added(new TileSheets(names, box, slots, encoder, uploads)));
            }
            List<OrderedThumbnails> own = new ArrayList<>();
            if (settings.outputs().mjpeg()) {
                StreamedFile file = new StreamedFile(store, new S3Location(bucket, names.mjpegKey(box.size())), MP4);
                own.add(added(OrderedThumbnails.once(box, encoder, new MjpegFile(file, slots))));
            }
            if (settings.outputs().bif().contains(box.name())) {
                StreamedFile file = new StreamedFile(store, new S3Location(bucket, names.bifKey(box.size())), BIF);
                own.add(added(OrderedThumbnails.of(box, encoder, new BifFile(file, plan.interval()))));
            }
            files.put(box.name(), own);
        }
    }

    /** What some Roku models show of a sheet, and what the weaker of them do. */
    private static void warnOfLargeSheets(ThumbnailBox box) {
        Resolution sheet = box.grid().of(box.size());
        int longest = Math.max(sheet.width(), sheet.height());
        String what = "sheets of " + box.grid() + " thumbnails of " + box.size() + " measure up to " + sheet;
        if (box.isTiled() && longest > MOST_MODELS) {
            log.warn(
                    "{}: many Roku models show nothing of more than {} pixels; choose a smaller grid",
                    what,
                    MOST_MODELS);
        } else if (box.isTiled() && longest > ALL_MODELS) {
            log.info("{}: Roku promises {} pixels on all models", what, ALL_MODELS);
        }
    }

    private <T extends ThumbnailOutput> T added(T output) {
        all.add(output);
        return output;
    }

    private boolean hasImages(ThumbnailBox box) {
        return !box.isTiled() || imagesBesideSheets;
    }

    private int images(int marks) {
        return boxes.stream()
                .mapToInt(box -> (hasImages(box) ? marks : 0)
                        + (box.isTiled() ? SheetLayout.of(slots, box.grid()).size() : 0))
                .sum();
    }

    @Override
    public void add(Thumbnail thumbnail) {
        all.forEach(output -> output.add(thumbnail));
    }

    @Override
    public void missing(int number) {
        all.forEach(output -> output.missing(number));
    }

    @Override
    public boolean restart() {
        uploads.await();
        boolean whole = false;
        for (ThumbnailOutput output : all) {
            whole |= output.restart();
        }
        return whole;
    }

    /**
     * Writes what is left, and waits until all is written.
     *
     * @return the record of each size
     */
    public List<Rendition> finish(ThumbnailPlan plan, Extraction extraction) {
        all.forEach(ThumbnailOutput::finish);
        Map<String, Resolution> sizes = extraction.sizes();
        for (ThumbnailBox box : boxes) {
            if (!extraction.missing().isEmpty()
                    && hasImages(box)
                    && kept(box, sizes).equals(box)) {
                byte[] grey = encoder.apply(YuvImage.grey(size(box, sizes)));
                gapKeys(box, extraction).forEach(key -> uploads.add(key, grey));
            }
        }
        uploads.await();
        IndexWriter writer = new IndexWriter(names, plan, extraction.missing());
        return boxes.stream().map(box -> rendition(writer, box, extraction)).toList();
    }

    /** DASH counts images: where one is missing, another has to have its number. */
    private Stream<String> gapKeys(ThumbnailBox box, Extraction extraction) {
        return dash
                ? extraction.missing().keySet().stream().map(number -> names.imageKey(box.name(), number))
                : Stream.of(names.gapImageKey(box.name()));
    }

    private Rendition rendition(IndexWriter writer, ThumbnailBox box, Extraction extraction) {
        Resolution size = size(box, extraction.sizes());
        ThumbnailBox kept = kept(box, extraction.sizes());
        boolean gaps = hasImages(kept) && !extraction.missing().isEmpty() && !dash;
        @Nullable TileSheets tiled = sheets.get(kept.name());
        return new Rendition(
                box.name(),
                box.size().width(),
                box.size().height(),
                size.width(),
                size.height(),
                hasImages(kept) ? writer.images(kept, dash, uploads::sizeBytes) : List.of(),
                gaps ? names.gapImageKey(kept.name()) : null,
                tiled == null ? null : writer.sheets(kept.grid(), tiled.layout(), tiled::key, uploads::sizeBytes),
                written(box));
    }

    private List<ThumbnailFile> written(ThumbnailBox box) {
        return files.getOrDefault(box.name(), List.of()).stream()
                .map(OrderedThumbnails::file)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Resolution size(ThumbnailBox box, Map<String, Resolution> sizes) {
        Resolution size = sizes.get(box.name());
        if (size == null) {
            throw new IllegalStateException("no size is known for box " + box.name());
        }
        return size;
    }

    /** Of boxes that come to one size, the smallest has the images. */
    private ThumbnailBox kept(ThumbnailBox box, Map<String, Resolution> sizes) {
        Resolution size = size(box, sizes);
        return boxes.stream()
                .filter(other -> size.equals(sizes.get(other.name())))
                .min(Comparator.comparingInt(
                        other -> other.size().width() * other.size().height()))
                .orElseThrow();
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        try {
            files.values().forEach(own -> own.forEach(OrderedThumbnails::restart));
        } finally {
            uploads.close();
        }
    }
}
