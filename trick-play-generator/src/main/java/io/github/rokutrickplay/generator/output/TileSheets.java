package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.AssetNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Thumbnails of one size put together to sheets, before they are encoded. A sheet is open from its first thumbnail to its last: as
 * many are as workers are apart. Every sheet measures its whole grid, black where no thumbnail is left for it, grey where one is
 * missing: players reckon with the size of the first.
 */
final class TileSheets implements ThumbnailOutput {

    private final AssetNames names;
    private final ThumbnailBox box;
    private final Function<YuvImage, byte[]> encoder;
    private final ObjectUploads uploads;
    private final List<SheetLayout> layout;
    private final Map<Integer, List<Place>> places = new HashMap<>();
    private final Map<Integer, OpenSheet> open = new HashMap<>();
    private final BitSet missing = new BitSet();

    /** Sheets that were encoded: megabytes each, which would fill the heap with garbage. */
    private final Deque<YuvImage> free = new ArrayDeque<>();

    private @Nullable Resolution tile;

    /** Where a thumbnail belongs: a sheet, counted from 0, and a tile of it, likewise. */
    private record Place(int sheet, int tile) {}

    /** What has come of a sheet so far. */
    private static final class OpenSheet {
        private final BitSet filled = new BitSet();
        private @Nullable YuvImage image;
    }

    /**
     * @param slots of the film
     * @param encoder gives a JPEG
     */
    TileSheets(
            AssetNames names,
            ThumbnailBox box,
            List<Slot> slots,
            Function<YuvImage, byte[]> encoder,
            ObjectUploads uploads) {
        this.names = names;
        this.box = box;
        this.encoder = encoder;
        this.uploads = uploads;
        layout = SheetLayout.of(slots, box.grid());
        for (int sheet = 0; sheet < layout.size(); sheet++) {
            List<Slot> tiles = layout.get(sheet).slots();
            for (int i = 0; i < tiles.size(); i++) {
                places.computeIfAbsent(tiles.get(i).number(), any -> new ArrayList<>())
                        .add(new Place(sheet, i));
            }
        }
    }

    @Override
    public void add(Thumbnail thumbnail) {
        if (!thumbnail.box().equals(box)) {
            return;
        }
        for (Place place : placesOf(thumbnail.number())) {
            encode(place.sheet, draw(place, thumbnail));
        }
    }

    private List<Place> placesOf(int number) {
        return places.getOrDefault(number, List.of());
    }

    /** @return the sheet if that was its last tile */
    private synchronized @Nullable YuvImage draw(Place place, Thumbnail thumbnail) {
        tile = thumbnail.size();
        OpenSheet sheet = open.computeIfAbsent(place.sheet, any -> new OpenSheet());
        if (sheet.image == null) {
            sheet.image = blank(box.grid().of(thumbnail.size()));
        }
        draw(sheet.image, thumbnail.pixels(), place.tile);
        return filled(place, sheet);
    }

    private YuvImage blank(Resolution size) {
        YuvImage used = free.poll();
        if (used == null || !used.size().equals(size)) {
            return YuvImage.black(size);
        }
        used.clear();
        return used;
    }

    private void draw(YuvImage sheet, YuvImage picture, int tileIndex) {
        int columns = box.grid().columns();
        sheet.draw(
                picture,
                tileIndex % columns * picture.size().width(),
                tileIndex / columns * picture.size().height());
    }

    /** A sheet of missing tiles alone stays open until the size of tiles is known for good. */
    private @Nullable YuvImage filled(Place place, OpenSheet sheet) {
        sheet.filled.set(place.tile);
        List<Slot> tiles = layout.get(place.sheet).slots();
        YuvImage image = sheet.image;
        if (image == null || sheet.filled.cardinality() < tiles.size()) {
            return null;
        }
        open.remove(place.sheet);
        return withGaps(image, tiles);
    }

    private YuvImage withGaps(YuvImage sheet, List<Slot> tiles) {
        for (int i = 0; i < tiles.size(); i++) {
            if (missing.get(tiles.get(i).number()) && tile != null) {
                draw(sheet, YuvImage.grey(tile), i);
            }
        }
        return sheet;
    }

    private void encode(int sheet, @Nullable YuvImage image) {
        if (image != null) {
            byte[] jpeg = encoder.apply(image);
            synchronized (this) {
                free.push(image);
            }
            uploads.add(key(layout.get(sheet)), jpeg);
        }
    }

    @Override
    public void missing(int number) {
        for (Place place : placesOf(number)) {
            encode(place.sheet, miss(number, place));
        }
    }

    private synchronized @Nullable YuvImage miss(int number, Place place) {
        missing.set(number);
        return filled(place, open.computeIfAbsent(place.sheet, any -> new OpenSheet()));
    }

    @Override
    public synchronized boolean restart() {
        open.clear();
        missing.clear();
        return true;
    }

    /** Writes the sheets that hold no thumbnail. */
    @Override
    public synchronized void finish() {
        if (tile == null) {
            return;
        }
        Resolution whole = box.grid().of(tile);
        open.keySet().stream()
                .sorted()
                .forEach(sheet ->
                        encode(sheet, withGaps(blank(whole), layout.get(sheet).slots())));
        open.clear();
    }

    List<SheetLayout> layout() {
        return layout;
    }

    String key(SheetLayout sheet) {
        return names.sheetKey(box.name(), box.grid(), sheet.number());
    }
}
