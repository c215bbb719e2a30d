package io.github.rokutrickplay.local.verify;

import static io.github.rokutrickplay.local.verify.PlantedFault.Good.GAPS;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.PLAIN;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.SHEETS;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.SINGLES;
import static io.github.rokutrickplay.local.verify.PlantedFault.error;
import static io.github.rokutrickplay.local.verify.PlantedFault.warning;
import static io.github.rokutrickplay.local.verify.PublishedAsset.cut;
import static io.github.rokutrickplay.local.verify.PublishedAsset.replaceNth;

import io.github.rokutrickplay.storage.ObjectAttributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Faults of objects that hold images, and of main playlists. */
final class PlantedFaults {

    static final String MAIN = "main.m3u8";
    static final String SMALL = "thumbs_320x180.m3u8";
    static final String IMAGE = "thumbs/film_small.00003.jpg";
    private static final String HTML = "<!DOCTYPE html><html><body>503</body></html>";

    private PlantedFaults() {}

    static List<PlantedFault> ofImages() {
        return List.of(
                error(SINGLES, "HTML in the place of an image", a -> a.put(IMAGE, HTML), IMAGE, "is HTML, not a JPEG"),
                error(SINGLES, "an image cut off", a -> a.put(IMAGE, cut(a.bytes(IMAGE), 3000)), IMAGE, "is cut off"),
                error(SINGLES, "an empty image", a -> a.put(IMAGE, ""), IMAGE, "is empty"),
                error(SINGLES, "an image gone", a -> a.remove(IMAGE), IMAGE, "is not there"),
                error(
                        SINGLES,
                        "an image of another size",
                        a -> a.put(IMAGE, a.bytes("thumbs/film_big.00003.jpg")),
                        IMAGE,
                        "measures 640x360"),
                error(SINGLES, "two images swapped", a -> a.swap(IMAGE, "thumbs/film_small.00008.jpg"), IMAGE, "bytes"),
                error(
                        SINGLES,
                        "an image of another type",
                        a -> a.attributes(IMAGE, ObjectAttributes.ofType("binary/octet-stream")),
                        IMAGE,
                        "Content-Type is binary/octet-stream"),
                error(
                        SINGLES,
                        "an image that is said to be compressed",
                        a -> a.attributes(IMAGE, encoded("image/jpeg", "gzip")),
                        IMAGE,
                        "Content-Encoding is gzip"),
                error(SINGLES, "a progressive JPEG", a -> a.put(IMAGE, progressive(a.bytes(IMAGE))), IMAGE, "baseline"),
                error(
                        SHEETS,
                        "a sheet of another run",
                        PlantedFaults::otherSheet,
                        "thumbs/film_small.3x2.00002.jpg",
                        "bytes"),
                error(
                        GAPS,
                        "the grey image gone",
                        a -> a.remove("thumbs/film_small.gap.jpg"),
                        "thumbs/film_small.gap.jpg",
                        "is not there"));
    }

    private static void otherSheet(PublishedAsset asset) {
        asset.put("thumbs/film_small.3x2.00002.jpg", asset.bytes("thumbs/film_small.3x2.00001.jpg"));
    }

    /** The frame header's code alone is changed: nobody decodes it. */
    private static byte[] progressive(byte[] jpeg) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                jpeg[i + 1] = (byte) 0xC2;
                return jpeg;
            }
        }
        throw new AssertionError("a JPEG without SOF0");
    }

    static ObjectAttributes encoded(String type, String encoding) {
        return new ObjectAttributes(type, encoding, null, null, null, null, null, null, null, Map.of(), Map.of());
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static List<PlantedFault> ofMainPlaylists() {
        return List.of(
                error(SINGLES, "a line of ours twice", PlantedFaults::lineTwice, MAIN, "name the same playlist"),
                error(SINGLES, "a BANDWIDTH of zero", a -> bandwidth(a, "0"), MAIN, "no BANDWIDTH above 0"),
                error(SINGLES, "a BANDWIDTH too low", a -> bandwidth(a, "1000"), MAIN, "BANDWIDTH=1000"),
                warning(SINGLES, "a BANDWIDTH too high", a -> bandwidth(a, "9999999"), MAIN, "BANDWIDTH=9999999"),
                error(
                        SINGLES,
                        "the same BANDWIDTH twice",
                        PlantedFaults::sameBandwidth,
                        MAIN,
                        "have the same BANDWIDTH"),
                error(
                        SINGLES,
                        "no CODECS",
                        a -> a.edit(MAIN, t -> replaceNth(t, "CODECS=\"jpeg\"", 0, "CODECS=\"image/jpeg\"")),
                        MAIN,
                        "has CODECS=\"image/jpeg\""),
                error(
                        SINGLES,
                        "another RESOLUTION than the images'",
                        a -> a.edit(MAIN, t -> replaceNth(t, "RESOLUTION=320x180", 0, "RESOLUTION=320x240")),
                        SMALL,
                        "the main playlist's RESOLUTION 320x240"),
                error(
                        SINGLES,
                        "no RESOLUTION",
                        a -> a.edit(MAIN, t -> replaceNth(t, "RESOLUTION=320x180,", 0, "")),
                        MAIN,
                        "has no RESOLUTION"),
                error(SINGLES, "a line that leads nowhere", a -> a.remove(SMALL), SMALL, "it is not there"),
                error(
                        SINGLES,
                        "a line between EXT-X-STREAM-INF and its URI",
                        PlantedFaults::between,
                        MAIN,
                        "stands between EXT-X-STREAM-INF and its URI"),
                error(
                        SINGLES,
                        "a size that is not announced",
                        PlantedFaults::unannounced,
                        MAIN,
                        "does not announce size 640x360"),
                error(
                        PLAIN,
                        "no line of ours",
                        a -> a.edit(MAIN, PlantedFaults::withoutOurs),
                        MAIN,
                        "announces no image playlist"),
                error(
                        SINGLES,
                        "a line that names another host",
                        a -> a.edit(
                                MAIN,
                                t -> t.replace(
                                        "\"thumbs_320x180.m3u8\"", "\"https://evil.example.com/thumbs_320x180.m3u8\"")),
                        MAIN,
                        "evil.example.com"),
                error(
                        SINGLES,
                        "no main playlist any more",
                        a -> a.put(MAIN, HTML),
                        MAIN,
                        "no playlist that players can use"),
                error(
                        SINGLES,
                        "gzip without the header",
                        a -> a.put(SMALL, gzip(a.bytes(SMALL))),
                        SMALL,
                        "no Content-Encoding says so"),
                error(
                        SINGLES,
                        "the header without gzip",
                        a -> a.attributes(MAIN, encoded("application/vnd.apple.mpegurl", "gzip")),
                        MAIN,
                        "it is not compressed"),
                warning(
                        SINGLES,
                        "a main playlist of another type",
                        a -> a.attributes(MAIN, ObjectAttributes.ofType("text/plain")),
                        MAIN,
                        "Content-Type is text/plain"),
                error(
                        SINGLES,
                        "the film is shorter than its thumbnails",
                        a -> a.edit("360p.m3u8", PlantedFaults::shorter),
                        SMALL,
                        "sum up to 31.5 s"));
    }

    private static void lineTwice(PublishedAsset asset) {
        asset.edit(
                MAIN,
                text -> text
                        + text.lines()
                                .filter(line -> line.contains("IMAGE-STREAM"))
                                .findFirst()
                                .orElseThrow() + "\n");
    }

    private static void bandwidth(PublishedAsset asset, String value) {
        asset.edit(MAIN, text -> text.replaceFirst("(IMAGE-STREAM-INF:BANDWIDTH)=\\d+", "$1=" + value));
    }

    private static void sameBandwidth(PublishedAsset asset) {
        asset.edit(MAIN, text -> text.replaceAll("(IMAGE-STREAM-INF:BANDWIDTH)=\\d+", "$1=200000"));
    }

    private static void between(PublishedAsset asset) {
        asset.edit(MAIN, text -> {
            String ours = text.lines()
                            .filter(line -> line.contains("IMAGE-STREAM"))
                            .findFirst()
                            .orElseThrow() + "\n";
            return text.replace(ours, "").replace("360p.m3u8\n", ours + "360p.m3u8\n");
        });
    }

    private static void unannounced(PublishedAsset asset) {
        asset.edit(MAIN, text -> text.replaceAll("#EXT-X-IMAGE-STREAM-INF[^\n]*640x360[^\n]*\n", ""));
    }

    static String withoutOurs(String text) {
        return text.replaceAll("#EXT-X-(IMAGE|I-FRAME)-STREAM-INF[^\n]*\n", "");
    }

    private static String shorter(String text) {
        return text.replaceFirst("#EXTINF:[\\d.]+,", "#EXTINF:2.000,");
    }
}
