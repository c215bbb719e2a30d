package io.github.rokutrickplay.local.verify;

import static io.github.rokutrickplay.local.verify.PlantedFault.Good.GAPS;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.PLAIN;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.SHEETS;
import static io.github.rokutrickplay.local.verify.PlantedFault.Good.SINGLES;
import static io.github.rokutrickplay.local.verify.PlantedFault.error;
import static io.github.rokutrickplay.local.verify.PlantedFault.warning;
import static io.github.rokutrickplay.local.verify.PublishedAsset.replaceNth;

import io.github.rokutrickplay.storage.ObjectAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of image playlists and documents, and of what nothing names. */
final class PlantedTextFaults {

    private static final String SMALL = PlantedFaults.SMALL;
    private static final String INDEX = "thumbs/film.index.json";
    private static final String VTT = "thumbs_320x180.vtt";
    private static final String STORYBOARD = "thumbs_320x180.json";
    private static final String MPD = "play.mpd";

    private PlantedTextFaults() {}

    static List<PlantedFault> ofImagePlaylists() {
        return List.of(
                error(
                        SINGLES,
                        "images swapped in a playlist",
                        a -> a.edit(SMALL, PlantedTextFaults::swapped),
                        SMALL,
                        "it shows"),
                error(
                        SINGLES,
                        "images a second late",
                        a -> a.edit(SMALL, PlantedTextFaults::late),
                        SMALL,
                        "from 2.5 s on"),
                error(
                        SINGLES,
                        "EXTINF that do not sum up",
                        a -> a.edit(SMALL, t -> replaceNth(t, "#EXTINF:2.5,", 0, "#EXTINF:3.5,")),
                        SMALL,
                        "sum up to 32.5 s"),
                error(
                        SINGLES,
                        "no EXT-X-TARGETDURATION",
                        a -> without(a, "#EXT-X-TARGETDURATION:3"),
                        SMALL,
                        "has no EXT-X-TARGETDURATION"),
                error(
                        SINGLES,
                        "no EXT-X-IMAGES-ONLY",
                        a -> without(a, "#EXT-X-IMAGES-ONLY"),
                        SMALL,
                        "has no EXT-X-IMAGES-ONLY"),
                error(SINGLES, "no EXT-X-ENDLIST", a -> without(a, "#EXT-X-ENDLIST"), SMALL, "has no EXT-X-ENDLIST"),
                error(
                        SINGLES,
                        "an EXT-X-TARGETDURATION too short",
                        a -> a.edit(SMALL, t -> t.replace("TARGETDURATION:3", "TARGETDURATION:1")),
                        SMALL,
                        "EXT-X-TARGETDURATION is 1"),
                error(
                        SINGLES,
                        "a discontinuity left out",
                        a -> withoutOne(a, "#EXT-X-DISCONTINUITY\n"),
                        SMALL,
                        "EXT-X-DISCONTINUITY stand at"),
                error(
                        SINGLES,
                        "another LAYOUT of the last image",
                        a -> a.edit(SMALL, t -> t.replaceFirst("(?s)(.*)LAYOUT=1x1", "$1LAYOUT=2x1")),
                        SMALL,
                        "LAYOUT or RESOLUTION"),
                error(
                        SHEETS,
                        "another DURATION of the last sheet",
                        a -> a.edit(SMALL, t -> t.replaceFirst("(?s)(.*)DURATION=2.5", "$1DURATION=1.5")),
                        SMALL,
                        "the DURATION of"),
                error(
                        SINGLES,
                        "no EXT-X-TILES",
                        a -> a.edit(SMALL, t -> t.replaceAll("#EXT-X-TILES[^\n]*\n", "")),
                        SMALL,
                        "EXT-X-TILES"),
                error(GAPS, "an EXT-X-GAP left out", a -> withoutOne(a, "#EXT-X-GAP\n"), SMALL, "it has no EXT-X-GAP"),
                error(
                        SINGLES,
                        "an EXT-X-GAP too many",
                        a -> a.edit(SMALL, t -> replaceNth(t, "#EXTINF", 1, "#EXT-X-GAP\n#EXTINF")),
                        SMALL,
                        "it has an EXT-X-GAP"),
                error(
                        SINGLES,
                        "an EXT-X-VERSION twice",
                        a -> a.edit(
                                SMALL, t -> t.replace("#EXT-X-VERSION:7\n", "#EXT-X-VERSION:7\n#EXT-X-VERSION:7\n")),
                        SMALL,
                        "stands more than once"),
                warning(
                        SINGLES,
                        "an image that is called .jpeg",
                        a -> {
                            a.put("thumbs/film_small.00003.jpeg", a.bytes(PlantedFaults.IMAGE));
                            a.edit(SMALL, t -> t.replace("small.00003.jpg", "small.00003.jpeg"));
                        },
                        SMALL,
                        ".jpeg"),
                error(
                        SINGLES,
                        "an image playlist of another type",
                        a -> a.attributes(SMALL, ObjectAttributes.ofType("binary/octet-stream")),
                        SMALL,
                        "Content-Type"));
    }

    private static void without(PublishedAsset asset, String line) {
        withoutOne(asset, line + "\n");
    }

    private static void withoutOne(PublishedAsset asset, String text) {
        asset.edit(SMALL, playlist -> replaceNth(playlist, text, 0, ""));
    }

    static String swapped(String text) {
        return text.replace("00002.jpg", "x.jpg")
                .replace("00003.jpg", "00002.jpg")
                .replace("x.jpg", "00003.jpg");
    }

    private static String late(String text) {
        return replaceNth(replaceNth(text, "#EXTINF:2.5,", 0, "#EXTINF:3.5,"), "#EXTINF:2.5,", 0, "#EXTINF:1.5,");
    }

    static List<PlantedFault> ofDocuments() {
        return List.of(
                error(
                        SINGLES,
                        "a WebVTT that is off by one",
                        a -> a.edit(VTT, PlantedTextFaults::offByOne),
                        VTT,
                        "in the place of"),
                error(
                        SINGLES,
                        "a WebVTT cue a second late",
                        a -> a.edit(VTT, t -> t.replace("00:00:05.000", "00:00:06.000")),
                        VTT,
                        "from 5 s on"),
                error(
                        SINGLES,
                        "a hole between WebVTT cues",
                        a -> a.edit(VTT, t -> replaceNth(t, "00:00:05.000", 0, "00:00:04.000")),
                        VTT,
                        "what is before it ends at"),
                warning(
                        SINGLES,
                        "a WebVTT without #xywh",
                        a -> a.edit(VTT, t -> t.replaceAll("#xywh=[\\d,]+", "")),
                        VTT,
                        "without #xywh"),
                error(
                        SINGLES,
                        "a WebVTT without its first line",
                        a -> a.edit(VTT, t -> t.replace("WEBVTT\n", "\n")),
                        VTT,
                        "WEBVTT"),
                error(
                        SINGLES,
                        "a WebVTT of another type",
                        a -> a.attributes(VTT, ObjectAttributes.ofType("text/plain")),
                        VTT,
                        "Content-Type is text/plain"),
                error(
                        SHEETS,
                        "a WebVTT that shows another tile",
                        a -> a.edit(VTT, t -> replaceNth(t, "#xywh=320,0,", 0, "#xywh=0,180,")),
                        VTT,
                        "#xywh=0,180 in the place of"),
                error(
                        SINGLES,
                        "a storyboard that is off by one",
                        a -> a.edit(STORYBOARD, PlantedTextFaults::offByOne),
                        STORYBOARD,
                        "in the place of"),
                error(SINGLES, "a storyboard that is no JSON", a -> a.put(STORYBOARD, "[{"), STORYBOARD, "no JSON"),
                error(
                        SINGLES,
                        "an MPD template with the wrong start",
                        a -> a.edit(MPD, t -> replaceNth(t, "startNumber=\"1\"", 0, "startNumber=\"2\"")),
                        MPD,
                        "in the place of"),
                error(
                        SINGLES,
                        "an MPD template with another duration",
                        a -> a.edit(MPD, t -> replaceNth(t, "duration=\"2500\"", 0, "duration=\"5000\"")),
                        MPD,
                        "in the place of"),
                error(
                        SINGLES,
                        "an MPD that names other images",
                        a -> a.edit(MPD, t -> replaceNth(t, "film_small.", 0, "film_big.")),
                        MPD,
                        "film_big"),
                error(
                        SHEETS,
                        "an MPD whose last sheet is shorter",
                        a -> a.edit(
                                MPD,
                                t -> t.replaceAll(
                                        "<S t=\"0\" d=\"15\" r=\"2\"/>", "<S t=\"0\" d=\"15\" r=\"1\"/><S d=\"2\"/>")),
                        MPD,
                        "segments of different lengths"),
                error(
                        SINGLES,
                        "an MPD without thumbnail_tile",
                        a -> a.edit(MPD, t -> t.replaceAll("<EssentialProperty[^>]*>", "")),
                        MPD,
                        "thumbnail_tile"),
                error(SINGLES, "an MPD that is no XML", a -> a.edit(MPD, t -> t.replace("</MPD>", "")), MPD, "no XML"));
    }

    private static String offByOne(String text) {
        return Pattern.compile("film_small\\.(\\d{5})\\.jpg")
                .matcher(text)
                .replaceAll(match ->
                        "film_small.0000" + Math.min(9, Integer.parseInt(match.group(1)) % 9 + 1) + ".jpg");
    }

    static List<PlantedFault> ofWhole() {
        return List.of(
                warning(
                        SINGLES,
                        "a stale image",
                        a -> stale(a, "thumbs/film_small.00014.jpg"),
                        "thumbs/film_small.00014.jpg",
                        "nothing names it"),
                warning(
                        SINGLES,
                        "a stale sheet",
                        a -> stale(a, "thumbs/film_small.5x4.00001.jpg"),
                        "thumbs/film_small.5x4.00001.jpg",
                        "nothing names it"),
                warning(
                        PLAIN,
                        "a stale BIF",
                        a -> stale(a, "thumbs_320x180.bif"),
                        "thumbs_320x180.bif",
                        "nothing names it"),
                warning(
                        PLAIN,
                        "a stale playlist",
                        PlantedTextFaults::stalePlaylist,
                        "thumbs_160x90.m3u8",
                        "nothing names it"),
                error(SINGLES, "no index", a -> a.remove(INDEX), INDEX, "there is no index"),
                error(SINGLES, "an index that is no JSON", a -> a.put(INDEX, "{"), INDEX, "cannot be read"),
                error(
                        SINGLES,
                        "an index of another cut",
                        a -> a.edit(INDEX, t -> t.replace("\"duration_seconds\":31.5", "\"duration_seconds\":30")),
                        INDEX,
                        "the film lasts 30 s"),
                error(
                        SINGLES,
                        "an index whose images are late",
                        a -> a.edit(INDEX, PlantedTextFaults::lateIndex),
                        INDEX,
                        "belongs"),
                warning(
                        SINGLES,
                        "an MPD of another length",
                        a -> a.edit(MPD, t -> t.replace("PT31.5S", "PT29S")),
                        MPD,
                        "it lasts 29 s"));
    }

    private static void stale(PublishedAsset asset, String name) {
        asset.put(name, asset.bytes(PlantedFaults.IMAGE));
        asset.growOld();
    }

    private static void stalePlaylist(PublishedAsset asset) {
        asset.put("thumbs_160x90.m3u8", asset.bytes(SMALL));
        asset.growOld();
    }

    private static String lateIndex(String text) {
        Matcher time = Pattern.compile("\"time_seconds\":5,").matcher(text);
        return time.replaceAll("\"time_seconds\":6,");
    }
}
