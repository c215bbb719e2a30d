package io.github.rokutrickplay.local.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a film.
 *
 * @param sentence that says it, and why
 * @param remedy what to do; null if there is nothing to do
 */
public record Conclusion(
        State state, String sentence, @Nullable String remedy) {

    /** In one word. */
    public enum State {
        /** Players see thumbnails. */
        PUBLISHED,
        /** They will, unless something goes wrong. */
        WAITING,
        /** They will not before somebody does something. */
        REFUSED,
        /** Nobody has asked for it. */
        UNKNOWN
    }

    private static final String REDRIVE = "then redrive it: docs/operations.md, Redrive dead letters";

    /**
     * Pure.
     *
     * @param deployment null where only the bucket or the folder was asked
     */
    public static Conclusion of(FilmFacts film, @Nullable DeploymentFacts deployment) {
        if (film.changedAt() == null) {
            return new Conclusion(
                    State.UNKNOWN, "there is no " + film.film(), "check the path, and whether the job has ended");
        }
        List<DeadLetter> letters = deployment == null ? List.of() : deployment.letters();
        Optional<DeadLetter> refusal = letters.stream()
                .filter(letter -> film.indexedAt() == null || letter.sentAt().isAfter(film.indexedAt()))
                .max(Comparator.comparing(DeadLetter::sentAt));
        boolean published = film.index() != null && (!film.announcedIn().isEmpty() || isAnnouncedByNothing(film));
        if (refusal.isPresent()) {
            return refused(refusal.get(), published);
        }
        if (published) {
            return published(film);
        }
        if (film.unusable() != null) {
            return new Conclusion(
                    State.REFUSED,
                    "no thumbnails can be announced: " + film.unusable(),
                    "name the multivariant playlist, in the event too");
        }
        return film.index() == null ? notMade(film, deployment) : notAnnounced(film, deployment);
    }

    /** What is a film of files has documents at most. */
    private static boolean isAnnouncedByNothing(FilmFacts film) {
        return film.index() != null
                && film.index().source().hlsUrl() == null
                && !film.film().key().endsWith(".m3u8");
    }

    private static Conclusion refused(DeadLetter letter, boolean published) {
        String what = letter.reason() == null
                ? letter.function() + " has failed to the last try with it, at " + letter.sentAt()
                        + "; the log tells why"
                : letter.function() + " has refused it at " + letter.sentAt() + ": " + letter.reason();
        return published
                ? new Conclusion(State.PUBLISHED, "published, but " + what, "mend the cause, " + REDRIVE)
                : new Conclusion(State.REFUSED, what, "mend the cause, " + REDRIVE);
    }

    private static Conclusion published(FilmFacts film) {
        long missing = film.missing().count();
        String sentence = "published: " + film.objects() + " objects since " + film.indexedAt() + ", announced in "
                + (film.announcedIn().isEmpty()
                        ? "nothing, as a film without HLS"
                        : film.announcedIn().toString());
        if (missing == 0) {
            return new Conclusion(State.PUBLISHED, sentence, null);
        }
        return new Conclusion(
                State.PUBLISHED,
                sentence + "; " + (missing == 1 ? "1 thumbnail is" : missing + " thumbnails are")
                        + " missing, the first because "
                        + film.missing().findFirst().orElseThrow(),
                "./trickplay preview " + film.film() + " shows which");
    }

    private static Conclusion notAnnounced(FilmFacts film, @Nullable DeploymentFacts deployment) {
        String made = "its thumbnails were made at " + film.indexedAt();
        int waiting = deployment == null ? 0 : deployment.waiting().getOrDefault("manifest-queue", 0);
        if (waiting > 0) {
            return new Conclusion(
                    State.WAITING,
                    made + ", and wait for manifest-updater: its queue holds " + waiting + " messages",
                    null);
        }
        return new Conclusion(
                State.REFUSED,
                made + ", and nothing names them: its publication was lost, its trick play was removed, or the playlist"
                        + " was written again since",
                "publish again: " + process(film));
    }

    private static Conclusion notMade(FilmFacts film, @Nullable DeploymentFacts deployment) {
        if (deployment == null) {
            return new Conclusion(
                    State.UNKNOWN, "nothing has been made of it, or it is under way", "make it: " + process(film));
        }
        Optional<LogLine> last = deployment.lines().stream().reduce((one, next) -> next);
        if (last.isEmpty()) {
            return new Conclusion(
                    State.UNKNOWN,
                    "no function has seen it in 14 days: its event did not reach the rule (another region or account, a"
                            + " filter of the rule, a group without HLS), or waits for the generator",
                    "send the event again, or make it here: " + process(film));
        }
        return last.get().isWorse()
                ? new Conclusion(
                        State.WAITING,
                        last.get().function() + " has failed with it at "
                                + last.get().time() + ", and tries it again: "
                                + last.get().message(),
                        "wait for the third try, or make it here: " + process(film))
                : new Conclusion(
                        State.WAITING,
                        last.get().function() + " is at it since " + last.get().time()
                                + ", or has run out of time or memory with it",
                        "after 15 minutes, make it here: " + process(film));
    }

    private static String process(FilmFacts film) {
        String path = film.names().mediaPath();
        return "./trickplay process " + film.film() + " --media-key "
                + film.names().mediaKey() + (path.isEmpty() ? "" : " --media-path " + path);
    }
}
