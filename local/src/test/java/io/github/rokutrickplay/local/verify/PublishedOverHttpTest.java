package io.github.rokutrickplay.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import io.github.rokutrickplay.local.verify.objects.HttpObjects;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A published film as a server gives it to players; and films that are published otherwise, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublishedOverHttpTest {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private PublishedAsset good = PublishedAsset.NONE;

    @BeforeAll
    void publish(@TempDir Path folder) throws IOException {
        good = PublishedAsset.make(
                folder,
                true,
                "MJPEG_ENABLED",
                "true",
                "BIF_ENABLED",
                "true",
                "WEBVTT_ENABLED",
                "true",
                "DASH_ENABLED",
                "true");
    }

    /** What a server does. */
    private record Server(PublishedAsset asset, boolean cors, String cacheControl, Set<String> hidden) {

        void answer(HttpExchange exchange) throws IOException {
            String name = exchange.getRequestURI().getPath().substring(1);
            try (exchange) {
                if (!asset.names().contains(name) || hidden.contains(name)) {
                    exchange.sendResponseHeaders(hidden.contains(name) ? 403 : 404, -1);
                    return;
                }
                if (cors && exchange.getRequestHeaders().containsKey("Origin")) {
                    exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
                }
                if (!cacheControl.isEmpty()) {
                    exchange.getResponseHeaders().add("Cache-Control", cacheControl);
                }
                exchange.getResponseHeaders().add("Content-Type", asset.type(name));
                send(exchange, asset.bytes(name));
            }
        }

        private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
            String wanted = exchange.getRequestHeaders().getFirst("Range");
            Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
            if (!range.matches()) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(bytes.length, Integer.parseInt(range.group(2)) + 1);
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(bytes, from, to));
        }
    }

    private Verified verify(boolean cors, String cacheControl, String... hidden) {
        Set<String> hiddenNames = ConcurrentHashMap.newKeySet();
        hiddenNames.addAll(Arrays.asList(hidden));
        Server server = new Server(good, cors, cacheControl, hiddenNames);
        try (LoopbackServer running = new LoopbackServer(LoopbackServer.ANY_PORT, server::answer)) {
            URI main = running.uri().resolve("/main.m3u8");
            try (HttpObjects objects = new HttpObjects(main)) {
                return new VerifyFilm(
                                objects,
                                main.toString(),
                                VerifyOptions.quick("film", "publish again").withPictures(1, 5),
                                VerifyProgress.NONE)
                        .verify();
            }
        }
    }

    @Test
    void findsNothingWrongInGoodAssets() {
        Verified verified = verify(true, "max-age=300");

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.forms())
                .contains("image playlist thumbs_320x180.m3u8", "BIF thumbs_320x180.bif", "WebVTT thumbs_640x360.vtt");
        assertThat(verified.picturesCompared()).isEqualTo(1);
    }

    @Test
    void warnsOfWhatWebPlayersAndCachesMeet() {
        assertThat(verify(false, "").findings())
                .allMatch(finding -> finding.severity() != Severity.ERROR)
                .anyMatch(finding -> finding.severity() == Severity.WARNING
                        && finding.what().contains("Access-Control-Allow-Origin")
                        && finding.object().equals("thumbs_320x180.vtt"))
                .anyMatch(finding ->
                        finding.severity() == Severity.NOTE && finding.what().contains("Cache-Control"));
        assertThat(verify(true, "public, max-age=31536000").findings())
                .anyMatch(finding ->
                        finding.severity() == Severity.WARNING && finding.what().contains("31536000"));
    }

    @Test
    void doesWithoutAnIndexThatIsNotPublic() {
        Verified verified = verify(true, "max-age=300", "thumbs/film.index.json");

        assertThat(verified.findings())
                .allMatch(finding ->
                        finding.object().equals("thumbs/film.index.json") && finding.severity() == Severity.NOTE);
        assertThat(verified.sizes()).isEqualTo(2);
    }

    @Test
    void comparesFormsWithEachOtherWithoutAnIndex() {
        PublishedAsset asset = good.copy();
        asset.remove("thumbs/film.index.json");
        asset.edit("thumbs_320x180.vtt", PlantedTextFaults::swapped);

        assertThat(asset.verify(UnaryOperator.identity()).findings())
                .anyMatch(finding -> finding.object().equals("thumbs_320x180.vtt")
                        && finding.what().contains("in the place of")
                        && finding.what().contains("by thumbs_320x180.m3u8"));
    }

    @Test
    void leavesOtherWritersAndOtherFilmsAlone() {
        PublishedAsset asset = good.copy();
        asset.edit(
                PlantedFaults.MAIN,
                text -> text
                        + "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,CODECS=\"jpeg\",RESOLUTION=312x176,URI=\"main_images.m3u8\"\n");
        asset.put("thumbs/film_b_small.00001.jpg", asset.bytes(PlantedFaults.IMAGE));
        asset.put("thumbs/other_small.00001.jpg", asset.bytes(PlantedFaults.IMAGE));
        asset.put("thumbs/other.index.json", "{}");
        asset.growOld();

        assertThat(asset.verify(UnaryOperator.identity()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.what()).contains("1 image streams of another writer");
                });
    }

    @Test
    void asksForThumbnailsWhereRokuRequiresThem() {
        PublishedAsset asset = good.copy();
        asset.names().stream().filter(name -> name.startsWith("thumbs")).forEach(asset::remove);
        asset.edit(PlantedFaults.MAIN, PlantedFaults::withoutOurs);
        asset.remove("play.mpd");

        assertThat(asset.verify(UnaryOperator.identity()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.what()).contains("no thumbnails");
                });

        asset.edit("360p.m3u8", text -> text.replaceFirst("#EXTINF:[\\d.]+,", "#EXTINF:1000,"));

        assertThat(asset.verify(UnaryOperator.identity()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.why()).contains("15 minutes", "4.7");
                });
    }

    @Test
    void checksFilmsThatAreAnMpd() {
        S3Location mpd = new S3Location(PublishedAsset.BUCKET, PublishedAsset.FOLDER + "play.mpd");
        PublishedAsset asset = good.copy();

        assertThat(asset.verify(mpd, UnaryOperator.identity()).findings())
                .noneMatch(finding -> finding.severity() == Severity.ERROR);

        asset.edit("play.mpd", text -> text.replaceFirst("startNumber=\"1\"", "startNumber=\"2\""));

        assertThat(asset.verify(mpd, UnaryOperator.identity()).findings())
                .anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
