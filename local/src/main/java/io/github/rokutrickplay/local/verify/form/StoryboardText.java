package io.github.rokutrickplay.local.verify.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A storyboard: Mux's form, one object for one sheet; or Vidstack's, an array of places.
 *
 * @param places in order of their times
 */
public record StoryboardText(List<Place> places) {

    /** What is shown for a time, in microseconds. */
    public record Place(long startUs, long endUs, String uri, Region region) {}

    private static final int MICRO_DIGITS = 6;

    public StoryboardText {
        places = List.copyOf(places);
    }

    /**
     * @throws MalformedFormException if it is neither form
     */
    public static StoryboardText read(String json) {
        JsonNode root;
        try {
            root = Json.readTree(json, "it");
        } catch (PermanentFailure e) {
            throw new MalformedFormException("is no JSON", e);
        }
        List<Place> places = root.isArray() ? several(root) : oneSheet(root);
        if (places.isEmpty()) {
            throw new MalformedFormException("holds no tile");
        }
        return new StoryboardText(places);
    }

    private static List<Place> several(JsonNode root) {
        List<Place> places = new ArrayList<>();
        for (JsonNode place : root) {
            places.add(new Place(
                    us(place, "startTime"),
                    us(place, "endTime"),
                    text(place, "url"),
                    new Region(
                            pixels(place.path("coords"), "x"),
                            pixels(place.path("coords"), "y"),
                            pixels(place, "width"),
                            pixels(place, "height"))));
        }
        return places;
    }

    private static List<Place> oneSheet(JsonNode root) {
        String uri = text(root, "url");
        int width = pixels(root, "tile_width");
        int height = pixels(root, "tile_height");
        JsonNode tiles = root.path("tiles");
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            JsonNode tile = tiles.get(i);
            long end = i + 1 < tiles.size() ? us(tiles.get(i + 1), "start") : us(root, "duration");
            places.add(new Place(
                    us(tile, "start"), end, uri, new Region(pixels(tile, "x"), pixels(tile, "y"), width, height)));
        }
        return places;
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new MalformedFormException("lacks " + field + ", or it is no text");
        }
        return node.path(field).asText();
    }

    private static int pixels(JsonNode node, String field) {
        if (!node.path(field).canConvertToInt() || node.path(field).asInt() < 0) {
            throw new MalformedFormException("lacks " + field + ", or it is no number of pixels");
        }
        return node.path(field).asInt();
    }

    private static long us(JsonNode node, String field) {
        if (!node.path(field).isNumber()) {
            throw new MalformedFormException("lacks " + field + ", or it is no number");
        }
        BigDecimal seconds = new BigDecimal(node.path(field).asText());
        return seconds.movePointRight(MICRO_DIGITS).longValue();
    }
}
