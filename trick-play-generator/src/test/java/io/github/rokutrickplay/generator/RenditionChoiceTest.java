package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Resolution;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RenditionChoiceTest {

    private static final Resolution BOX = new Resolution(640, 360);

    /** Each variant as {@code uri attributes}. */
    private static String chosen(String... variants) {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (String variant : variants) {
            String[] parts = variant.split(" ", 2);
            text.append("#EXT-X-STREAM-INF:")
                    .append(parts[1])
                    .append('\n')
                    .append(parts[0])
                    .append('\n');
        }
        PlaylistText playlist = PlaylistText.parse(text.toString().getBytes(StandardCharsets.UTF_8));
        return RenditionChoice.choose((MultivariantPlaylist) Playlist.parse(playlist), BOX)
                .uri();
    }

    @Test
    void takesTheSmallestThatIsLargeEnough() {
        assertThat(chosen(
                        "1080 BANDWIDTH=6000000,RESOLUTION=1920x1080,CODECS=\"avc1.640028,mp4a.40.2\"",
                        "270 BANDWIDTH=400000,RESOLUTION=480x270,CODECS=\"avc1.42c015,mp4a.40.2\"",
                        "360 BANDWIDTH=900000,RESOLUTION=640x360,CODECS=\"avc1.4d401e,mp4a.40.2\"",
                        "720 BANDWIDTH=3000000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f,mp4a.40.2\""))
                .isEqualTo("360");
    }

    @Test
    void takesTheCheaperOfTwoOfOneSize() {
        assertThat(chosen("a BANDWIDTH=900000,RESOLUTION=640x360", "b BANDWIDTH=800000,RESOLUTION=640x360"))
                .isEqualTo("b");
    }

    @Test
    void takesTheLargestWhereNoneIsLargeEnough() {
        assertThat(chosen("180 BANDWIDTH=1,RESOLUTION=320x180", "270 BANDWIDTH=2,RESOLUTION=480x270"))
                .isEqualTo("270");
    }

    @Test
    void countsAWideOrAPortraitPictureAsLargeEnoughWhenItFillsTheBoxOneWay() {
        assertThat(chosen("wide BANDWIDTH=1,RESOLUTION=640x268", "large BANDWIDTH=2,RESOLUTION=1280x536"))
                .isEqualTo("wide");
        assertThat(chosen("tall BANDWIDTH=1,RESOLUTION=204x360", "large BANDWIDTH=2,RESOLUTION=406x720"))
                .isEqualTo("tall");
    }

    @Test
    void prefersH264ToHevcAndAv1AndSdrToAllHdr() {
        assertThat(chosen(
                        "hdr BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\",VIDEO-RANGE=PQ",
                        "dovi BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"dvh1.05.01\"",
                        "av1 BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"av01.0.01M.08\"",
                        "hevc BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.1.6.L63.B0\"",
                        "h264 BANDWIDTH=9,RESOLUTION=1920x1080,CODECS=\"avc1.640028\""))
                .isEqualTo("h264");
        assertThat(chosen(
                        "hdr BANDWIDTH=1,RESOLUTION=640x360,CODECS=\"hvc1.2.4.L63.B0\",VIDEO-RANGE=HLG",
                        "hevc BANDWIDTH=9,RESOLUTION=1920x1080,CODECS=\"hvc1.1.6.L63.B0\""))
                .isEqualTo("hevc");
    }

    @Test
    void neverTakesAnAudioOnlyVariant() {
        assertThat(chosen(
                        "audio BANDWIDTH=64000,CODECS=\"mp4a.40.5\"",
                        "subtitled BANDWIDTH=65000,CODECS=\"ec-3,stpp.ttml.im1t\"",
                        "video BANDWIDTH=900000,RESOLUTION=1280x720,CODECS=\"avc1.4d401f\""))
                .isEqualTo("video");
    }

    @Test
    void takesTheLargestBandwidthWhereNoResolutionIsSaid() {
        assertThat(chosen("low BANDWIDTH=64000", "high BANDWIDTH=3000000", "mid BANDWIDTH=900000"))
                .isEqualTo("high");
    }

    @Test
    void refusesAPlaylistOfAudioAlone() {
        assertThatThrownBy(() -> chosen("audio BANDWIDTH=64000,CODECS=\"mp4a.40.5\""))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("it has no video variant among its 1 variants");
    }
}
