package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * Which thumbnails lie on which sheet. A reader finds a tile by counting intervals from the start of its sheet: so a sheet ends at
 * a discontinuity, and the rest of a thumbnail that one cuts, which is shorter than an interval, has a sheet to itself.
 *
 * @param number the sheet's, from 1
 * @param slots one a tile, in order; fewer than tiles where a sheet ends early
 */
record SheetLayout(int number, List<Slot> slots) {

    SheetLayout {
        slots = List.copyOf(slots);
    }

    /**
     * @param slots of a film
     */
    static List<SheetLayout> of(List<Slot> slots, Grid grid) {
        List<SheetLayout> sheets = new ArrayList<>();
        List<Slot> sheet = new ArrayList<>();
        for (Slot slot : slots) {
            boolean behindRest = !sheet.isEmpty() && sheet.getLast().rest();
            if (sheet.size() == grid.tiles() || slot.discontinuity() || behindRest) {
                close(sheet, sheets);
            }
            sheet.add(slot);
        }
        close(sheet, sheets);
        return sheets;
    }

    private static void close(List<Slot> sheet, List<SheetLayout> sheets) {
        if (!sheet.isEmpty()) {
            sheets.add(new SheetLayout(sheets.size() + 1, sheet));
            sheet.clear();
        }
    }

    long startUs() {
        return slots.getFirst().startUs();
    }

    long endUs() {
        return slots.getLast().endUs();
    }
}
