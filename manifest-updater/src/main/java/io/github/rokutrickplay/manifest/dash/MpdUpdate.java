package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.ConditionalWrites;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-modify-write of an asset's MPDs. Like the main playlist they are not ours, and are written only as the version that was
 * read; unlike it, none of them is needed: what cannot be edited is left alone, with one line in the log.
 */
public final class MpdUpdate {

    private static final Logger log = LoggerFactory.getLogger(MpdUpdate.class);

    /** As many as of a playlist: a 24-hour film with a timeline for each of ten renditions. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    private final ObjectStore store;
    private final String bucket;
    private final String mediaPath;
    private final PublicUrlPrefixes publicUrls;

    /**
     * @param bucket where the images are; an MPD in another one cannot name them
     * @param mediaPath the asset's folder, empty or ending in a slash
     * @param publicUrls the URLs by which an MPD may name objects of its bucket
     */
    public MpdUpdate(ObjectStore store, String bucket, String mediaPath, PublicUrlPrefixes publicUrls) {
        this.store = store;
        this.bucket = bucket;
        this.mediaPath = mediaPath;
        this.publicUrls = publicUrls;
    }

    /**
     * What has become of an MPD.
     *
     * @param changed whether it was different before
     * @param announces whether it names our images now
     * @param leftAlone why it does not, although it was to; null where all went well
     */
    public record Outcome(
            S3Location mpd,
            boolean changed,
            boolean announces,
            @Nullable String leftAlone) {}

    /**
     * Has an MPD name these images and no others of ours.
     *
     * @param images none to take ours out
     * @throws io.github.rokutrickplay.failure.TransientFailure if the store does not answer, or other writers were faster every time
     */
    public Outcome apply(S3Location mpd, List<ImageRepresentation> images) {
        Outcome outcome = applyQuietly(mpd, images);
        if (outcome.leftAlone() != null) {
            log.warn("MPD {} is left alone: {}", mpd, outcome.leftAlone());
        }
        return outcome;
    }

    private Outcome applyQuietly(S3Location mpd, List<ImageRepresentation> images) {
        if (!mpd.bucket().equals(bucket)) {
            return new Outcome(mpd, false, false, "it is in another bucket than the images, s3://" + bucket);
        }
        try {
            return edit(mpd, images);
        } catch (PermanentFailure e) {
            return new Outcome(mpd, false, false, String.valueOf(e.getMessage()));
        }
    }

    private Outcome edit(S3Location mpd, List<ImageRepresentation> images) {
        MpdEditor editor = new MpdEditor(mpd, mediaPath, publicUrls);
        return ConditionalWrites.repeat(mpd, attempt -> edit(mpd, editor, images, attempt));
    }

    private Optional<Outcome> edit(S3Location mpd, MpdEditor editor, List<ImageRepresentation> images, int attempt) {
        Optional<StoredBody> read = StoredBody.find(store, mpd, "MPD", MAX_BYTES);
        if (read.isEmpty()) {
            return Optional.of(new Outcome(mpd, false, false, images.isEmpty() ? null : "it does not exist"));
        }
        StoredBody body = read.get();
        MpdEdit edit = editor.withImages(body.bytes(), images);
        if (!edit.changed()) {
            // After a lost race this is one's own write, reported as lost because a retry of it met itself.
            return Optional.of(
                    new Outcome(mpd, attempt > 1, edit.announces(), images.isEmpty() ? null : edit.leftAlone()));
        }
        boolean written = store.replace(
                mpd,
                body.encode(edit.bytes()),
                body.object().attributes(),
                body.object().etag());
        return written ? Optional.of(new Outcome(mpd, true, edit.announces(), edit.leftAlone())) : Optional.empty();
    }
}
