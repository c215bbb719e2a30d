package io.github.rokutrickplay.players;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.preview.FilmCheck;
import io.github.rokutrickplay.local.preview.PreviewFilm;
import io.github.rokutrickplay.local.preview.PreviewServer;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.S3Location;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The page of {@code ./trickplay preview}, as its user meets it. */
final class PreviewPage implements AutoCloseable {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** What a canvas shows, as {@link Picture} reads it. */
    private static final String CUT =
            "({ width: canvas.width, height: canvas.height, url: canvas.toDataURL('image/jpeg', 0.9) })";

    private final PreviewServer server;
    private final Tab tab;

    private PreviewPage(PreviewServer server, Tab tab) {
        this.server = server;
        this.tab = tab;
    }

    static PreviewPage open(Stage stage, Form form) {
        return open(stage, form, FilmCheck.NONE, stage.players());
    }

    static PreviewPage open(Stage stage, Form form, FilmCheck check, Path players) {
        PreviewServer server = new PreviewServer(LoopbackServer.ANY_PORT, film(stage, form), check, players);
        PreviewPage page = new PreviewPage(server, stage.open(server.uri()));
        page.tab.await("() => document.getElementById('player').options.length > 0");
        return page;
    }

    static PreviewFilm film(Stage stage, Form form) {
        try {
            FileObjectStore store = new FileObjectStore(stage.folder(form));
            return new PreviewFilm(
                    store,
                    new S3Location(FileObjectStore.BUCKET, NumberedFilm.MAIN_PLAYLIST),
                    AssetNames.of(Form.MEDIA_KEY, "", "thumbs"),
                    store::inTermsOfFiles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tab tab() {
        return tab;
    }

    /** Selects an option by its label, as far as it begins with this, as soon as it is there. */
    void select(String id, String label) {
        tab.await("""
                (id, label) => {
                  const select = document.getElementById(id);
                  const option = [...select.options].find((one) => one.label.startsWith(label) && !one.disabled);
                  if (option) {
                    select.value = option.value;
                    select.dispatchEvent(new Event('change', { bubbles: true }));
                  }
                  return Boolean(option);
                }""", id, label);
    }

    /** Waits until the film is there in a player. */
    void playsIn(String player) {
        select("player", player);
        awaitFilm();
    }

    void awaitFilm() {
        tab.await("() => document.getElementById('status').textContent === '' && video.readyState >= 2");
    }

    void click(String id) {
        tab.call("(id) => document.getElementById(id).click()", id);
    }

    double time() {
        return tab.call("() => video.currentTime").asDouble();
    }

    /** Moves the mouse to where a time is on the seek bar; returns what is shown above it. */
    Picture hover(double time) {
        // What another size of the window has to change is changed with the next frame.
        JsonNode bar = tab.call("""
                async () => {
                  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                  const { x, y, width, height } = document.getElementById('seek').getBoundingClientRect();
                  return { x, y, width, height };
                }""");
        tab.call("() => document.getElementById('hover').removeAttribute('data-start')");
        double x = bar.path("x").asDouble() + bar.path("width").asDouble() * time / NumberedFilm.seconds();
        tab.moveMouse(x, bar.path("y").asDouble() + bar.path("height").asDouble() / 2);
        return Picture.of(tab.await("""
                () => {
                  const canvas = document.querySelector('#hover canvas');
                  const { hidden, dataset } = document.getElementById('hover');
                  return !hidden && dataset.start && canvas.width ? %s : null;
                }""".formatted(CUT)));
    }

    /** What the contact sheet shows of a thumbnail. */
    Picture cell(int mark) {
        tab.call("(mark) => document.getElementById('cells').children[mark].scrollIntoView({ block: 'center' })", mark);
        return Picture.of(tab.await("""
                (mark) => {
                  const button = document.getElementById('cells').children[mark].firstElementChild;
                  const canvas = button.querySelector('canvas');
                  return button.dataset.drawn ? %s : null;
                }""".formatted(CUT), mark));
    }

    void choose(int mark) {
        tab.call("(mark) => document.getElementById('cells').children[mark].firstElementChild.click()", mark);
    }

    /** What a card beside the others shows; the film's own frame comes a moment after its seek, which is waited for. */
    Picture card(String label, int frame) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Picture seen = card(label);
        while (seen.frame() != frame && System.nanoTime() < end) {
            seen = card(label);
        }
        return seen;
    }

    private Picture card(String label) {
        return Picture.of(tab.await("""
                (label) => {
                  const card = [...document.querySelectorAll('#compare .card')]
                    .find((one) => one.querySelector('b').textContent === label);
                  const canvas = card?.querySelector('canvas');
                  return card?.dataset.drawn ? %s : null;
                }""".formatted(CUT), label));
    }

    /** Makes the tab as high as the page, and waits until everything is drawn. */
    void lookAtAll(int width) {
        awaitFilm();
        tab.resize(
                width, tab.call("() => document.documentElement.scrollHeight").asInt());
        tab.await("() => !document.querySelector('.cell:not(.gap, [data-drawn]), .card:not(.gap, [data-drawn])')");
    }

    /** Keeps what the page looks like, for people's eyes. */
    void keep(Path file) {
        BufferedImage seen = tab.screenshot();
        try {
            Files.createDirectories(file.resolveSibling("."));
            ImageIO.write(seen, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if the console shows anything, or anybody but this machine was asked. */
    void assertQuiet() {
        assertThat(tab.errors()).isEmpty();
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.requests())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.getScheme().equals("blob") || isOwn(asked))
                        .as("%s", asked)
                        .isTrue());
    }

    private boolean isOwn(URI asked) {
        return server.uri().getAuthority().equals(asked.getAuthority());
    }

    @Override
    public void close() {
        tab.close();
        server.close();
    }
}
