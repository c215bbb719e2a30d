package io.github.rokutrickplay.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The MPDs of a film, where no event names them: those in the folder of its main playlist that are as long as it. */
final class MpdsBeside {

    private static final Pattern DURATION = Pattern.compile("mediaPresentationDuration\\s*=\\s*[\"'](PT[^\"']+)[\"']");

    /** Enough for the root element, whatever namespaces it declares. */
    private static final int HEAD_BYTES = 16 * 1024;

    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private MpdsBeside() {}

    static List<S3Location> of(ObjectStore store, S3Location mainPlaylist, BigDecimal durationSeconds) {
        Duration film = Duration.ofMillis(durationSeconds.movePointRight(3).longValue());
        return all(store, mainPlaylist).stream()
                .filter(mpd -> isAsLong(store, mpd, film))
                .toList();
    }

    /** Whatever MPDs lie there, of whatever length. */
    static List<S3Location> all(ObjectStore store, S3Location mainPlaylist) {
        String folder = mainPlaylist.folder();
        return store.list(mainPlaylist.bucket(), folder).stream()
                .map(ObjectSummary::location)
                .filter(location -> location.folder().equals(folder) && JobEvent.isMpd(location.key()))
                .toList();
    }

    private static boolean isAsLong(ObjectStore store, S3Location mpd, Duration film) {
        return store.findRange(mpd, 0, HEAD_BYTES)
                .map(head -> DURATION.matcher(new String(head.bytes(), UTF_8)))
                .filter(Matcher::find)
                .filter(duration -> isAbout(duration.group(1), film))
                .isPresent();
    }

    private static boolean isAbout(String text, Duration film) {
        try {
            return Duration.parse(text).minus(film).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
