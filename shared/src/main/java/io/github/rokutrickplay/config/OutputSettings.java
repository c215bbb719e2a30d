package io.github.rokutrickplay.config;

import java.util.Set;

/**
 * What is made of thumbnails beside images and image playlists.
 *
 * @param mjpeg an I-frame image sequence of each size
 * @param bif the names of the sizes that Roku's BIF is made of
 * @param webVtt a WebVTT file of each size
 * @param storyboard a storyboard (JSON) of each size
 * @param dash whether the film's MPDs name the images
 */
public record OutputSettings(boolean mjpeg, Set<String> bif, boolean webVtt, boolean storyboard, boolean dash) {

    /** Images and image playlists alone. */
    public static final OutputSettings NONE = new OutputSettings(false, Set.of(), false, false, false);

    public OutputSettings {
        bif = Set.copyOf(bif);
    }
}
