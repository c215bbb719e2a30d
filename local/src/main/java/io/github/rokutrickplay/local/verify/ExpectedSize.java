package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.Picture.Tile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every form must show of one size.
 *
 * @param box the size that names tell, as in {@code 320x180}
 * @param width of a thumbnail, pixels
 * @param height likewise
 * @param source what says so
 * @param slots in order of their times
 */
record ExpectedSize(String box, int width, int height, String source, List<Slot> slots) {

    /**
     * A stretch of the film with one thumbnail.
     *
     * @param single the image of its own; null where there is none
     * @param tile its place on a sheet; null where there is none
     * @param singleBytes how large the image of its own is; -1 where that is not known
     * @param missing whether there is no picture of the film
     * @param rest whether a discontinuity has cut it off from the stretch before, which shows the same
     */
    record Slot(
            long startUs,
            long endUs,
            @Nullable Tile single,
            @Nullable Tile tile,
            long singleBytes,
            boolean missing,
            boolean rest) {

        boolean allows(Picture picture) {
            return picture.equals(single) || picture.equals(tile);
        }
    }

    ExpectedSize {
        slots = List.copyOf(slots);
    }

    /** By what an image playlist says, where nothing else does. What a discontinuity cuts is one stretch. */
    static ExpectedSize of(FormReading playlist, String named, StoredImages images) {
        List<Slot> slots = new ArrayList<>();
        for (Shown shown : playlist.shown()) {
            Slot before = slots.isEmpty() ? null : slots.getLast();
            if (before != null && !before.missing() && before.allows(shown.picture())) {
                slots.set(slots.size() - 1, slot(before.startUs(), shown, images));
            } else {
                slots.add(slot(shown.startUs(), shown, images));
            }
        }
        return new ExpectedSize(playlist.box(), playlist.width(), playlist.height(), named, slots);
    }

    private static Slot slot(long startUs, Shown shown, StoredImages images) {
        Tile tile = shown.picture() instanceof Tile image ? image : null;
        long bytes = tile == null ? -1 : images.bytes(tile.object()).orElse(-1L);
        return new Slot(startUs, shown.endUs(), tile, null, bytes, shown.gap(), false);
    }
}
