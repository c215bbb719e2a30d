package io.github.rokutrickplay.players;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;

/** A seek bar on a page that has a function {@code preview}. */
final class SeekBar {

    private static final long PATIENCE_NANOS = 3_000_000_000L;
    private static final Picture NOTHING = new Picture(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), "0x0");

    private final Tab tab;
    private final JsonNode box;

    /**
     * @param box where it is, in pixels of the page
     */
    SeekBar(Tab tab, JsonNode box) {
        this.tab = tab;
        this.box = box;
    }

    /** Moves the mouse to where a time is; returns what is shown there, at the latest after three seconds. */
    Picture preview(double time) {
        double x = box.path("x").asDouble() + box.path("width").asDouble() * time / NumberedFilm.seconds();
        double y = box.path("y").asDouble() + box.path("height").asDouble() / 2;
        Picture seen = NOTHING;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (seen.frame() != NumberedFilm.frame(time) && System.nanoTime() < end) {
            // No hand is still, and what appears at the first move finds its place with the second.
            tab.moveMouse(x - 1, y);
            tab.moveMouse(x, y);
            JsonNode shown = tab.call("preview");
            if (!shown.isNull()) {
                BufferedImage image = tab.screenshot(shown);
                seen = new Picture(image, image.getWidth() + "x" + image.getHeight());
            }
        }
        return seen;
    }
}
