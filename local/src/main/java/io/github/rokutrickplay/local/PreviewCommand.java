package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.preview.FilmCheck;
import io.github.rokutrickplay.local.preview.PreviewExport;
import io.github.rokutrickplay.local.preview.PreviewFilm;
import io.github.rokutrickplay.local.preview.PreviewServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Shows a film and its thumbnails on a page, until it is interrupted. */
final class PreviewCommand implements Command {

    private static final Option PORT = Option.of("--port", "PORT", "listen on this port (any that is free)");
    private static final Option EXPORT = Option.of(
            "--export", "FILE.html", "write the contact sheet and the findings as one page instead, for a ticket");

    @Override
    public String name() {
        return "preview";
    }

    @Override
    public List<String> arguments() {
        return List.of("MAIN_PLAYLIST");
    }

    @Override
    public String summary() {
        return "Show a film and every form of its thumbnails on a page.";
    }

    @Override
    public String details() {
        return """
                MAIN_PLAYLIST is a file, or an address s3://bucket/key; an MP4 file or an MPD will do as well. The page is on
                127.0.0.1 and shows the film in players with the thumbnails above their seek bar, a contact sheet, and all
                forms beside the film's frame. It asks no other server for anything: players are installed by npm, once, and
                without npm everything but the film is shown. Media key and media path are those of the index, if there is one.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(FilmAddress.ROOT, FilmAddress.MEDIA_KEY, FilmAddress.MEDIA_PATH, PORT, EXPORT);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        FilmAddress address = FilmAddress.of(arguments.argument(0), arguments, terminal);
        int port = arguments
                .read(PORT, ServeCommand::parsePort, "a port from 1 to 65535")
                .orElse(LoopbackServer.ANY_PORT);
        PreviewFilm film = new PreviewFilm(
                address.store(), address.location(), address.names(arguments, terminal), address.readable());
        FilmCheck check = new PreviewCheck(
                film,
                address.config(terminal.environment()).publicUrls(),
                arguments.argument(0).startsWith("s3://"));
        if (arguments.has(EXPORT)) {
            export(film, check, terminal.path(arguments.find(EXPORT).orElseThrow()), terminal);
            return;
        }
        try (PreviewServer server = new PreviewServer(port, film, check, players(terminal))) {
            terminal.out().println("Preview: " + server.uri());
            terminal.out().println("Stop with Ctrl-C.");
            new CountDownLatch(1).await(); // Ctrl-C ends this process
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void export(PreviewFilm film, FilmCheck check, Path file, Terminal terminal) {
        byte[] page = PreviewExport.html(film, check, Instant.now()).getBytes(UTF_8);
        try {
            Files.write(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        terminal.out().println(file + ": " + page.length / 1024 + " KiB");
    }

    /** Where {@code ./trickplay} has npm install the players of the page. */
    static Path players(Terminal terminal) {
        return terminal.repositoryRoot().resolve("local/target/players/node_modules");
    }
}
