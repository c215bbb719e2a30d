package io.github.rokutrickplay.players;

import io.github.rokutrickplay.players.NodeModules.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The browser, and the site with pages, players and films: one of each for all tests. For many threads. */
final class Stage implements AutoCloseable {

    private final Path folder;
    private final Site site;
    private final Chromium browser;
    private final URI pages;
    private final Map<Form, URI> films = new EnumMap<>(Form.class);

    private Stage(Path folder, Site site, Chromium browser) {
        this.folder = folder;
        this.site = site;
        this.browser = browser;
        site.serve("players", folder.resolve("node_modules"));
        this.pages = site.serve("pages", resources());
    }

    /**
     * @param folder for all that is installed and made
     * @throws UnavailableException if the browser or the players cannot be had here
     */
    static Stage open(Path folder) throws IOException, InterruptedException, UnavailableException {
        Path program = Chromium.program().orElseThrow(() -> new UnavailableException("Chromium is not installed"));
        NodeModules.install(Path.of(""), folder);
        return new Stage(folder, new Site(), Chromium.start(program));
    }

    private static Path resources() {
        try {
            URI page = Objects.requireNonNull(Stage.class.getResource("/pages/shaka.html"))
                    .toURI();
            return Path.of(page).resolveSibling("").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a page of ours in a new tab. */
    Tab open(String page) {
        return browser.open(pages.resolve(page));
    }

    /** Opens a page of somebody else's server in a new tab. */
    Tab open(URI address) {
        return browser.open(address);
    }

    /** Where the players are, a folder a package. */
    Path players() {
        return folder.resolve("node_modules");
    }

    /** The folder that a film and what is published of it lie in. */
    Path folder(Form form) {
        film(form);
        return folder.resolve("films").resolve(form.name().toLowerCase(Locale.ROOT));
    }

    /** The address of the folder that a film and what is published of it lie in; they are made at the first call. */
    synchronized String film(Form form) {
        return films.computeIfAbsent(form, this::publish).toString();
    }

    private URI publish(Form form) {
        String name = form.name().toLowerCase(Locale.ROOT);
        Path made = folder.resolve("films").resolve(name);
        try {
            // Of an earlier run: what was published then may be what a player sees now.
            Folders.delete(made);
            Files.createDirectories(made);
            form.publish(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return site.serve(name, made);
    }

    /** What players asked for of a film that is not there. */
    List<String> missing(Form form) {
        return site.missing(form.name().toLowerCase(Locale.ROOT));
    }

    /** Where what a test has seen is kept. */
    Path seen(String name) {
        return folder.resolve("seen").resolve(name + ".png");
    }

    @Override
    public void close() {
        browser.close();
        site.close();
    }
}
