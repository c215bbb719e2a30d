package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.manifest.RemoveTrickPlay.Removed;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoveTrickPlayTest {

    private static final AssetNames NAMES = AssetNames.of("video-id", "content/video123/", "thumbs");
    private static final S3Location MPD = Film.MAIN.withKey("content/video123/play.mpd");
    private static final String MANIFEST = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT35.48S">
              <Period>
                <AdaptationSet mimeType="video/mp4"/>
              </Period>
            </MPD>
            """;

    private static final RemoveTrickPlay.Film FILM =
            new RemoveTrickPlay.Film("bucket", List.of(Film.MAIN), List.of(MPD), NAMES);

    private final Film film = new Film();
    private final List<String> before;
    private final String mainBefore = film.store.text(Film.MAIN);

    RemoveTrickPlayTest() {
        film.store.putText(MPD, MANIFEST, "application/dash+xml");
        film.store.putText(Film.MAIN.withKey("content/video123/thumbs_notes.txt"), "mine", "text/plain");
        film.store.putText(Film.MAIN.withKey("content/video123/thumbs/poster.jpg"), "mine", "image/jpeg");
        film.store.putText(Film.MAIN.withKey("content/video123/thumbs/other_small.00001.jpg"), "mine", "image/jpeg");
        before = objects().stream().filter(key -> !key.contains("video-id")).toList();
        film.environment.put("WEBVTT_ENABLED", "true");
        film.environment.put("DASH_ENABLED", "true");
        for (int number = 1; number <= 2; number++) {
            put(Film.sheetKey(number), "a sheet");
        }
        put("content/video123/thumbs_320x180.mp4", "a sequence");
        put("content/video123/thumbs_320x180.bif", "a BIF");
        put("content/video123/thumbs/video-id_small.gap.jpg", "grey");
        film.putIndexOfForms(false);
        film.publisher().publish(Film.message().withDashUrls(List.of(MPD.toString())));
        assertThat(film.store.text(MPD)).contains("thumbs_320x180");
        assertThat(film.store.text(Film.MAIN)).contains("thumbs_320x180_iframes.m3u8");
    }

    private void put(String key, String text) {
        film.store.put(
                Film.MAIN.withKey(key), text.getBytes(UTF_8), ObjectAttributes.ofType("application/octet-stream"));
    }

    private List<String> objects() {
        return film.store.list("bucket", "content/").stream()
                .map(object -> object.location().key())
                .toList();
    }

    private Removed remove(boolean now, boolean dryRun) {
        return new RemoveTrickPlay(film.store, PublicUrlPrefixes.NONE, film.now::get).remove(FILM, now, dryRun);
    }

    private void later(int minutes) {
        film.now.updateAndGet(time -> time.plus(Duration.ofMinutes(minutes)));
    }

    private void requireAsBefore() {
        assertThat(film.store.text(Film.MAIN)).isEqualTo(mainBefore);
        assertThat(film.store.text(MPD)).isEqualTo(MANIFEST);
        assertThat(objects()).containsExactlyElementsOf(before);
    }

    @Test
    void takesTheAnnouncementsFirstAndTheRestHalfAnHourLater() {
        later(120);
        List<String> all = objects();

        Removed first = remove(false, false);

        assertThat(first.edited()).containsExactly(Film.MAIN, MPD);
        assertThat(first.deleted()).isEmpty();
        assertThat(first.waiting()).isNotEmpty();
        assertThat(first.until()).isEqualTo(film.now.get().plus(Duration.ofMinutes(30)));
        assertThat(first.paths())
                .containsExactly(
                        "/content/video123/play.m3u8",
                        "/content/video123/play.mpd",
                        "/content/video123/thumbs_*",
                        "/content/video123/thumbs/*");
        assertThat(film.store.text(Film.MAIN)).isEqualTo(mainBefore);
        assertThat(film.store.text(MPD)).isEqualTo(MANIFEST);
        assertThat(objects()).isEqualTo(all);

        later(29);
        assertThat(remove(false, false).deleted()).isEmpty();
        later(2);
        Removed last = remove(false, false);

        assertThat(last.edited()).isEmpty();
        assertThat(last.deleted()).hasSameElementsAs(first.waiting());
        assertThat(last.deleted().getLast()).isEqualTo(Film.INDEX);
        requireAsBefore();
        assertThat(remove(false, false)).isEqualTo(new Removed(List.of(), List.of(), List.of(), null, List.of()));
    }

    @Test
    void takesAllAtOnceWhereNobodyIsWatching() {
        assertThat(remove(true, false).waiting()).isEmpty();

        requireAsBefore();
    }

    @Test
    void changesNothingOnADryRunAndTellsAll() {
        List<String> all = objects();
        String main = film.store.text(Film.MAIN);

        Removed told = remove(false, true);

        assertThat(objects()).isEqualTo(all);
        assertThat(film.store.text(Film.MAIN)).isEqualTo(main);
        Removed done = remove(true, false);
        assertThat(told.edited()).isEqualTo(done.edited());
        assertThat(told.deleted()).isEqualTo(done.deleted());
    }

    @Test
    void findsWhatIsOursWithoutAnIndex() {
        film.store.delete(List.of(Film.INDEX));

        remove(true, false);

        requireAsBefore();
    }
}
