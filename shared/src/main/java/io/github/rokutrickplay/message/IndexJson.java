package io.github.rokutrickplay.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thumbnail index as JSON, like {@link Json}'s: snake case, unknown fields ignored, absent ones left out. It is written and
 * read token by token, since it names each image: that takes a fraction of the time in which it would be found out how its
 * types are mapped.
 */
final class IndexJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private IndexJson() {}

    static byte[] write(ThumbnailIndex index) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", index.version());
            json.writeStringField("media_key", index.mediaKey());
            json.writeStringField("media_path", index.mediaPath());
            json.writeFieldName("source");
            write(json, index.source());
            json.writeNumberField("interval_seconds", index.intervalSeconds());
            json.writeNumberField("duration_seconds", index.durationSeconds());
            json.writeArrayFieldStart("discontinuity_seconds");
            for (BigDecimal time : index.discontinuitySeconds()) {
                json.writeNumber(time);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("renditions");
            for (Rendition rendition : index.renditions()) {
                write(json, rendition);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Source source) throws IOException {
        json.writeStartObject();
        writeIfPresent(json, "hls_url", source.hlsUrl());
        writeIfPresent(json, "playlist_url", source.playlistUrl());
        writeIfPresent(json, "playlist_etag", source.playlistEtag());
        writeIfPresent(json, "file_url", source.fileUrl());
        writeIfPresent(json, "file_etag", source.fileEtag());
        List<RefusedSource> refused = source.refused();
        if (refused != null) {
            json.writeArrayFieldStart("refused");
            for (RefusedSource other : refused) {
                json.writeStartObject();
                json.writeStringField("url", other.url());
                json.writeStringField("reason", other.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Rendition rendition) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rendition.name());
        json.writeNumberField("box_width", rendition.boxWidth());
        json.writeNumberField("box_height", rendition.boxHeight());
        json.writeNumberField("width", rendition.width());
        json.writeNumberField("height", rendition.height());
        json.writeArrayFieldStart("images");
        for (Image image : rendition.images()) {
            json.writeStartObject();
            json.writeStringField("key", image.key());
            json.writeNumberField("time_seconds", image.timeSeconds());
            json.writeNumberField("duration_seconds", image.durationSeconds());
            json.writeNumberField("bytes", image.bytes());
            writeIfPresent(json, "missing", image.missing());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /**
     * @param what names the text in the failure's message
     * @throws PermanentFailure if it is not JSON, or no index
     */
    static ThumbnailIndex read(byte[] bytes, String what) {
        // Given bytes, the parser would guess at their encoding.
        try (JsonParser json = FACTORY.createParser(new String(bytes, UTF_8))) {
            json.nextToken();
            return index(json);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure(what + " cannot be read: " + e.getOriginalMessage(), e);
        } catch (PermanentFailure e) {
            throw new PermanentFailure(what + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Reads the value of a field, at whose first token the parser stands. */
    private interface Field {
        void read(String name) throws IOException;
    }

    /** Reads a value, at whose first token the parser stands. */
    private interface Value<T> {
        T read(JsonParser json) throws IOException;
    }

    private static void object(JsonParser json, Field field) throws IOException {
        expect(json, JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                field.read(name);
            }
        }
        expect(json, JsonToken.END_OBJECT, "the end of an object");
    }

    private static <T> List<T> list(JsonParser json, Value<T> value) throws IOException {
        expect(json, JsonToken.START_ARRAY, "an array");
        List<T> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value.read(json));
        }
        return values;
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING, "a string");
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken wanted, String name) throws IOException {
        if (json.currentToken() != wanted) {
            String found = json.currentToken() == null ? "its end" : "'" + json.getText() + "'";
            throw new JsonParseException(json, "there should be " + name + ", and there is " + found);
        }
    }

    private static ThumbnailIndex index(JsonParser json) throws IOException {
        var read = new Object() {
            int version;

            @Nullable
            String mediaKey;

            String mediaPath = "";

            @Nullable
            Source source;

            @Nullable
            BigDecimal intervalSeconds;

            @Nullable
            BigDecimal durationSeconds;

            List<BigDecimal> discontinuitySeconds = List.of();

            @Nullable
            List<Rendition> renditions;
        };
        object(json, name -> {
            switch (name) {
                case "version" -> read.version = json.getIntValue();
                case "media_key" -> read.mediaKey = text(json);
                case "media_path" -> read.mediaPath = text(json);
                case "source" -> read.source = source(json);
                case "interval_seconds" -> read.intervalSeconds = json.getDecimalValue();
                case "duration_seconds" -> read.durationSeconds = json.getDecimalValue();
                case "discontinuity_seconds" -> read.discontinuitySeconds = list(json, JsonParser::getDecimalValue);
                case "renditions" -> read.renditions = list(json, IndexJson::rendition);
                default -> json.skipChildren();
            }
        });
        ThumbnailIndex.requireKnown(read.version); // another's fields may be others
        if (read.mediaKey == null
                || read.source == null
                || read.intervalSeconds == null
                || read.durationSeconds == null
                || read.renditions == null) {
            throw new PermanentFailure("a thumbnail index needs media_key, source, interval_seconds,"
                    + " duration_seconds and renditions");
        }
        return new ThumbnailIndex(
                read.version,
                read.mediaKey,
                read.mediaPath,
                read.source,
                read.intervalSeconds,
                read.durationSeconds,
                read.discontinuitySeconds,
                read.renditions);
    }

    private static Source source(JsonParser json) throws IOException {
        var read = new Object() {
            @Nullable
            String hlsUrl;

            @Nullable
            String playlistUrl;

            @Nullable
            String playlistEtag;

            @Nullable
            String fileUrl;

            @Nullable
            String fileEtag;

            @Nullable
            List<RefusedSource> refused;
        };
        object(json, name -> {
            switch (name) {
                case "hls_url" -> read.hlsUrl = text(json);
                case "playlist_url" -> read.playlistUrl = text(json);
                case "playlist_etag" -> read.playlistEtag = text(json);
                case "file_url" -> read.fileUrl = text(json);
                case "file_etag" -> read.fileEtag = text(json);
                case "refused" -> read.refused = list(json, IndexJson::refusedSource);
                default -> json.skipChildren();
            }
        });
        return new Source(read.hlsUrl, read.playlistUrl, read.playlistEtag, read.fileUrl, read.fileEtag, read.refused);
    }

    private static RefusedSource refusedSource(JsonParser json) throws IOException {
        var read = new Object() {
            @Nullable
            String url;

            @Nullable
            String reason;
        };
        object(json, name -> {
            switch (name) {
                case "url" -> read.url = text(json);
                case "reason" -> read.reason = text(json);
                default -> json.skipChildren();
            }
        });
        if (read.url == null || read.reason == null) {
            throw new PermanentFailure("a refused source of a thumbnail index needs url and reason; one has url="
                    + read.url + ", reason=" + read.reason);
        }
        return new RefusedSource(read.url, read.reason);
    }

    private static Rendition rendition(JsonParser json) throws IOException {
        var read = new Object() {
            @Nullable
            String name;

            int boxWidth;
            int boxHeight;
            int width;
            int height;

            @Nullable
            List<Image> images;
        };
        object(json, name -> {
            switch (name) {
                case "name" -> read.name = text(json);
                case "box_width" -> read.boxWidth = json.getIntValue();
                case "box_height" -> read.boxHeight = json.getIntValue();
                case "width" -> read.width = json.getIntValue();
                case "height" -> read.height = json.getIntValue();
                case "images" -> read.images = list(json, IndexJson::image);
                default -> json.skipChildren();
            }
        });
        if (read.name == null || read.images == null) {
            throw new PermanentFailure("a rendition of a thumbnail index needs name and images; one has name="
                    + read.name + ", images=" + read.images);
        }
        return new Rendition(read.name, read.boxWidth, read.boxHeight, read.width, read.height, read.images);
    }

    private static Image image(JsonParser json) throws IOException {
        var read = new Object() {
            @Nullable
            String key;

            @Nullable
            BigDecimal timeSeconds;

            @Nullable
            BigDecimal durationSeconds;

            long bytes;

            @Nullable
            String missing;
        };
        object(json, name -> {
            switch (name) {
                case "key" -> read.key = text(json);
                case "time_seconds" -> read.timeSeconds = json.getDecimalValue();
                case "duration_seconds" -> read.durationSeconds = json.getDecimalValue();
                case "bytes" -> read.bytes = json.getLongValue();
                case "missing" -> read.missing = text(json);
                default -> json.skipChildren();
            }
        });
        if (read.key == null || read.timeSeconds == null || read.durationSeconds == null || read.bytes < 0) {
            throw new PermanentFailure(
                    "an image of a thumbnail index needs key, time_seconds, duration_seconds and bytes; one has key="
                            + read.key + ", time_seconds=" + read.timeSeconds + ", duration_seconds="
                            + read.durationSeconds + ", bytes=" + read.bytes);
        }
        return new Image(read.key, read.timeSeconds, read.durationSeconds, read.bytes, read.missing);
    }
}
