package io.github.rokutrickplay.manifest;

import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_IMAGE_STREAM_INF;
import static io.github.rokutrickplay.hls.MultivariantPlaylist.EXT_X_I_FRAME_STREAM_INF;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of ours in a main playlist.
 *
 * @param form what it leads to
 * @param bandwidth peak bits/s
 * @param averageBandwidth bits/s
 * @param resolution of one thumbnail
 * @param uri the media playlist, relative to the main playlist
 */
public record ThumbnailStream(Form form, long bandwidth, long averageBandwidth, Resolution resolution, String uri) {

    /** What a line leads to: its tag and its CODECS. */
    public enum Form {
        /** An image media playlist. */
        IMAGES(EXT_X_IMAGE_STREAM_INF, "jpeg"),
        /** The I-frame playlist of an image sequence; players know it by this very CODECS. */
        I_FRAMES(EXT_X_I_FRAME_STREAM_INF, "mjpg");

        private final String tag;
        private final String codecs;

        Form(String tag, String codecs) {
            this.tag = tag;
            this.codecs = codecs;
        }
    }

    /**
     * The lines of one asset. Their BANDWIDTHs differ, for Roku tells image tracks apart by it.
     *
     * @param folder the main playlist's key prefix
     */
    static List<ThumbnailStream> of(List<AnnouncedPlaylist> playlists, String folder) {
        Set<Long> taken = new HashSet<>();
        List<ThumbnailStream> streams = new ArrayList<>();
        for (AnnouncedPlaylist playlist : playlists) {
            long bandwidth = playlist.peakBitsPerSecond();
            while (!taken.add(bandwidth)) {
                bandwidth++;
            }
            streams.add(new ThumbnailStream(
                    playlist.form(),
                    bandwidth,
                    playlist.averageBitsPerSecond(),
                    playlist.imageSize(),
                    UrlPath.relative(folder, playlist.key())));
        }
        return streams;
    }

    String line() {
        return form.tag + ":BANDWIDTH=" + bandwidth + ",AVERAGE-BANDWIDTH=" + averageBandwidth + ",RESOLUTION="
                + resolution + ",CODECS=\"" + form.codecs + "\",URI=\"" + uri + "\"";
    }
}
