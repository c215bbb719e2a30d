package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image that something names.
 *
 * @param width that it must have, pixels; -1 if nothing says
 * @param height likewise
 * @param bytes its size; -1 if nothing says
 * @param fromUs from when on it is shown
 * @param untilUs until when
 * @param namedBy what names it
 */
record WantedImage(String address, int width, int height, long bytes, long fromUs, long untilUs, String namedBy) {

    /** All that the index and the forms name, each once: what the index says of one is more. */
    static Collection<WantedImage> of(Inspection inspection, @Nullable IndexReading index, List<FormReading> forms) {
        Map<String, WantedImage> wanted = new LinkedHashMap<>();
        if (index != null) {
            index.images().forEach(image -> wanted.putIfAbsent(image.address(), image));
        }
        for (FormReading form : forms) {
            String by = inspection.named(form.object());
            for (Shown shown : form.shown()) {
                if (shown.picture() instanceof Tile tile && !tile.object().isEmpty()) {
                    wanted.computeIfAbsent(tile.object(), address -> of(address, form, shown, by));
                }
            }
        }
        return wanted.values();
    }

    /** A gap's image stands for one thumbnail, whatever the grid. */
    private static WantedImage of(String address, FormReading form, Shown shown, String by) {
        Resolution size = shown.gap() ? null : form.imageSize();
        return new WantedImage(
                address,
                size == null ? -1 : size.width(),
                size == null ? -1 : size.height(),
                -1,
                shown.startUs(),
                shown.endUs(),
                by);
    }
}
