package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.ExpectedSize.Slot;
import io.github.rokutrickplay.local.verify.Picture.Tile;
import io.github.rokutrickplay.local.verify.frames.FilmFrame;
import io.github.rokutrickplay.local.verify.frames.Luma;
import io.github.rokutrickplay.local.verify.frames.UndecodableFilmException;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** Compares thumbnails with the frames of the film that they must show. */
final class PictureCheck {

    /** What a frame a little before or behind may be off: timestamps are rounded. */
    private static final long NEAR_US = 300_000;

    /** Distances, of {@link Luma#distance}: below the first a picture is the same, whatever else fits; above the last it is another. */
    private static final double SAME = 0.02;

    private static final double DOUBTFUL = 0.25;
    private static final double DIFFERENT = 0.5;

    /** How much better a frame of another time has to fit. */
    private static final double BETTER = 4;

    private final Inspection inspection;
    private final StoredImages images;
    private final FilmPictures film;

    PictureCheck(Inspection inspection, StoredImages images, FilmPictures film) {
        this.inspection = inspection;
        this.images = images;
        this.film = film;
    }

    /** @return how many were compared */
    int check(ExpectedSize size) {
        List<Slot> slots = new ArrayList<>(size.slots().stream()
                .filter(slot -> !slot.missing() && !slot.rest())
                .toList());
        Collections.shuffle(slots, new Random(inspection.options().seed()));
        int compared = 0;
        for (Slot slot :
                slots.subList(0, Math.min(slots.size(), inspection.options().pictures()))) {
            compared += compare(slot, size) ? 1 : 0;
        }
        return compared;
    }

    private boolean compare(Slot slot, ExpectedSize size) {
        boolean sheetAlone = slot.single() == null || (slot.singleBytes() < 0 && slot.tile() != null);
        Tile tile = sheetAlone ? slot.tile() : slot.single();
        Optional<BufferedImage> thumbnail = tile == null ? Optional.empty() : thumbnail(tile, size);
        if (tile == null || thumbnail.isEmpty()) {
            return false; // said already
        }
        try {
            List<FilmFrame> frames = film.around(slot.startUs());
            if (frames.isEmpty()) {
                undecided(tile, slot, "no frame could be decoded there");
                return false;
            }
            judge(tile, slot, thumbnail.get(), frames);
            return true;
        } catch (UndecodableFilmException | UnreadableObjectException e) {
            undecided(tile, slot, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Optional<BufferedImage> thumbnail(Tile tile, ExpectedSize size) {
        return images.content(tile.object()).flatMap(bytes -> {
            try {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
                boolean inside = image != null
                        && tile.left() + size.width() <= image.getWidth()
                        && tile.top() + size.height() <= image.getHeight();
                return inside
                        ? Optional.of(image.getSubimage(tile.left(), tile.top(), size.width(), size.height()))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private void judge(Tile tile, Slot slot, BufferedImage thumbnail, List<FilmFrame> frames) {
        Luma picture = bestOf(Luma.ofThumbnail(thumbnail), frames);
        FilmFrame best = Collections.min(
                frames, Comparator.comparingDouble(frame -> frame.luma().distance(picture)));
        List<FilmFrame> due = due(frames, slot.startUs());
        if (picture.isFlat() || due.stream().allMatch(frame -> frame.luma().isFlat())) {
            undecided(tile, slot, "there is hardly anything to be seen in it");
            return;
        }
        double distance = due.stream()
                .mapToDouble(frame -> frame.luma().distance(picture))
                .min()
                .orElse(2);
        double bestDistance = best.luma().distance(picture);
        if (distance > SAME && bestDistance * BETTER < distance) {
            if (isNearestKeyFrame(best, frames, slot.startUs())) {
                inspection
                        .findings()
                        .note(
                                inspection.named(tile.object()),
                                "it shows the key frame at " + Times.text(best.timeUs()) + ", for "
                                        + Times.text(slot.startUs()),
                                "that is what THUMBNAIL_FRAME=keyframe is for",
                                "publish again with THUMBNAIL_FRAME=exact for the very frame");
            } else {
                error(
                        tile,
                        "it is for " + Times.text(slot.startUs()) + ", and shows the frame at "
                                + Times.text(best.timeUs()));
            }
        } else if (distance > DIFFERENT) {
            error(tile, "it is for " + Times.text(slot.startUs()) + ", and shows nothing of the film around that time");
        } else if (distance > DOUBTFUL) {
            undecided(tile, slot, "it is like the film there, and not quite");
        }
    }

    private static Luma bestOf(List<Luma> readings, List<FilmFrame> frames) {
        return Collections.min(
                readings,
                Comparator.comparingDouble(reading -> frames.stream()
                        .mapToDouble(frame -> frame.luma().distance(reading))
                        .min()
                        .orElse(2)));
    }

    /** The last frame presented at or before the time, and those so near to it that rounding may take them for it. */
    private List<FilmFrame> due(List<FilmFrame> frames, long us) {
        return film.offsetsUs().stream()
                .flatMap(offset -> due(frames, us + offset, Math.max(NEAR_US, film.toleranceUs())).stream())
                .toList();
    }

    private static List<FilmFrame> due(List<FilmFrame> frames, long us, long nearUs) {
        FilmFrame nearest = frames.stream()
                .filter(frame -> frame.timeUs() <= us + Times.ROUNDING_US)
                .max(Comparator.comparingLong(FilmFrame::timeUs))
                .orElse(frames.getFirst());
        return frames.stream()
                .filter(frame -> frame.equals(nearest) || Math.abs(frame.timeUs() - us) <= nearUs)
                .toList();
    }

    private static boolean isNearestKeyFrame(FilmFrame frame, List<FilmFrame> frames, long us) {
        return frame.key()
                && frames.stream()
                        .filter(FilmFrame::key)
                        .allMatch(other -> Math.abs(other.timeUs() - us) >= Math.abs(frame.timeUs() - us));
    }

    private void error(Tile tile, String what) {
        inspection
                .findings()
                .error(
                        inspection.named(tile.object()),
                        what + place(tile),
                        "viewers are led to another scene than they chose",
                        inspection.again());
    }

    private static String place(Tile tile) {
        return tile.left() + tile.top() == 0 ? "" : " (the tile at " + tile.left() + "," + tile.top() + ")";
    }

    private void undecided(Tile tile, Slot slot, String reason) {
        inspection
                .findings()
                .note(
                        inspection.named(tile.object()),
                        "whether it shows the film at " + Times.text(slot.startUs()) + " cannot be told: " + reason
                                + place(tile),
                        "it was not compared",
                        "look at it: ./trickplay preview");
    }
}
