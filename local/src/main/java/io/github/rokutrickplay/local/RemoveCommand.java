package io.github.rokutrickplay.local;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.local.explain.Deployment;
import io.github.rokutrickplay.local.process.RemovableFilm;
import io.github.rokutrickplay.manifest.RemoveTrickPlay;
import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes out what {@code process} or the functions have added to a film. */
final class RemoveCommand implements Command {

    private static final Option NOW = Option.flag("--now", "delete at once: nobody is watching");
    private static final Option DRY_RUN = Option.flag("--dry-run", "change nothing, and tell what would go");
    private static final Option JSON = Option.flag("--json", "print one result document, and nothing else, on stdout");

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public List<String> arguments() {
        return List.of("MAIN_PLAYLIST");
    }

    @Override
    public String summary() {
        return "Take everything that was added to a film out again.";
    }

    @Override
    public String details() {
        return """
                MAIN_PLAYLIST is a file, or an address s3://bucket/key. It is made byte for byte what it was, and so are the
                MPDs beside it. What they named stays for half an hour, for players that have read them before: then the same
                command deletes it. With --deployment, CloudFront is cleared by the deployed cache-invalidator. Media key and media path are those of the index, if there is one.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(
                FilmAddress.ROOT,
                FilmAddress.MEDIA_KEY,
                FilmAddress.MEDIA_PATH,
                FilmAddress.DEPLOYMENT,
                NOW,
                DRY_RUN,
                JSON);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        FilmAddress film = FilmAddress.of(arguments.argument(0), arguments, terminal);
        ManifestConfig config = film.config(terminal.environment());
        AssetNames names = film.names(arguments, terminal);

        Optional<String> invalidations = arguments
                .find(FilmAddress.DEPLOYMENT)
                .map(terminal::path)
                .map(Deployment::read)
                .map(Deployment::invalidationQueueUrl);
        Removed removed = new RemoveTrickPlay(film.store(), config.publicUrls(), InstantSource.system())
                .remove(
                        RemovableFilm.of(film.store(), film.location(), names),
                        arguments.has(NOW),
                        arguments.has(DRY_RUN));
        if (!arguments.has(DRY_RUN) && !removed.edited().isEmpty()) {
            invalidations.ifPresent(queue -> invalidate(queue, names, removed, terminal));
        }
        String text = arguments.has(JSON) ? json(removed) : summary(removed, arguments.has(DRY_RUN));
        terminal.out().println(film.readable().apply(text));
    }

    private static void invalidate(String queue, AssetNames names, Removed removed, Terminal terminal) {
        InvalidationMessage message = new InvalidationMessage(
                names.mediaKey(),
                names.mediaPath(),
                removed.paths(),
                "trickplay remove",
                "removed at " + Instant.now(),
                null);
        new AwsClients(terminal.environment()).messageQueue().send(queue, Json.write(message), Map.of());
    }

    private static String json(Removed removed) {
        Map<String, Object> result = new TreeMap<>(Map.of(
                "edited", addresses(removed.edited()),
                "deleted", addresses(removed.deleted()),
                "waiting", addresses(removed.waiting()),
                "paths_to_invalidate", removed.paths()));
        if (removed.until() != null) {
            result.put("waiting_until", removed.until().toString());
        }
        return Json.write(result);
    }

    private static List<String> addresses(List<S3Location> locations) {
        return locations.stream().map(S3Location::toString).toList();
    }

    private static String summary(Removed removed, boolean dryRun) {
        if (removed.edited().isEmpty()
                && removed.deleted().isEmpty()
                && removed.waiting().isEmpty()) {
            return "nothing of ours is there";
        }
        String would = dryRun ? "would be " : "";
        StringBuilder text = new StringBuilder();
        removed.edited()
                .forEach(object -> text.append(object).append(' ').append(would).append("made what it was\n"));
        if (!removed.deleted().isEmpty()) {
            text.append(removed.deleted().size() + " objects " + would + "deleted, from "
                    + removed.deleted().getFirst() + " to " + removed.deleted().getLast() + "\n");
        }
        if (!removed.waiting().isEmpty()) {
            text.append(removed.waiting().size() + " objects, which nothing names any more, stay for players until "
                    + removed.until() + ": run the same command again then, or now with --now\n");
        }
        return text.append("a CDN has to forget " + String.join(" ", removed.paths()))
                .toString();
    }
}
