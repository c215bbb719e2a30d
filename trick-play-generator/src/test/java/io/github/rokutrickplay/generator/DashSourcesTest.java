package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.source.DashSources;
import io.github.rokutrickplay.generator.source.HlsSources;
import io.github.rokutrickplay.generator.source.Source;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is planned of an MPD is what is planned of a playlist of the same segments. */
final class DashSourcesTest {

    private static final String FOLDER = "content/video123/";
    private static final S3Location MPD = TestAsset.MAIN.withKey(FOLDER + "play.mpd");
    private static final AssetNames NAMES = AssetNames.of("film", FOLDER, "thumbs");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final GeneratorConfig config = TestAsset.config();

    private Source source(String mpd) {
        store.putText(MPD, mpd, "application/dash+xml");
        return new DashSources(store, config).source(MPD, NAMES);
    }

    private Source hls(String playlist) {
        store.putText(TestAsset.MAIN, playlist, "application/vnd.apple.mpegurl");
        return new HlsSources(store, new FakeExtractor(List.of(), Set.of()), config).source(TestAsset.MAIN, NAMES);
    }

    private static String set(String attributes, String representations) {
        return "<AdaptationSet mimeType='video/mp4' codecs='avc1.4d401e' " + attributes
                + "><SegmentTemplate duration='12' media='$RepresentationID$/$Number$.m4s'"
                + " initialization='$RepresentationID$/i.mp4'/>" + representations + "</AdaptationSet>";
    }

    private static final String LADDER = set(
            "",
            "<Representation id='180' bandwidth='1' width='320' height='180'/>"
                    + "<Representation id='720' bandwidth='3' width='1280' height='720'/>"
                    + "<Representation id='360' bandwidth='2' width='640' height='360'/>");

    @Test
    void plansAsOfAPlaylistWithADiscontinuityBetweenPeriods() {
        Source dash = source("<MPD mediaPresentationDuration='PT25.5S'><Period duration='PT18S'>" + LADDER
                + "</Period><Period><BaseURL>b/</BaseURL>" + LADDER + "</Period></MPD>");

        Source hls = hls("""
                #EXTM3U
                #EXT-X-TARGETDURATION:12
                #EXT-X-MAP:URI="360/i.mp4"
                #EXTINF:12,
                360/1.m4s
                #EXTINF:6,
                360/2.m4s
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="b/360/i.mp4"
                #EXTINF:7.5,
                b/360/1.m4s
                #EXT-X-ENDLIST
                """);
        assertThat(dash.plan()).isEqualTo(hls.plan());
        assertThat(dash.media()).isEqualTo(MPD);
        assertThat(dash.mainPlaylist()).isEqualTo(MPD);
    }

    @Test
    void passesOverWhatIsEncryptedAndSaysSo() {
        Source dash = source("<MPD mediaPresentationDuration='PT25S'><Period>"
                + set("", "<ContentProtection/><Representation id='enc' bandwidth='1' width='640' height='360'/>")
                + set("", "<Representation id='clear' bandwidth='1' width='1280' height='720'/>") + "</Period></MPD>");

        assertThat(dash.plan().segments().getFirst().media().location().key()).isEqualTo(FOLDER + "clear/1.m4s");
        assertThat(dash.refused())
                .containsExactly(new RefusedSource("Representation enc", "it is encrypted (ContentProtection)"));
    }

    @Test
    void refusesWithOneClearReason() {
        assertThatThrownBy(() -> source("<MPD type='dynamic'/>"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("MPD " + MPD + " cannot be used: its type is dynamic: it is not finished");
        assertThatThrownBy(() -> source("<MPD mediaPresentationDuration='PT25S'><Period>"
                        + set("", "<ContentProtection/><Representation id='v'/>") + "</Period></MPD>"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("MPD " + MPD + " has no video that thumbnails can be taken of."
                        + " Representation v: it is encrypted (ContentProtection)");
        assertThatThrownBy(() -> source("<MPD mediaPresentationDuration='PT25S'><Period><BaseURL>../../other/</BaseURL>"
                        + LADDER + "</Period></MPD>"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("outside the asset's folder");
        assertThatThrownBy(() -> new DashSources(store, config).source(MPD.withKey("missing.mpd"), NAMES))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void areTheLastResortOfAFilmWithoutPlaylists() {
        store.putText(
                MPD,
                "<MPD mediaPresentationDuration='PT25S'><Period>" + LADDER + "</Period></MPD>",
                "application/dash+xml");
        Asset asset = new Asset("film", FOLDER, List.of(), List.of(MPD), OtherSources.NONE, null, null);

        GeneratedAsset made = new GenerateTrickPlay(
                        store,
                        new InMemoryMessageQueue(),
                        TestAsset.namesForPictures(config.thumbnails().boxes()),
                        config)
                .generate(asset, "request-1", Progress.NONE)
                .asset();

        assertThat(made.thumbnails()).isEqualTo(3);
        assertThat(store.list("bucket", FOLDER + "thumbs/")).hasSize(7);
    }
}
