package io.github.rokutrickplay.generator.event;

import io.github.rokutrickplay.storage.S3Location;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A film that a job has written, and that gets one set of thumbnails.
 *
 * @param mediaKey its name in the images' keys
 * @param mediaPath the folder that the images' folder is made in, with or without its final slash
 * @param mainPlaylists its multivariant playlists: a job that writes the same film as HLS and as CMAF, or with additional
 *     manifests, has more than one. The thumbnails are taken from the first that allows it and added to all. None for a film
 *     of files only
 * @param mpds its DASH manifests, which the same thumbnails are added to; none of them has to be there
 * @param others what the thumbnails can be taken from else
 * @param jobId the MediaConvert job, where the event names one
 * @param eventTime when the event happened, where it says so
 */
public record Asset(
        String mediaKey,
        String mediaPath,
        List<S3Location> mainPlaylists,
        List<S3Location> mpds,
        OtherSources others,
        @Nullable String jobId,
        @Nullable Instant eventTime) {

    public Asset {
        mainPlaylists = List.copyOf(mainPlaylists);
        mpds = List.copyOf(mpds);
        if (mainPlaylists.isEmpty() && others.files().isEmpty() && mpds.isEmpty()) {
            throw new IllegalArgumentException(
                    "asset " + mediaKey + " has neither a main playlist nor a file nor an MPD");
        }
    }

    /** An asset without DASH. */
    public Asset(
            String mediaKey,
            String mediaPath,
            List<S3Location> mainPlaylists,
            OtherSources others,
            @Nullable String jobId,
            @Nullable Instant eventTime) {
        this(mediaKey, mediaPath, mainPlaylists, List.of(), others, jobId, eventTime);
    }

    /** An asset that nobody sent an event of, and that is in its main playlists only. */
    public Asset(String mediaKey, String mediaPath, List<S3Location> mainPlaylists, @Nullable String jobId) {
        this(mediaKey, mediaPath, mainPlaylists, OtherSources.NONE, jobId, null);
    }

    /** The bucket of its main playlists, else of its files, else of its MPDs: where its thumbnails go. */
    public String bucket() {
        return film().bucket();
    }

    /** Its first main playlist, else its first file, else its first MPD. */
    public S3Location film() {
        return Stream.of(mainPlaylists, others.files(), mpds)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
    }
}
