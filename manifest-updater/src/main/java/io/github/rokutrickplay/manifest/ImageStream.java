package io.github.rokutrickplay.manifest;

import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_IMAGE_STREAM_INF;

import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of ours in a main playlist.
 *
 * @param bandwidth peak bits/s
 * @param averageBandwidth bits/s
 * @param resolution of one image
 * @param uri the image media playlist, relative to the main playlist
 */
public record ImageStream(long bandwidth, long averageBandwidth, Resolution resolution, String uri) {

    /**
     * The streams of one asset. Their BANDWIDTHs differ, for Roku tells image tracks apart by it.
     *
     * @param folder the main playlist's key prefix
     */
    static List<ImageStream> of(List<ImageMediaPlaylist> playlists, String folder) {
        Set<Long> taken = new HashSet<>();
        List<ImageStream> streams = new ArrayList<>();
        for (ImageMediaPlaylist playlist : playlists) {
            long bandwidth = playlist.peakBitsPerSecond();
            while (!taken.add(bandwidth)) {
                bandwidth++;
            }
            streams.add(new ImageStream(
                    bandwidth,
                    playlist.averageBitsPerSecond(),
                    playlist.imageSize(),
                    UrlPath.relative(folder, playlist.key())));
        }
        return streams;
    }

    String line() {
        return EXT_X_IMAGE_STREAM_INF + ":BANDWIDTH=" + bandwidth + ",AVERAGE-BANDWIDTH=" + averageBandwidth
                + ",RESOLUTION=" + resolution + ",CODECS=\"jpeg\",URI=\"" + uri + "\"";
    }
}
