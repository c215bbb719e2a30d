package io.github.rokutrickplay.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.UrlPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Thumbnails as JSON, for players on web pages. Where one image holds all of them, in the form of Mux's storyboards: its URL, what a
 * tile measures, and the place of each. Mux's form has one URL; where there are several images it is an array of places with a URL
 * each, as Vidstack reads it.
 *
 * @param key where it is stored
 * @param cues one a thumbnail, at least one
 */
record Storyboard(String key, Resolution imageSize, List<WebVtt.Cue> cues) implements Document {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MILLI_DIGITS = 3;

    Storyboard {
        cues = List.copyOf(cues);
    }

    /** Of what WebVTT names. */
    static Storyboard of(String key, WebVtt vtt) {
        return new Storyboard(key, vtt.imageSize(), vtt.cues());
    }

    /** Vidstack compares the whole value. */
    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            if (cues.stream().map(cue -> cue.tile().imageKey()).distinct().count() == 1) {
                writeOneImage(json);
            } else {
                writeSeveral(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private void writeOneImage(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("url", url(cues.getFirst()));
        json.writeNumberField("tile_width", imageSize.width());
        json.writeNumberField("tile_height", imageSize.height());
        json.writeNumberField("duration", seconds(cues.getLast().endMs()));
        json.writeArrayFieldStart("tiles");
        for (WebVtt.Cue cue : cues) {
            json.writeStartObject();
            json.writeNumberField("start", seconds(cue.startMs()));
            json.writeNumberField("x", cue.tile().left());
            json.writeNumberField("y", cue.tile().top());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeSeveral(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (WebVtt.Cue cue : cues) {
            json.writeStartObject();
            json.writeStringField("url", url(cue));
            json.writeNumberField("startTime", seconds(cue.startMs()));
            json.writeNumberField("endTime", seconds(cue.endMs()));
            json.writeNumberField("width", imageSize.width());
            json.writeNumberField("height", imageSize.height());
            json.writeObjectFieldStart("coords");
            json.writeNumberField("x", cue.tile().left());
            json.writeNumberField("y", cue.tile().top());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String url(WebVtt.Cue cue) {
        return UrlPath.relative(
                key.substring(0, key.lastIndexOf('/') + 1), cue.tile().imageKey());
    }

    private static BigDecimal seconds(long ms) {
        BigDecimal seconds = BigDecimal.valueOf(ms, MILLI_DIGITS).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
