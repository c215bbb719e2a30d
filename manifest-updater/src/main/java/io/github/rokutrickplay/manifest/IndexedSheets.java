package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.Grid;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheet;
import io.github.rokutrickplay.message.ThumbnailIndex.Sheets;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The sheets of one size as the index records them.
 *
 * @param tile what a thumbnail measures
 * @param intervalUs the time from one to the next, microseconds
 */
record IndexedSheets(Sheets sheets, Resolution tile, long intervalUs) {

    ImageRendition rendition(String name, Resolution box, List<TimedImage> singles, List<ThumbnailFile> files) {
        List<TimedImage> images = new ArrayList<>();
        List<Tile> tiles = new ArrayList<>();
        for (Sheet sheet : sheets.images()) {
            long startUs = AssetImages.microseconds(sheet.timeSeconds());
            boolean empty = sheet.missingTiles().size() == sheet.tiles();
            images.add(new TimedImage(sheet.key(), startUs, sheet.bytes(), empty, true));
            for (int i = 0; i < sheet.tiles(); i++) {
                if (!sheet.missingTiles().contains(i + 1)) {
                    tiles.add(new Tile(
                            sheet.key(),
                            i % sheets.columns() * tile.width(),
                            i / sheets.columns() * tile.height(),
                            startUs + i * intervalUs));
                }
            }
        }
        Tiling tiling = new Tiling(new Grid(sheets.columns(), sheets.rows()), intervalUs);
        return new ImageRendition(name, box, tile, images, tiling, tiles, singles, files);
    }
}
