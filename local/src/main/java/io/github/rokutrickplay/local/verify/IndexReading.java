package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.ExpectedSize.Slot;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The index of a film, in terms of addresses.
 *
 * @param address its own
 * @param mediaFolder the address of the asset's folder
 */
record IndexReading(Inspection inspection, ThumbnailIndex index, String address, String mediaFolder) {

    long intervalUs() {
        return Times.us(index.intervalSeconds());
    }

    long durationUs() {
        return Times.us(index.durationSeconds());
    }

    static String box(Rendition rendition) {
        return rendition.boxWidth() + "x" + rendition.boxHeight();
    }

    /** Of an object that the index names by its key. */
    String address(String key) {
        return inspection
                .resolve(mediaFolder + "x", UrlPath.relative(index.mediaPath(), key))
                .orElse("");
    }

    /** What there must be of each size. */
    List<ExpectedSize> sizes() {
        return index.renditions().stream()
                .map(rendition -> new ExpectedSize(
                        box(rendition), rendition.width(), rendition.height(), "the index", slots(rendition)))
                .toList();
    }

    private List<Slot> slots(Rendition rendition) {
        Sheets sheets = rendition.sheets();
        return sheets == null ? singles(rendition) : tiles(rendition, sheets);
    }

    private List<Slot> singles(Rendition rendition) {
        List<Slot> slots = new ArrayList<>();
        for (Image image : rendition.images()) {
            long start = Times.us(image.timeSeconds());
            slots.add(new Slot(
                    start,
                    start + Times.us(image.durationSeconds()),
                    single(image),
                    null,
                    image.bytes() > 0 ? image.bytes() : -1,
                    image.isMissing(),
                    false));
        }
        return slots;
    }

    private Tile single(Image image) {
        return new Tile(address(image.key()), 0, 0);
    }

    private List<Slot> tiles(Rendition rendition, Sheets sheets) {
        List<Slot> slots = new ArrayList<>();
        for (Sheet sheet : sheets.images()) {
            String object = address(sheet.key());
            long start = Times.us(sheet.timeSeconds());
            long sheetEnd = start + Times.us(sheet.durationSeconds());
            for (int i = 0; i < sheet.tiles(); i++) {
                long from = start + i * intervalUs();
                int mark = (int) ((from + Times.ROUNDING_US) / intervalUs());
                Image image =
                        mark < rendition.images().size() ? rendition.images().get(mark) : null;
                slots.add(new Slot(
                        from,
                        i + 1 < sheet.tiles() ? from + intervalUs() : sheetEnd,
                        image == null ? null : single(image),
                        new Tile(
                                object,
                                i % sheets.columns() * rendition.width(),
                                i / sheets.columns() * rendition.height()),
                        image == null || image.bytes() < 1 ? -1 : image.bytes(),
                        sheet.missingTiles().contains(i + 1),
                        !Times.near(from, mark * intervalUs())));
            }
        }
        return slots;
    }

    /** The images that it says are there. */
    List<WantedImage> images() {
        List<WantedImage> wanted = new ArrayList<>();
        for (Rendition rendition : index.renditions()) {
            for (Image image : rendition.images()) {
                if (image.bytes() > 0) {
                    long start = Times.us(image.timeSeconds());
                    wanted.add(wanted(
                            image.key(),
                            rendition.width(),
                            rendition.height(),
                            image.bytes(),
                            start,
                            start + Times.us(image.durationSeconds())));
                }
            }
            Sheets sheets = rendition.sheets();
            if (sheets != null) {
                for (Sheet sheet : sheets.images()) {
                    long start = Times.us(sheet.timeSeconds());
                    wanted.add(wanted(
                            sheet.key(),
                            sheets.columns() * rendition.width(),
                            sheets.rows() * rendition.height(),
                            sheet.bytes(),
                            start,
                            start + Times.us(sheet.durationSeconds())));
                }
            }
            String gap = rendition.gapImage();
            if (gap != null) {
                wanted.add(wanted(gap, rendition.width(), rendition.height(), -1, 0, durationUs()));
            }
        }
        return wanted;
    }

    private WantedImage wanted(String key, int width, int height, long bytes, long fromUs, long untilUs) {
        return new WantedImage(address(key), width, height, bytes, fromUs, untilUs, "the index");
    }

    /** The addresses of all that it names. */
    Set<String> named() {
        Set<String> named = new HashSet<>();
        images().forEach(image -> named.add(image.address()));
        for (Rendition rendition : index.renditions()) {
            for (ThumbnailFile file : rendition.files()) {
                named.add(address(file.key()));
            }
        }
        return named;
    }
}
