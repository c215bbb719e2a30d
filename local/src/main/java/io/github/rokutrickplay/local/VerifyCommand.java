package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import io.github.rokutrickplay.local.verify.Verified;
import io.github.rokutrickplay.local.verify.VerifyFilm;
import io.github.rokutrickplay.local.verify.VerifyOptions;
import io.github.rokutrickplay.local.verify.objects.HttpObjects;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects;
import io.github.rokutrickplay.local.verify.objects.StoredObjects;
import io.github.rokutrickplay.storage.S3Location;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Checks what was published of a film. */
final class VerifyCommand implements Command {

    private static final Option DEEP =
            Option.flag("--deep", "read and decode whole images, and compare files byte for byte");
    private static final Option PICTURES =
            Option.of("--pictures", "N", "compare N thumbnails with frames of the film (0)");
    private static final Option SEED = Option.of("--seed", "NUMBER", "the choice of these (another at each run)");
    private static final Option PUBLIC_URL_PREFIXES = Option.of(
            "--public-url-prefixes", "URL=s3://BUCKET/,...", "what the URLs in the playlists stand for (nothing)");
    private static final Option JSON = Option.flag("--json", "print one result document, and nothing else, on stdout");

    private static final long PROGRESS_AFTER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_SEED = 1_000_000;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public List<String> arguments() {
        return List.of("MAIN_PLAYLIST");
    }

    @Override
    public String summary() {
        return "Check the thumbnails of a film as they are published.";
    }

    @Override
    public String details() {
        return """
                MAIN_PLAYLIST is a file, an address s3://bucket/key, or a URL, http:// or https://, which is read as a player does.
                Every form of thumbnails is checked by itself, against the film and against the others, and against the rules
                of Roku and of players. One line tells of each fault: how bad it is, where, what it is, whom it concerns, and what
                to do. Of images the beginnings and ends are read. Exit code 1 if there is an ERROR.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(
                FilmAddress.ROOT,
                FilmAddress.MEDIA_KEY,
                FilmAddress.MEDIA_PATH,
                DEEP,
                PICTURES,
                SEED,
                PUBLIC_URL_PREFIXES,
                JSON);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        String address = arguments.argument(0);
        Verified verified = address.startsWith("http://") || address.startsWith("https://")
                ? overHttp(url(address), arguments, terminal)
                : stored(address, arguments, terminal);
        VerifyReport report = new VerifyReport(verified);
        terminal.out().println(arguments.has(JSON) ? report.json() : report.text());
        long errors = verified.count(Severity.ERROR);
        if (errors > 0) {
            throw new CommandFailedException(address + " has " + (errors == 1 ? "an error" : errors + " errors"));
        }
    }

    private static URI url(String address) {
        try {
            URI url = URI.create(address);
            if (url.getRawAuthority() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new UsageException(address + " is not a URL of a main playlist");
    }

    private static Verified overHttp(URI url, Arguments arguments, Terminal terminal) {
        String usual = JobEvent.defaultMediaKey(new S3Location(
                "host", url.getPath().length() < 2 ? "/" : url.getPath().substring(1)));
        String folder = arguments
                .find(FilmAddress.MEDIA_PATH)
                .map(path -> url.resolve("/" + withSlash(path)).toString())
                .orElse(null);
        VerifyOptions options = options(
                arguments,
                folder,
                usual,
                Setting.THUMBNAILS_FOLDER.defaultValue(),
                "publish again: ./trickplay process with the film's s3:// address, or its event");
        try (HttpObjects objects = new HttpObjects(url)) {
            return verify(objects, url.toString(), options, terminal);
        }
    }

    private static Verified stored(String address, Arguments arguments, Terminal terminal) {
        FilmAddress film = FilmAddress.of(address, arguments, terminal);
        Map<String, String> environment = new HashMap<>(terminal.environment());
        arguments
                .find(PUBLIC_URL_PREFIXES)
                .ifPresent(prefixes -> environment.put(Setting.PUBLIC_URL_PREFIXES.name(), prefixes));
        ManifestConfig config = film.config(environment);
        String folder = arguments
                .find(FilmAddress.MEDIA_PATH)
                .map(VerifyCommand::withSlash)
                .orElse(null);
        VerifyOptions options = options(
                arguments,
                folder,
                JobEvent.defaultMediaKey(film.location()),
                config.thumbnails().folder(),
                "publish again: ./trickplay process " + address);
        StoredObjects objects = address.startsWith("s3://")
                ? StoredObjects.ofBucket(film.store(), film.location(), config.publicUrls())
                : StoredObjects.ofFolder(film.store(), film.location(), config.publicUrls());
        return verify(objects, film.location().key(), options, terminal);
    }

    private static String withSlash(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    private static VerifyOptions options(
            Arguments arguments, @Nullable String folder, String usual, String thumbs, String again) {
        return new VerifyOptions(
                arguments.has(DEEP),
                arguments
                        .read(PICTURES, VerifyCommand::count, "a number, 0 or more")
                        .orElse(0),
                arguments.read(SEED, Long::parseLong, "a number").orElseGet(() ->
                        (long) ThreadLocalRandom.current().nextInt(MAX_SEED)),
                arguments.find(FilmAddress.MEDIA_KEY).orElse(null),
                folder,
                usual,
                thumbs,
                again,
                InstantSource.system());
    }

    private static int count(String text) {
        return Integer.parseUnsignedInt(text);
    }

    private static Verified verify(PublishedObjects objects, String main, VerifyOptions options, Terminal terminal) {
        ProgressLine line = new ProgressLine(terminal);
        long start = System.nanoTime();
        try {
            return new VerifyFilm(objects, main, options, (done, total) -> {
                        synchronized (line) {
                            if (terminal.interactive() && System.nanoTime() - start > PROGRESS_AFTER_NANOS) {
                                line.show("looked at " + done + " of " + total + " objects");
                            }
                        }
                    })
                    .verify();
        } finally {
            line.finish();
        }
    }
}
