package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one form of thumbnails says of one size, whichever form it is.
 *
 * @param kind as in {@code image playlist}
 * @param object the address of what says it
 * @param box the size that its name tells, as in {@code 320x180}
 * @param width of a thumbnail, pixels
 * @param height likewise
 * @param imageSize of a whole image, as this form says it; null where it does not
 * @param shown in order of their times
 */
record FormReading(
        Kind kind,
        String object,
        String box,
        int width,
        int height,
        @Nullable Resolution imageSize,
        List<Shown> shown) {

    /** The forms. */
    enum Kind {
        IMAGE_PLAYLIST("image playlist", "Roku and shaka"),
        I_FRAME_PLAYLIST("I-frame playlist", "hls.js and shaka"),
        BIF("BIF", "Roku"),
        WEB_VTT("WebVTT", "a web player"),
        STORYBOARD("storyboard", "a web player"),
        MPD("MPD", "a DASH player");

        private final String text;
        private final String readers;

        Kind(String text, String readers) {
            this.text = text;
            this.readers = readers;
        }

        /** Who shows it. */
        String readers() {
            return readers;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    FormReading {
        shown = List.copyOf(shown);
    }

    /** What is shown at a time; empty for nothing. */
    Optional<Shown> at(long us) {
        int low = 0;
        int high = shown.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Shown candidate = shown.get(middle);
            if (us < candidate.startUs()) {
                high = middle - 1;
            } else if (us >= candidate.endUs()) {
                low = middle + 1;
            } else {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The images that it names, each once. */
    Stream<String> images() {
        return shown.stream()
                .map(Shown::picture)
                .filter(Picture.Tile.class::isInstance)
                .map(Picture::object)
                .distinct();
    }
}
