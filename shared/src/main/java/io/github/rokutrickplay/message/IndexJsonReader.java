package io.github.rokutrickplay.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.Pictures;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.Source;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Reads what {@link IndexJsonWriter} writes. Unknown fields are ignored, and null is as good as absent. */
final class IndexJsonReader {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final Map<String, JsonFields.Value> OF_INDEX = Map.of(
            "version", JsonParser::getIntValue,
            "media_key", JsonFields::text,
            "media_path", JsonFields::text,
            "source", IndexJsonReader::source,
            "interval_seconds", JsonParser::getDecimalValue,
            "duration_seconds", JsonParser::getDecimalValue,
            "discontinuity_seconds", json -> JsonFields.list(json, JsonParser::getDecimalValue),
            "renditions", json -> JsonFields.list(json, IndexJsonReader::rendition),
            "pictures", IndexJsonReader::pictures);

    private static final Map<String, JsonFields.Value> OF_PICTURES = Map.of(
            "quality", JsonParser::getIntValue,
            "frame", JsonFields::text,
            "upscale", JsonParser::getBooleanValue);

    private static final Map<String, JsonFields.Value> OF_SOURCE = Map.of(
            "hls_url", JsonFields::text,
            "playlist_url", JsonFields::text,
            "playlist_etag", JsonFields::text,
            "file_url", JsonFields::text,
            "file_etag", JsonFields::text,
            "refused", json -> JsonFields.list(json, IndexJsonReader::refusedSource));

    private static final Map<String, JsonFields.Value> OF_REFUSED_SOURCE =
            Map.of("url", JsonFields::text, "reason", JsonFields::text);

    private static final Map<String, JsonFields.Value> OF_RENDITION = Map.of(
            "name", JsonFields::text,
            "box_width", JsonParser::getIntValue,
            "box_height", JsonParser::getIntValue,
            "width", JsonParser::getIntValue,
            "height", JsonParser::getIntValue,
            "images", json -> JsonFields.list(json, IndexJsonReader::image),
            "gap_image", JsonFields::text,
            "sheets", IndexJsonReader::sheets,
            "files", json -> JsonFields.list(json, IndexJsonReader::file));

    private static final Map<String, JsonFields.Value> OF_SHEETS = Map.of(
            "columns", JsonParser::getIntValue,
            "rows", JsonParser::getIntValue,
            "images", json -> JsonFields.list(json, IndexJsonReader::sheet));

    private static final Map<String, JsonFields.Value> OF_SHEET = Map.of(
            "key", JsonFields::text,
            "time_seconds", JsonParser::getDecimalValue,
            "duration_seconds", JsonParser::getDecimalValue,
            "bytes", JsonParser::getLongValue,
            "tiles", JsonParser::getIntValue,
            "missing_tiles", json -> JsonFields.list(json, JsonParser::getIntValue));

    private static final Map<String, JsonFields.Value> OF_FILE = Map.of(
            "form", JsonFields::text,
            "key", JsonFields::text,
            "bytes", JsonParser::getLongValue,
            "header_bytes", JsonParser::getIntValue,
            "parts", json -> JsonFields.list(json, IndexJsonReader::part));

    private static final Map<String, JsonFields.Value> OF_PART = Map.of(
            "time_seconds", JsonParser::getDecimalValue,
            "duration_seconds", JsonParser::getDecimalValue,
            "offset", JsonParser::getLongValue,
            "bytes", JsonParser::getIntValue);

    private static final Map<String, JsonFields.Value> OF_IMAGE = Map.of(
            "key", JsonFields::text,
            "time_seconds", JsonParser::getDecimalValue,
            "duration_seconds", JsonParser::getDecimalValue,
            "bytes", JsonParser::getLongValue,
            "missing", JsonFields::text);

    private IndexJsonReader() {}

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

    private static ThumbnailIndex index(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_INDEX);
        int version = fields.get("version", 0);
        ThumbnailIndex.requireKnown(version); // another's fields may be others
        String mediaKey = fields.find("media_key");
        Source source = fields.find("source");
        BigDecimal intervalSeconds = fields.find("interval_seconds");
        BigDecimal durationSeconds = fields.find("duration_seconds");
        List<Rendition> renditions = fields.find("renditions");
        if (mediaKey == null
                || source == null
                || intervalSeconds == null
                || durationSeconds == null
                || renditions == null) {
            throw new PermanentFailure("a thumbnail index needs media_key, source, interval_seconds,"
                    + " duration_seconds and renditions");
        }
        return new ThumbnailIndex(
                version,
                mediaKey,
                fields.get("media_path", ""),
                source,
                intervalSeconds,
                durationSeconds,
                fields.get("discontinuity_seconds", List.of()),
                renditions,
                fields.get("pictures", Pictures.DEFAULT));
    }

    private static Pictures pictures(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_PICTURES);
        return new Pictures(
                fields.get("quality", Pictures.DEFAULT.quality()),
                fields.get("frame", Pictures.DEFAULT.frame()),
                fields.get("upscale", Pictures.DEFAULT.upscale()));
    }

    private static Source source(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_SOURCE);
        return new Source(
                fields.find("hls_url"),
                fields.find("playlist_url"),
                fields.find("playlist_etag"),
                fields.find("file_url"),
                fields.find("file_etag"),
                fields.find("refused"));
    }

    private static RefusedSource refusedSource(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_REFUSED_SOURCE);
        String url = fields.find("url");
        String reason = fields.find("reason");
        if (url == null || reason == null) {
            throw new PermanentFailure("a refused source of a thumbnail index needs url and reason; one has url=" + url
                    + ", reason=" + reason);
        }
        return new RefusedSource(url, reason);
    }

    private static Rendition rendition(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_RENDITION);
        String name = fields.find("name");
        List<Image> images = fields.find("images");
        if (name == null || images == null) {
            throw new PermanentFailure("a rendition of a thumbnail index needs name and images; one has name=" + name
                    + ", images=" + images);
        }
        return new Rendition(
                name,
                fields.get("box_width", 0),
                fields.get("box_height", 0),
                fields.get("width", 0),
                fields.get("height", 0),
                images,
                fields.find("gap_image"),
                fields.find("sheets"),
                fields.get("files", List.of()));
    }

    private static Sheets sheets(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_SHEETS);
        int columns = fields.get("columns", 0);
        int rows = fields.get("rows", 0);
        List<Sheet> images = fields.find("images");
        if (columns < 1 || rows < 1 || images == null) {
            throw new PermanentFailure(
                    "the sheets of a thumbnail index need columns, rows and images; there are columns=" + columns
                            + ", rows=" + rows + ", images=" + images);
        }
        return new Sheets(columns, rows, images);
    }

    private static Sheet sheet(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_SHEET);
        String key = fields.find("key");
        BigDecimal timeSeconds = fields.find("time_seconds");
        BigDecimal durationSeconds = fields.find("duration_seconds");
        int tiles = fields.get("tiles", 0);
        if (key == null || timeSeconds == null || durationSeconds == null || tiles < 1) {
            throw new PermanentFailure(
                    "a sheet of a thumbnail index needs key, time_seconds, duration_seconds and tiles; one has key="
                            + key
                            + ", time_seconds=" + timeSeconds + ", duration_seconds=" + durationSeconds + ", tiles="
                            + tiles);
        }
        return new Sheet(
                key,
                timeSeconds,
                durationSeconds,
                fields.get("bytes", 0L),
                tiles,
                fields.get("missing_tiles", List.of()));
    }

    private static ThumbnailFile file(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_FILE);
        String form = fields.find("form");
        String key = fields.find("key");
        if (form == null || key == null) {
            throw new PermanentFailure(
                    "a file of a thumbnail index needs form and key; one has form=" + form + ", key=" + key);
        }
        return new ThumbnailFile(
                form, key, fields.get("bytes", 0L), fields.get("header_bytes", 0), fields.get("parts", List.of()));
    }

    private static Part part(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_PART);
        BigDecimal timeSeconds = fields.find("time_seconds");
        BigDecimal durationSeconds = fields.find("duration_seconds");
        int bytes = fields.get("bytes", 0);
        if (timeSeconds == null || durationSeconds == null || bytes < 1) {
            throw new PermanentFailure("a part of a file of a thumbnail index needs time_seconds, duration_seconds and"
                    + " bytes; one has time_seconds=" + timeSeconds + ", duration_seconds=" + durationSeconds
                    + ", bytes=" + bytes);
        }
        return new Part(timeSeconds, durationSeconds, fields.get("offset", 0L), bytes);
    }

    private static Image image(JsonParser json) throws IOException {
        JsonFields fields = JsonFields.read(json, OF_IMAGE);
        String key = fields.find("key");
        BigDecimal timeSeconds = fields.find("time_seconds");
        BigDecimal durationSeconds = fields.find("duration_seconds");
        long bytes = fields.get("bytes", 0L);
        if (key == null || timeSeconds == null || durationSeconds == null || bytes < 0) {
            throw new PermanentFailure(
                    "an image of a thumbnail index needs key, time_seconds, duration_seconds and bytes; one has key="
                            + key + ", time_seconds=" + timeSeconds + ", duration_seconds=" + durationSeconds
                            + ", bytes=" + bytes);
        }
        return new Image(key, timeSeconds, durationSeconds, bytes, fields.find("missing"));
    }
}
