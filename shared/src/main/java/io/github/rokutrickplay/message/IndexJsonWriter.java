package io.github.rokutrickplay.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.Pictures;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a thumbnail index token by token, in the form of {@link Json}'s messages. It names each image: to find out how its
 * types are mapped would take several times as long.
 */
final class IndexJsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private IndexJsonWriter() {}

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
            write(json, index.pictures());
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

    private static void write(JsonGenerator json, Pictures pictures) throws IOException {
        if (!pictures.equals(Pictures.DEFAULT)) {
            json.writeObjectFieldStart("pictures");
            json.writeNumberField("quality", pictures.quality());
            json.writeStringField("frame", pictures.frame());
            json.writeBooleanField("upscale", pictures.upscale());
            json.writeEndObject();
        }
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
        writeIfPresent(json, "gap_image", rendition.gapImage());
        Sheets sheets = rendition.sheets();
        if (sheets != null) {
            write(json, sheets);
        }
        if (!rendition.files().isEmpty()) {
            json.writeArrayFieldStart("files");
            for (ThumbnailFile file : rendition.files()) {
                write(json, file);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Sheets sheets) throws IOException {
        json.writeObjectFieldStart("sheets");
        json.writeNumberField("columns", sheets.columns());
        json.writeNumberField("rows", sheets.rows());
        json.writeArrayFieldStart("images");
        for (Sheet sheet : sheets.images()) {
            json.writeStartObject();
            json.writeStringField("key", sheet.key());
            json.writeNumberField("time_seconds", sheet.timeSeconds());
            json.writeNumberField("duration_seconds", sheet.durationSeconds());
            json.writeNumberField("bytes", sheet.bytes());
            json.writeNumberField("tiles", sheet.tiles());
            if (!sheet.missingTiles().isEmpty()) {
                json.writeArrayFieldStart("missing_tiles");
                for (int tile : sheet.missingTiles()) {
                    json.writeNumber(tile);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ThumbnailFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("form", file.form());
        json.writeStringField("key", file.key());
        json.writeNumberField("bytes", file.bytes());
        json.writeNumberField("header_bytes", file.headerBytes());
        if (!file.parts().isEmpty()) {
            json.writeArrayFieldStart("parts");
            for (Part part : file.parts()) {
                json.writeStartObject();
                json.writeNumberField("time_seconds", part.timeSeconds());
                json.writeNumberField("duration_seconds", part.durationSeconds());
                json.writeNumberField("offset", part.offset());
                json.writeNumberField("bytes", part.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
