package io.github.rokutrickplay.local.verify;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What is to be checked, and how thoroughly.
 *
 * @param deep whether whole images are read and decoded, and what is in files is compared byte for byte
 * @param pictures how many thumbnails are compared with frames of the film
 * @param seed of the choice of these
 * @param mediaKey null for that of the index
 * @param mediaFolder the address of the asset's folder, ending in a slash; null for where the playlists are
 * @param usualMediaKey what the functions take for the media key of this film if nobody says
 * @param thumbnailsFolder the images' folder below the media folder
 * @param publishAgain the remedy for most: what publishes the film again
 * @param clock tells how old an object is
 */
public record VerifyOptions(
        boolean deep,
        int pictures,
        long seed,
        @Nullable String mediaKey,
        @Nullable String mediaFolder,
        String usualMediaKey,
        String thumbnailsFolder,
        String publishAgain,
        InstantSource clock) {

    /** One that looks at everything but whole images and the film's frames. */
    public static VerifyOptions quick(String usualMediaKey, String publishAgain) {
        return new VerifyOptions(
                false, 0, 0, null, null, usualMediaKey, "thumbs", publishAgain, InstantSource.system());
    }

    /** With frames of the film. */
    public VerifyOptions withPictures(int count, long otherSeed) {
        return new VerifyOptions(
                deep, count, otherSeed, mediaKey, mediaFolder, usualMediaKey, thumbnailsFolder, publishAgain, clock);
    }

    /** With whole images. */
    public VerifyOptions deeply() {
        return new VerifyOptions(
                true, pictures, seed, mediaKey, mediaFolder, usualMediaKey, thumbnailsFolder, publishAgain, clock);
    }
}
