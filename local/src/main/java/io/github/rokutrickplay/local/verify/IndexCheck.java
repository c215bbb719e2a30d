package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import io.github.rokutrickplay.message.ThumbnailIndex.Image;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an index agrees with itself, and with the film. */
final class IndexCheck {

    private static final Pattern NUMBER = Pattern.compile(".*\\.(\\d{5,9})\\.jpg");

    private final Inspection inspection;
    private final IndexReading reading;

    IndexCheck(Inspection inspection, IndexReading reading) {
        this.inspection = inspection;
        this.reading = reading;
    }

    /**
     * @param films the time lines of the film's variants; none where it has no playlist
     */
    void check(List<FilmTimeline> films) {
        long duration = reading.durationUs();
        if (!films.isEmpty()
                && films.stream().noneMatch(film -> Math.abs(film.durationUs() - duration) <= film.toleranceUs())) {
            error(
                    "it says that the film lasts " + Times.text(duration) + ", and "
                            + films.getFirst().named() + " "
                            + Times.text(films.getFirst().durationUs()),
                    "the thumbnails are of another cut");
        }
        reading.index().renditions().forEach(this::check);
        inspection.reads().each(reading.index().renditions(), this::checkFiles);
    }

    private void checkFiles(Rendition rendition) {
        for (ThumbnailFile file : rendition.files()) {
            String address = reading.address(file.key());
            try {
                Optional<ObjectPart> part = inspection.objects().findRange(address, 0, 1);
                if (part.isEmpty()) {
                    inspection
                            .findings()
                            .error(
                                    inspection.named(address),
                                    "it is not there, and the index records it",
                                    "players of the form " + file.form() + " show no thumbnails",
                                    inspection.again());
                } else if (part.get().sizeBytes() >= 0 && part.get().sizeBytes() != file.bytes()) {
                    inspection
                            .findings()
                            .error(
                                    inspection.named(address),
                                    "it has " + part.get().sizeBytes() + " bytes, and the index says " + file.bytes(),
                                    "players of the form " + file.form() + " show wrong thumbnails, or none",
                                    inspection.again());
                }
            } catch (UnreadableObjectException e) {
                inspection.unreadable(address, e);
            }
        }
    }

    private void check(Rendition rendition) {
        List<Image> images = rendition.images();
        long end = 0;
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            long time = Times.us(image.timeSeconds());
            Matcher number = NUMBER.matcher(image.key());
            if (!Times.near(time, i * reading.intervalUs())
                    || !number.matches()
                    || Long.parseLong(number.group(1)) != i + 1) {
                error(
                        "it has " + image.key() + " at " + Times.text(time) + ", where number " + (i + 1) + " at "
                                + Times.text(i * reading.intervalUs()) + " belongs",
                        "thumbnails are shown at the wrong times");
                return;
            }
            if (!Times.near(time, end)) {
                error("it leaves out the time before " + image.key(), "no thumbnail is shown there");
            }
            end = time + Times.us(image.durationSeconds());
        }
        if (!images.isEmpty() && !Times.near(end, reading.durationUs())) {
            error(
                    "its images of " + IndexReading.box(rendition) + " end at " + Times.text(end) + ", and the film at "
                            + Times.text(reading.durationUs()),
                    "thumbnails are missing at the end");
        }
    }

    private void error(String what, String why) {
        inspection.findings().error(inspection.named(reading.address()), what, why, inspection.again());
    }
}
