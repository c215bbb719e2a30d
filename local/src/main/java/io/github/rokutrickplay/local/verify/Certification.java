package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.FormReading.Kind;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Roku asks of an app before it is certified, as far as a film can meet it, and whether all that is there is announced. */
final class Certification {

    /** Roku's certification criteria, 4.7. */
    private static final long MANDATORY_US = 15L * 60 * Times.MICROS;

    private static final long USUAL_INTERVAL_US = 10 * Times.MICROS;

    private final Inspection inspection;
    private final long filmUs;

    Certification(Inspection inspection, long filmUs) {
        this.inspection = inspection;
        this.filmUs = filmUs;
    }

    /** Of a film without any thumbnails of ours. */
    void checkNothing() {
        if (filmUs > MANDATORY_US) {
            inspection
                    .findings()
                    .error(
                            main(),
                            "it has no thumbnails, and lasts " + Times.text(filmUs),
                            "Roku certifies no app whose films of more than 15 minutes have none (criterion 4.7)",
                            inspection.again());
        } else {
            inspection
                    .findings()
                    .note(
                            main(),
                            "it has no thumbnails",
                            "viewers seek blindly; Roku requires them for films of more than 15 minutes only",
                            inspection.again());
        }
    }

    /** Of a film with a main playlist. */
    void check(MainPlaylistCheck.Read main, @Nullable IndexReading index) {
        if (main.variants() == null) {
            inspection
                    .findings()
                    .warning(
                            main(),
                            "it is a media playlist, which cannot announce thumbnails",
                            "players find them only by the multivariant playlist that lists it",
                            "name the image playlists there by EXT-X-IMAGE-STREAM-INF");
            return;
        }
        if (main.ours().stream().noneMatch(Announcement::images)) {
            String required = filmUs > MANDATORY_US
                    ? "Roku shows none, and certifies no app whose films of more than 15 minutes have none (4.7)"
                    : "Roku and shaka show none";
            inspection.findings().error(main(), "it announces no image playlist of ours", required, inspection.again());
        } else if (index != null) {
            checkAnnounced(main.ours(), index);
        }
    }

    /** Sizes that come to the same pixels are announced once. */
    private void checkAnnounced(List<Announcement> ours, IndexReading index) {
        Set<String> sizes = new HashSet<>();
        for (Rendition rendition : index.index().renditions()) {
            String box = IndexReading.box(rendition);
            if (!sizes.add(rendition.width() + "x" + rendition.height())) {
                continue;
            }
            if (ours.stream().noneMatch(line -> line.images() && line.box().equals(box))) {
                inspection
                        .findings()
                        .error(
                                main(),
                                "it does not announce size " + box + ", which the index has",
                                "players that want this size show another or none",
                                inspection.again());
            }
            if (rendition.file(ThumbnailFile.MJPEG).isPresent()
                    && ours.stream()
                            .noneMatch(line -> !line.images() && line.box().equals(box))) {
                inspection
                        .findings()
                        .error(
                                main(),
                                "it does not announce the image sequence of " + box + ", which the index has",
                                "hls.js shows no thumbnails",
                                inspection.again());
            }
        }
    }

    /** Of a film without a main playlist. */
    void checkFile(List<FormReading> forms) {
        boolean forRoku = forms.stream().anyMatch(form -> form.kind() == Kind.BIF || form.kind() == Kind.MPD);
        if (!forRoku && filmUs > MANDATORY_US) {
            inspection
                    .findings()
                    .warning(
                            main(),
                            "there is nothing that Roku reads: neither a BIF nor an MPD with thumbnails",
                            "Roku certifies no app whose films of more than 15 minutes show none (criterion 4.7)",
                            inspection.again() + " --bif true");
        }
    }

    void checkInterval(long intervalUs) {
        if (intervalUs > USUAL_INTERVAL_US) {
            inspection
                    .findings()
                    .note(
                            main(),
                            "there is a thumbnail every " + Times.text(intervalUs),
                            "Roku recommends about 10 s",
                            "set THUMBNAIL_INTERVAL=10 and publish again");
        }
    }

    private String main() {
        return inspection.named(inspection.main());
    }
}
