package io.github.rokutrickplay.local;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.local.backfill.Backfill;
import io.github.rokutrickplay.local.backfill.CostEstimate;
import io.github.rokutrickplay.local.backfill.FilmFinder;
import io.github.rokutrickplay.local.backfill.FilmWork;
import io.github.rokutrickplay.local.backfill.FolderWork;
import io.github.rokutrickplay.local.backfill.FoundFilm;
import io.github.rokutrickplay.local.backfill.FunctionWork;
import io.github.rokutrickplay.local.backfill.Totals;
import io.github.rokutrickplay.local.explain.Deployment;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.UrlPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the trick play of all films that are there already. */
final class BackfillCommand implements Command {

    private static final String GENERATOR = "trick-play-generator:live";
    private static final int CONCURRENCY = 20;
    private static final double RATE_IN_AWS = 2;

    private static final Option DRY_RUN = Option.flag("--dry-run", "make nothing: list the films and what they cost");
    private static final Option RATE = Option.of("--rate", "N", "begin so many films a second at most (2)");
    private static final Option CONCURRENT =
            Option.of("--concurrency", "N", "films at a time in AWS (" + CONCURRENCY + "); in a folder one");
    private static final Option FUNCTION =
            Option.of("--function", "NAME", "the deployed generator (" + GENERATOR + ")");
    private static final Option SUFFIX =
            Option.of("--suffix", "TEXT", "what the keys of main playlists end in (.m3u8: all playlists are read)");
    private static final Option JSON = Option.flag("--json", "print one result document, and nothing else, on stdout");

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public List<String> arguments() {
        return List.of("CATALOGUE");
    }

    @Override
    public String summary() {
        return "Make the thumbnails of all films of a folder or a bucket that have none yet, or others.";
    }

    @Override
    public String details() {
        return """
                CATALOGUE is a folder, or s3://bucket/prefix/. Films are found by their multivariant playlists. In a folder they
                are made here; those of a bucket by the deployed trick-play-generator, or by the server of ./trickplay
                serve. A film that an earlier run has made, from the same source and with the same settings, is left alone:
                interrupt it as you like and start it again. Caches are cleared once, by one path, at the end.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(
                DRY_RUN,
                RATE,
                FilmAddress.DEPLOYMENT,
                CONCURRENT,
                FUNCTION,
                SUFFIX,
                FunctionClient.ENDPOINT,
                FunctionClient.LOCAL,
                JSON);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        CatalogueAddress catalogue = CatalogueAddress.of(arguments.argument(0), terminal);
        ThumbnailSettings settings = GeneratorConfig.of(
                        AssetProcessor.variables(catalogue.bucket(), terminal.environment()))
                .thumbnails();
        Backfill backfill = backfill(catalogue, arguments, terminal);
        List<FoundFilm> films = find(catalogue, settings, arguments, terminal);
        if (arguments.has(DRY_RUN)) {
            CostEstimate cost = CostEstimate.of(films, settings);
            String text = arguments.has(JSON) ? Json.write(cost) : list(films, cost);
            terminal.out().println(catalogue.readable().apply(text));
            return;
        }
        Optional<String> invalidations = arguments
                .find(FilmAddress.DEPLOYMENT)
                .map(terminal::path)
                .map(Deployment::read)
                .map(Deployment::invalidationQueueUrl);
        Totals totals = run(backfill, films, catalogue, terminal);
        if (catalogue.inBucket()) {
            invalidate(catalogue, totals, invalidations, terminal);
        }
        terminal.out().println(catalogue.readable().apply(arguments.has(JSON) ? totals.json() : totals.text()));
        if (!totals.succeeded()) {
            throw new CommandFailedException("not all films were made: mend what is wrong, and run it again");
        }
    }

    private static Backfill backfill(CatalogueAddress catalogue, Arguments arguments, Terminal terminal) {
        int concurrency = arguments
                .read(CONCURRENT, BackfillCommand::positive, "a number from 1")
                .orElse(catalogue.inBucket() ? CONCURRENCY : 1);
        double rate = arguments
                .read(RATE, BackfillCommand::rate, "films a second, above 0")
                .orElse(catalogue.inBucket() ? RATE_IN_AWS : Double.MAX_VALUE);
        FilmWork work = catalogue.inBucket()
                ? functions(arguments, terminal)
                : new FolderWork(new AssetProcessor(catalogue.store(), catalogue.bucket(), terminal.environment()));
        return new Backfill(work, concurrency, rate);
    }

    private static FilmWork functions(Arguments arguments, Terminal terminal) {
        FunctionClient client = FunctionClient.of(arguments, terminal);
        String function = arguments.find(FUNCTION).orElse(GENERATOR);
        return new FunctionWork(event -> {
            try {
                FunctionClient.Answer answer = client.invoke(function, event.getBytes(StandardCharsets.UTF_8));
                answer.error().ifPresent(error -> {
                    throw new TransientFailure(error + ": " + answer.payload());
                });
                return answer.payload();
            } catch (CommandFailedException e) {
                throw new TransientFailure(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static List<FoundFilm> find(
            CatalogueAddress catalogue, ThumbnailSettings settings, Arguments arguments, Terminal terminal) {
        ProgressLine line = new ProgressLine(terminal);
        List<FoundFilm> films = new ArrayList<>();
        new FilmFinder(
                        catalogue.store(),
                        settings.folder(),
                        arguments.find(SUFFIX).orElse(""))
                .find(catalogue.bucket(), catalogue.prefix(), film -> {
                    films.add(film);
                    if (terminal.interactive()) {
                        line.show("Looking for films: " + films.size());
                    }
                });
        line.finish();
        if (films.isEmpty()) {
            throw new CommandFailedException("there is no multivariant playlist below " + arguments.argument(0));
        }
        return films;
    }

    private static Totals run(Backfill backfill, List<FoundFilm> films, CatalogueAddress catalogue, Terminal terminal) {
        Totals totals = new Totals(films.size());
        ProgressLine line = new ProgressLine(terminal);
        long start = System.nanoTime();
        try {
            backfill.run(films, (film, result) -> {
                synchronized (line) {
                    totals.add(film, result);
                    if (!result.reason().isEmpty()) {
                        line.finish();
                        String reason = film.mainPlaylists().getFirst() + ": " + result.reason();
                        terminal.err().println(catalogue.readable().apply(reason));
                    }
                    line.show("Films", totals.done(), films.size(), start);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.finish();
        return totals;
    }

    /** One path for all of them: each film by itself would have one of its own. */
    private static void invalidate(
            CatalogueAddress catalogue, Totals totals, Optional<String> queue, Terminal terminal) {
        if (!totals.madeAny()) {
            return;
        }
        String path = UrlPath.absolute(catalogue.prefix()) + "*";
        if (queue.isEmpty()) {
            terminal.err().println("A CDN has to forget " + path + ", which --deployment does");
            return;
        }
        InvalidationMessage message = new InvalidationMessage(
                "backfill", catalogue.prefix(), List.of(path), "trickplay backfill", "at " + Instant.now(), null);
        new AwsClients(terminal.environment()).messageQueue().send(queue.get(), Json.write(message), Map.of());
    }

    private static String list(List<FoundFilm> films, CostEstimate cost) {
        StringBuilder text = new StringBuilder();
        films.forEach(film -> text.append(film.mainPlaylists().getFirst())
                .append(", ")
                .append(film.duration().toSeconds())
                .append(" s\n"));
        return text.append(cost.arithmetic()).toString();
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }

    private static double rate(String value) {
        double rate = Double.parseDouble(value);
        if (!(rate > 0)) {
            throw new IllegalArgumentException(value);
        }
        return rate;
    }
}
