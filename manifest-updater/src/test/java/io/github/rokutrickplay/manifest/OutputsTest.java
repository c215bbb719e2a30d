package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
                .containsExactly(
                        "/content/video123/play.m3u8",
                        "/content/video123/thumbs_320x180.m3u8",
                        "/content/video123/thumbs_640x360.m3u8",
                        "/content/video123/thumbs*",
                        "/content/video123/thumbs/*");
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

    @Test
    void announcesSheetsAndTheSequenceThatTheIndexRecords() {
        film.putIndexOfForms(false);

        Published published = publish(true);

        assertThat(film.store.text(Film.SMALL)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:20
                #EXT-X-MEDIA-SEQUENCE:1
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-IMAGES-ONLY
                #EXTINF:20,
                #EXT-X-TILES:RESOLUTION=320x134,LAYOUT=2x1,DURATION=10
                thumbs/video-id_small.2x1.00001.jpg
                #EXTINF:15.48,
                #EXT-X-TILES:RESOLUTION=320x134,LAYOUT=2x1,DURATION=10
                thumbs/video-id_small.2x1.00002.jpg
                #EXT-X-ENDLIST
                """);
        assertThat(film.store.text(Film.MAIN.withKey("content/video123/thumbs_320x180_iframes.m3u8")))
                .isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:20
                #EXT-X-MEDIA-SEQUENCE:1
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-I-FRAMES-ONLY
                #EXT-X-MAP:URI="thumbs_320x180.mp4",BYTERANGE="605@0"
                #EXTINF:20,
                #EXT-X-BYTERANGE:1000@605
                thumbs_320x180.mp4
                #EXTINF:10,
                #EXT-X-BYTERANGE:900@1605
                thumbs_320x180.mp4
                #EXTINF:5.48,
                #EXT-X-BYTERANGE:1100@2505
                thumbs_320x180.mp4
                #EXT-X-ENDLIST
                """);
        assertThat(film.store.text(Film.MAIN).lines())
                .contains(
                        "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=4135,AVERAGE-BANDWIDTH=3834,RESOLUTION=320x134,CODECS=\"jpeg\",URI=\"thumbs_320x180.m3u8\"",
                        "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1606,AVERAGE-BANDWIDTH=677,RESOLUTION=320x134,CODECS=\"mjpg\",URI=\"thumbs_320x180_iframes.m3u8\"");
        // Its second tile is missing: the first is shown for longer.
        assertThat(film.store.text(VTT))
                .contains(
                        "00:00:00.000 --> 00:00:20.000\nthumbs/video-id_small.2x1.00001.jpg#xywh=0,0,320,134\n",
                        "00:00:30.000 --> 00:00:35.480\nthumbs/video-id_small.2x1.00002.jpg#xywh=320,0,320,134\n");
        assertThat(published.invalidatedPaths())
                .contains("/content/video123/thumbs_320x180.m3u8", "/content/video123/thumbs*");
    }

    @Test
    void takesTheSequenceOutAgainWhenTheIndexHasNoneAnyMore() {
        publish(false);
        String before = film.store.text(Film.MAIN);
        film.putIndexOfForms(false);
        publish(false);

        film.putIndex(4, "35.48", List.of());
        publish(false);

        assertThat(film.store.text(Film.MAIN)).isEqualTo(before);
    }

    /** CloudFront bills by the path. */
    @Test
    void clearsEveryFormByOnePathWhereOnlyWhatIsCachedHasToBeCleared() {
        film.environment.put("INVALIDATION_SCOPE", "changed");
        film.putIndexOfForms(false);
        assertThat(publish(true).invalidatedPaths()).containsExactly("/content/video123/play.m3u8");

        film.putIndexOfForms(true);
        assertThat(publish(true).invalidatedPaths()).isEmpty();
        film.putIndex(4, "35.48", List.of());
        film.putIndexOfForms(false);
        film.store.putText(VTT, "WEBVTT\n", "text/vtt");
        film.store.putText(Film.SMALL, "#EXTM3U\n", "text/plain");

        assertThat(publish(true).invalidatedPaths()).containsExactly("/content/video123/thumbs*");
    }

    /** Which cannot be asked whose it is. */
    @Test
    void leavesTheSequenceOfAnotherFilmInTheSameFolderAlone() {
        publish(false);
        film.store.putText(Film.MAIN.withKey("content/video123/thumbs_320x180.mp4"), "a sequence", "video/mp4");
        film.store.putText(
                VTT, "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\nthumbs/another_small.00001.jpg\n", "text/vtt");
        later(40);

        publish(false);

        assertThat(documents()).contains("thumbs_320x180.mp4");
        film.store.delete(List.of(VTT));
        publish(false);
        assertThat(documents()).doesNotContain("thumbs_320x180.mp4");
    }

    private static final S3Location MPD = Film.MAIN.withKey("content/video123/play.mpd");

    private static final String MANIFEST = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT35.48S">
              <Period>
                <AdaptationSet mimeType="video/mp4">
                  <Representation id="1" bandwidth="1000"><BaseURL>video.mp4</BaseURL></Representation>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    private Published publish(boolean dash, ManifestMessage message) {
        film.environment.put("DASH_ENABLED", String.valueOf(dash));
        return film.publisher().publish(message.withDashUrls(List.of(MPD.toString())));
    }

    @Test
    void namesImagesInTheMpdAndTakesThemOutAgain() {
        film.store.putText(MPD, MANIFEST, "application/dash+xml");

        Published published = publish(true, Film.message());

        assertThat(published.written()).endsWith(Film.MAIN, MPD);
        assertThat(published.invalidatedPaths()).contains("/content/video123/play.mpd");
        assertThat(film.store.text(MPD))
                .contains(
                        "id=\"thumbs_320x180\"",
                        "id=\"thumbs_640x360\"",
                        "media=\"thumbs/video-id_small.$Number%05d$.jpg\"",
                        "value=\"1x1\"");
        assertThat(publish(true, Film.message()).written()).isEmpty();

        assertThat(publish(false, Film.message()).written()).containsExactly(MPD);
        assertThat(film.store.text(MPD)).isEqualTo(MANIFEST);
    }

    @Test
    void namesSheetsInTheMpdUnlessADiscontinuityCutsThem() {
        film.store.putText(MPD, MANIFEST, "application/dash+xml");
        film.putIndexOfForms(false);

        publish(true, Film.message());

        assertThat(film.store.text(MPD))
                .contains("media=\"thumbs/video-id_small.2x1.$Number%05d$.jpg\"", "width=\"640\" height=\"134\"");
    }

    /** DASH counts images, and would ask for the one that is not there. */
    @Test
    void namesNoImagesInTheMpdOfWhichOneHasNothingUnderItsNumber() {
        film.store.putText(MPD, MANIFEST, "application/dash+xml");
        film.putIndex(4, "35.48", List.of(), Set.of(2));

        assertThat(publish(true, Film.message()).announced()).isTrue();

        assertThat(film.store.text(MPD)).isEqualTo(MANIFEST);
    }

    @Test
    void publishesInTheMainPlaylistWhateverIsWrongWithTheMpd() {
        film.store.putText(MPD, "<html>", "text/html");

        assertThat(publish(true, Film.message()).announced()).isTrue();
        assertThat(film.store.text(MPD)).isEqualTo("<html>");
    }

    @Test
    void writesWhatAnAppNamesForAFilmWithoutAMainPlaylist() {
        film.environment.put("STORYBOARD_ENABLED", "true");
        film.environment.put("WEBVTT_ENABLED", "true");
        ManifestMessage message = new ManifestMessage(
                "video-id", "content/video123/", null, null, null, null, Film.INDEX.toString(), null, null);

        Published published = film.publisher().publish(message);

        assertThat(published.announced()).isFalse();
        assertThat(documents())
                .containsExactly(
                        "thumbs_320x180.json", "thumbs_320x180.vtt", "thumbs_640x360.json", "thumbs_640x360.vtt");
        assertThat(published.invalidatedPaths())
                .containsExactly("/content/video123/thumbs*", "/content/video123/thumbs/*");
    }

    @Test
    void writesAStoryboardInMuxsFormWhereOneImageHoldsAll() {
        film.environment.put("STORYBOARD_ENABLED", "true");
        film.putIndexOfOneSheet();

        publish(false);

        assertThat(film.store.text(Film.MAIN.withKey("content/video123/thumbs_320x180.json")))
                .isEqualTo("{\"url\":\"thumbs/video-id_small.2x2.00001.jpg\",\"tile_width\":320,\"tile_height\":134,"
                        + "\"duration\":25.5,\"tiles\":[{\"start\":0,\"x\":0,\"y\":0},{\"start\":10,\"x\":320,\"y\":0},"
                        + "{\"start\":20,\"x\":0,\"y\":134}]}");
    }
}
