package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.local.verify.form.MalformedFormException;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist.Entry;
import io.github.rokutrickplay.local.verify.form.ThumbnailPlaylist.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads image media playlists (Image Media Playlist specification 0.4). */
final class ImagePlaylists {

    private final Inspection inspection;
    private final PlaylistRules rules;
    private final Bandwidths bandwidths;

    ImagePlaylists(Inspection inspection, PlaylistRules rules, Bandwidths bandwidths) {
        this.inspection = inspection;
        this.rules = rules;
        this.bandwidths = bandwidths;
    }

    /**
     * Empty where nothing can be made of it.
     *
     * @param said the size that the main playlist says; null where it is not announced
     */
    Optional<FormReading> read(String address, String box, @Nullable Resolution said, String namedBy) {
        return inspection
                .document(address, DocumentKind.PLAYLIST, namedBy)
                .flatMap(bytes -> read(bytes, address, box, said));
    }

    private Optional<FormReading> read(byte[] bytes, String address, String box, @Nullable Resolution said) {
        ThumbnailPlaylist playlist;
        try {
            playlist = ThumbnailPlaylist.read(bytes);
        } catch (MalformedFormException e) {
            error(address, "it " + e.problem(), "no player shows its thumbnails");
            return Optional.empty();
        }
        rules.check(address, playlist, "EXT-X-IMAGES-ONLY");
        List<Entry> entries = playlist.entries();
        Tiles first = entries.isEmpty() ? null : entries.getFirst().tiles();
        if (first == null) {
            error(address, "its first image has no EXT-X-TILES", "Roku and shaka do not know what is on it");
            return Optional.empty();
        }
        checkTiles(address, entries, first);
        if (said != null && !said.equals(first.tile())) {
            error(
                    address,
                    "its EXT-X-TILES says " + first.tile() + ", and the main playlist's RESOLUTION " + said,
                    "players show the thumbnails squeezed, or parts of them");
        }
        bandwidths.note(address, entries, uri -> inspection.resolve(address, uri));
        return Optional.of(new FormReading(
                Kind.IMAGE_PLAYLIST,
                address,
                box,
                first.tile().width(),
                first.tile().height(),
                new Resolution(
                        first.columns() * first.tile().width(),
                        first.rows() * first.tile().height()),
                shown(address, entries)));
    }

    private void checkTiles(String address, List<Entry> entries, Tiles first) {
        boolean sheets = first.columns() * first.rows() > 1;
        long start = 0;
        for (Entry entry : entries) {
            Tiles tiles = entry.tiles();
            if (tiles == null) {
                error(address, "'" + entry.uri() + "' has no EXT-X-TILES", "Roku does not know what is on it");
            } else {
                boolean sameGrid = tiles.columns() == first.columns() && tiles.rows() == first.rows();
                if (!sameGrid || !tiles.tile().equals(first.tile())) {
                    error(
                            address,
                            "the LAYOUT or RESOLUTION of '" + entry.uri() + "' is not that of the first image",
                            "shaka reckons with the first: it squeezes the thumbnails of this one");
                }
                if (sheets && tiles.durationUs() != first.durationUs()) {
                    error(
                            address,
                            "the DURATION of '" + entry.uri() + "' is not that of the first sheet",
                            "players reckon with the first: they show other tiles of this one");
                }
                if (entry.durationUs() > tiles.durationUs() * tiles.columns() * tiles.rows() + Times.ROUNDING_US) {
                    error(
                            address,
                            "'" + entry.uri() + "' is shown for longer than its tiles last, from " + Times.text(start),
                            "nothing is shown for the rest of that time");
                }
            }
            if (entry.uri().split("[?#]", 2)[0].endsWith(".jpeg")) {
                inspection
                        .findings()
                        .warning(
                                inspection.named(address),
                                "it names '" + entry.uri() + "'",
                                "shaka knows .jpg and not .jpeg",
                                inspection.again());
            }
            start += entry.durationUs();
        }
    }

    private List<Shown> shown(String address, List<Entry> entries) {
        List<Shown> shown = new ArrayList<>();
        long start = 0;
        for (Entry entry : entries) {
            Tiles tiles = entry.tiles();
            String object = inspection.resolve(address, entry.uri()).orElse("");
            long end = start + entry.durationUs();
            int count = tiles == null ? 1 : tiles.columns() * tiles.rows();
            for (int i = 0; tiles != null && i < count; i++) {
                long from = start + i * tiles.durationUs();
                if (from < end) {
                    Tile tile = new Tile(
                            object,
                            i % tiles.columns() * tiles.tile().width(),
                            i / tiles.columns() * tiles.tile().height());
                    shown.add(new Shown(from, Math.min(end, from + tiles.durationUs()), tile, entry.gap()));
                }
            }
            start = end;
        }
        return shown;
    }

    private void error(String address, String what, String why) {
        inspection.findings().error(inspection.named(address), what, why, inspection.again());
    }
}
