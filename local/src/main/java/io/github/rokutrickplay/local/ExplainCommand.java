package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.local.explain.Conclusion;
import io.github.rokutrickplay.local.explain.Deployment;
import io.github.rokutrickplay.local.explain.DeploymentFacts;
import io.github.rokutrickplay.local.explain.DeploymentReader;
import io.github.rokutrickplay.local.explain.FilmFacts;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ThumbnailIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in one screen what has become of a film. */
final class ExplainCommand implements Command {

    private static final Option JSON = Option.flag("--json", "print one result document, and nothing else, on stdout");

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public List<String> arguments() {
        return List.of("MAIN_PLAYLIST");
    }

    @Override
    public String summary() {
        return "Say what has become of a film: published, waiting or refused, why, and what to do.";
    }

    @Override
    public String details() {
        return """
                MAIN_PLAYLIST is a file, or an address s3://bucket/key. Its playlist, index and thumbnails are looked at; with
                --deployment also the queues, the dead letters (which are all given back), the last lines of the functions'
                logs of 14 days, and the alarms that are on. Nothing is changed.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(FilmAddress.ROOT, FilmAddress.MEDIA_KEY, FilmAddress.MEDIA_PATH, FilmAddress.DEPLOYMENT, JSON);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        FilmAddress film = FilmAddress.of(arguments.argument(0), arguments, terminal);
        ManifestConfig config = film.config(terminal.environment());
        AssetNames names = film.names(arguments, terminal);
        FilmFacts facts = FilmFacts.read(film.store(), film.location(), names, config);
        DeploymentFacts deployment = arguments
                .find(FilmAddress.DEPLOYMENT)
                .map(terminal::path)
                .map(Deployment::read)
                .map(where -> facts(where, facts, terminal))
                .orElse(null);
        Conclusion conclusion = Conclusion.of(facts, deployment);
        String text = arguments.has(JSON) ? json(facts, deployment, conclusion) : text(facts, deployment, conclusion);
        terminal.out().println(film.readable().apply(text));
    }

    private static DeploymentFacts facts(Deployment deployment, FilmFacts film, Terminal terminal) {
        try (DeploymentReader reader = new DeploymentReader(terminal.environment())) {
            return reader.read(deployment, film.film(), film.names());
        }
    }

    private static String json(FilmFacts film, @Nullable DeploymentFacts deployment, Conclusion conclusion) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("film", film.film().toString());
        result.put("media_key", film.names().mediaKey());
        result.put("media_path", film.names().mediaPath());
        result.put("state", conclusion.state());
        result.put("conclusion", conclusion.sentence());
        result.put("remedy", conclusion.remedy());
        result.put("changed_at", String.valueOf(film.changedAt()));
        result.put("indexed_at", String.valueOf(film.indexedAt()));
        result.put(
                "announced_in",
                film.announcedIn().stream().map(Object::toString).toList());
        if (deployment != null) {
            result.put("waiting", deployment.waiting());
            result.put(
                    "dead_letters",
                    deployment.letters().stream().map(Object::toString).toList());
            result.put("log", deployment.lines().stream().map(Object::toString).toList());
            result.put("alarms", deployment.alarms());
            result.put("unknown", deployment.unknown());
        }
        return Json.write(result);
    }

    private static String text(FilmFacts film, @Nullable DeploymentFacts deployment, Conclusion conclusion) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "film",
                film.film() + ", media key " + film.names().mediaKey() + ", last written " + film.changedAt());
        ThumbnailIndex index = film.index();
        line(text, "index", index == null ? "none" : describe(index) + ", written " + film.indexedAt());
        line(text, "objects", film.objects() + " of ours, announced in " + film.announcedIn());
        if (deployment == null) {
            line(text, "functions", "not asked: name a deployment with --deployment");
        } else {
            describe(text, deployment);
        }
        line(text, "so", conclusion.sentence());
        if (conclusion.remedy() != null) {
            line(text, "do", conclusion.remedy());
        }
        return text.toString().stripTrailing();
    }

    private static String describe(ThumbnailIndex index) {
        ThumbnailIndex.Rendition first = index.renditions().getFirst();
        ThumbnailIndex.Source source = index.source();
        return index.renditions().size() + " sizes, every " + index.intervalSeconds() + " s of "
                + index.durationSeconds() + " s" + (first.images().isEmpty() ? ", in sheets" : "") + ", from "
                + (source.fileUrl() == null ? source.playlistUrl() : source.fileUrl());
    }

    private static void describe(StringBuilder text, DeploymentFacts deployment) {
        line(text, "queues", deployment.waiting().toString());
        deployment
                .letters()
                .forEach(letter -> line(
                        text,
                        "dead letter",
                        letter.function() + ", " + letter.sentAt() + ": "
                                + (letter.reason() == null ? "failed to the last try" : letter.reason())));
        if (deployment.unread()) {
            line(text, "dead letters", "there are more than were looked at");
        }
        deployment
                .lines()
                .forEach(entry -> line(
                        text,
                        "log",
                        entry.time() + " " + entry.function() + " " + entry.level() + " " + entry.message()));
        line(
                text,
                "alarms",
                deployment.alarms().isEmpty()
                        ? "none is on"
                        : deployment.alarms().toString());
        deployment.unknown().forEach(what -> line(text, "not asked", what));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(" ".repeat(Math.max(1, 13 - name.length())))
                .append(value)
                .append('\n');
    }
}
