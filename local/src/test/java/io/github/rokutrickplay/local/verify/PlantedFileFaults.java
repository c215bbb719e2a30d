package io.github.rokutrickplay.local.verify;

import static io.github.rokutrickplay.local.verify.PlantedFault.Good.SINGLES;
import static io.github.rokutrickplay.local.verify.PlantedFault.error;
import static io.github.rokutrickplay.local.verify.PublishedAsset.cut;
import static io.github.rokutrickplay.local.verify.PublishedAsset.replaceNth;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Faults of files that hold all images, and of the playlists of such. */
final class PlantedFileFaults {

    private static final int BIF_TABLE = 64;

    private PlantedFileFaults() {}

    static List<PlantedFault> ofFiles() {
        String bif = "thumbs_320x180.bif";
        String mp4 = "thumbs_320x180.mp4";
        String iFrames = "thumbs_320x180_iframes.m3u8";
        return List.of(
                error(
                        SINGLES,
                        "a BIF with a wrong offset",
                        a -> poke(a, bif, BIF_TABLE + 8 * 3 + 4, 1),
                        bif,
                        "not a JPEG"),
                error(SINGLES, "a BIF an interval late", a -> numbered(a, bif), bif, "not for 0"),
                error(SINGLES, "a BIF with another number of images", a -> poke(a, bif, 12, -1), bif, ""),
                error(SINGLES, "a BIF without its magic number", a -> poke(a, bif, 0, 1), bif, "magic"),
                error(SINGLES, "a BIF that is cut off", a -> a.put(bif, cut(a.bytes(bif), 5000)), bif, "bytes"),
                error(SINGLES, "a BIF gone", a -> a.remove(bif), bif, "is not there"),
                error(
                        SINGLES,
                        "a BIF of the other size",
                        a -> a.put(bif, a.bytes("thumbs_640x360.bif")),
                        bif,
                        "640x360"),
                error(SINGLES, "an mjpg range a byte short", a -> shortRange(a, iFrames), mp4, "byte range has"),
                error(SINGLES, "an mjpg range a byte late", a -> lateRange(a, iFrames), mp4, "has no moof"),
                error(
                        SINGLES,
                        "an EXT-X-GAP in an I-frame playlist",
                        a -> a.edit(iFrames, t -> replaceNth(t, "#EXTINF", 2, "#EXT-X-GAP\n#EXTINF")),
                        iFrames,
                        "EXT-X-GAP"),
                error(
                        SINGLES,
                        "an I-frame playlist without EXT-X-I-FRAMES-ONLY",
                        a -> a.edit(iFrames, t -> t.replace("#EXT-X-I-FRAMES-ONLY\n", "")),
                        iFrames,
                        "has no EXT-X-I-FRAMES-ONLY"),
                error(SINGLES, "an image sequence gone", a -> a.remove(mp4), mp4, "is not there"),
                error(SINGLES, "an mjpg picture at another time", PlantedFileFaults::otherTime, mp4, "has tfdt"),
                error(
                        SINGLES,
                        "an image sequence of another codec",
                        a -> a.put(mp4, replaced(a.bytes(mp4), "mjpg", "avc1")),
                        mp4,
                        "sample entry mjpg"));
    }

    private static void poke(PublishedAsset asset, String name, int offset, int difference) {
        byte[] bytes = asset.bytes(name);
        bytes[offset] = (byte) (bytes[offset] + difference);
        asset.put(name, bytes);
    }

    /** As by a program that counts images from one. */
    private static void numbered(PublishedAsset asset, String name) {
        byte[] bytes = asset.bytes(name);
        ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int interval = (int) PublishedAsset.INTERVAL.toMillis();
        for (int i = 0; i < table.getInt(12); i++) {
            table.putInt(BIF_TABLE + 8 * i, table.getInt(BIF_TABLE + 8 * i) + interval);
        }
        asset.put(name, bytes);
    }

    private static void shortRange(PublishedAsset asset, String playlist) {
        range(asset, playlist, -1, 0);
    }

    private static void lateRange(PublishedAsset asset, String playlist) {
        range(asset, playlist, 0, 1);
    }

    private static void range(PublishedAsset asset, String playlist, int longer, int later) {
        asset.edit(playlist, text -> {
            String line = text.lines()
                    .filter(each -> each.startsWith("#EXT-X-BYTERANGE"))
                    .skip(4)
                    .findFirst()
                    .orElseThrow();
            String[] numbers = line.substring(line.indexOf(':') + 1).split("@", -1);
            return text.replace(
                    line,
                    "#EXT-X-BYTERANGE:" + (Integer.parseInt(numbers[0]) + longer) + "@"
                            + (Integer.parseInt(numbers[1]) + later));
        });
    }

    private static void otherTime(PublishedAsset asset) {
        byte[] bytes = asset.bytes("thumbs_320x180.mp4");
        int first = indexOf(bytes, "tfdt", 0);
        int second = indexOf(bytes, "tfdt", first + 1);
        bytes[second + 15] = (byte) (bytes[second + 15] + 7);
        asset.put("thumbs_320x180.mp4", bytes);
    }

    private static int indexOf(byte[] bytes, String type, int from) {
        byte[] wanted = type.getBytes(UTF_8);
        for (int i = from; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("there is no " + type);
    }

    private static byte[] replaced(byte[] bytes, String type, String other) {
        System.arraycopy(other.getBytes(UTF_8), 0, bytes, indexOf(bytes, type, 0), other.length());
        return bytes;
    }
}
