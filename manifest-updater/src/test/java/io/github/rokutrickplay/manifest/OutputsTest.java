package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs that are switched on and off on a film that is published. */
final class OutputsTest {

    private static final S3Location VTT = Film.MAIN.withKey("content/video123/thumbs_320x180.vtt");
    private static final S3Location BIG_VTT = Film.MAIN.withKey("content/video123/thumbs_640x360.vtt");

    private final Film film = new Film();

    private Published publish(boolean webVtt) {
        film.environment.put("WEBVTT_ENABLED", String.valueOf(webVtt));
        return film.publisher().publish(Film.message());
    }

    private void later(int minutes) {
        film.now.updateAndGet(now -> now.plus(Duration.ofMinutes(minutes)));
    }

    private List<String> documents() {
        return film.store.list("bucket", "content/video123/thumbs_").stream()
                .map(object -> object.location().fileName())
                .toList();
    }

    @Test
    void writesWebVttBesideTheImagePlaylists() {
        Published published = publish(true);

        assertThat(published.written()).containsExactly(Film.SMALL, Film.BIG, VTT, BIG_VTT, Film.MAIN);
        assertThat(film.store.find(VTT, 10_000))
                .map(StoredObject::attributes)
                .map(ObjectAttributes::contentType)
                .contains("text/vtt");
        assertThat(film.store.text(BIG_VTT))
                .startsWith("WEBVTT\n")
                .endsWith("00:00:30.000 --> 00:00:35.480\nthumbs/video-id_big.00004.jpg#xywh=0,0,640,268\n");
        assertThat(film.store.text(Film.MAIN)).doesNotContain("vtt");
        assertThat(Json.read(film.queue.sent.getLast().body(), InvalidationMessage.class, "the message")
                        .pathsToInvalidate())
                .contains("/content/video123/thumbs_320x180.vtt", "/content/video123/thumbs_640x360.vtt");
    }

    @Test
    void writesOneOfSizesThatHaveTheSameImages() {
        film.putIndexOfOneSize(4);

        publish(true);

        assertThat(documents()).containsExactly("thumbs_320x180.m3u8", "thumbs_320x180.vtt");
    }

    @Test
    void changesNothingTheSecondTime() {
        publish(true);
        later(60);

        assertThat(publish(true).written()).isEmpty();
    }

    @Test
    void leavesTheMainPlaylistAsItIsWhenWebVttComesAndGoes() {
        publish(false);
        String before = film.store.text(Film.MAIN);

        publish(true);
        assertThat(film.store.text(Film.MAIN)).isEqualTo(before);
        publish(false);
        assertThat(film.store.text(Film.MAIN)).isEqualTo(before);
    }

    @Test
    void removesWhatIsSwitchedOffOnceNoPlayerCanStillNameIt() {
        publish(true);
        later(20);
        publish(false);
        assertThat(documents()).contains("thumbs_320x180.vtt", "thumbs_640x360.vtt");
        later(20);

        publish(false);

        assertThat(documents()).containsExactly("thumbs_320x180.m3u8", "thumbs_640x360.m3u8");
    }

    @Test
    void removesThePlaylistOfAnotherSizeHalfAnHourAfterItWasLastAnnounced() {
        publish(false);
        S3Location other = Film.MAIN.withKey("content/video123/thumbs_240x135.m3u8");
        film.store.putText(other, "#EXTM3U\n#EXTINF:10,\nthumbs/video-id_small.00001.jpg\n", "text/plain");
        later(40);
        // Somebody's edit: by this publication the main playlist changes.
        film.store.putText(Film.MAIN, film.store.text(Film.MAIN) + "# edited\n", "application/vnd.apple.mpegurl");
        publish(false);
        assertThat(documents()).contains("thumbs_240x135.m3u8");
        later(40);

        publish(false);

        assertThat(documents()).doesNotContain("thumbs_240x135.m3u8");
    }

    @Test
    void leavesFilesOfOthersAlone() {
        film.store.putText(
                VTT, "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\nthumbs/video-id2_small.00001.jpg\n", "text/vtt");
        film.store.putText(Film.MAIN.withKey("content/video123/thumbs_notes.vtt"), "WEBVTT\n", "text/vtt");
        film.store.putText(
                Film.MAIN.withKey("content/video123/thumbs_240x135.vtt"),
                "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\nthumbs/video-id_small.b_small.00001.jpg#xywh=0,0,240,135\n",
                "text/vtt");
        film.store.putText(
                Film.MAIN.withKey("content/video123/thumbs_160x90.vtt"),
                "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\nthumbs/video-id_hd_small.00001.jpg#xywh=0,0,160,90\n",
                "text/vtt");
        film.store.put(
                Film.MAIN.withKey("content/video123/thumbs_480x270.vtt"),
                new byte[StoredPlaylist.MAX_BYTES + 1],
                ObjectAttributes.ofType("text/vtt"));
        film.store.putText(
                Film.MAIN.withKey("content/video123/thumbs_320x180.vtt.bak"),
                "\nthumbs/video-id_small.00001.jpg",
                "text/vtt");
        publish(false);
        later(40);

        publish(false);

        assertThat(documents())
                .contains(
                        "thumbs_320x180.vtt",
                        "thumbs_notes.vtt",
                        "thumbs_240x135.vtt",
                        "thumbs_160x90.vtt",
                        "thumbs_480x270.vtt",
                        "thumbs_320x180.vtt.bak");
    }
}
