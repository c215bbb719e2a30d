package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one read-modify-write of the one object that is not ours. It is written only as the version that was read; whoever
 * loses that race reads again.
 */
final class MainPlaylistUpdate {

    private static final int MAX_TRIES = 10;
    private static final long BACKOFF_MILLIS = 20;

    private final ObjectStore store;

    MainPlaylistUpdate(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param text as it is stored now, uncompressed
     * @param changed whether it was different before
     */
    record Outcome(PlaylistText text, boolean changed) {}

    /**
     * @throws PermanentFailure if there is no main playlist, or it cannot hold image streams
     */
    void check(S3Location main) {
        requireMultivariant(StoredPlaylist.read(store, main));
    }

    /**
     * @param mediaPath the asset's folder, empty or ending in a slash
     * @throws PermanentFailure if there is no main playlist, or it cannot hold image streams
     * @throws TransientFailure if other writers were faster every time
     */
    Outcome apply(S3Location main, String mediaPath, List<ImageStream> streams) {
        MainPlaylistEditor editor = new MainPlaylistEditor(main, mediaPath);
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            StoredPlaylist read = StoredPlaylist.read(store, main);
            PlaylistText edited = editor.withImageStreams(read.text(), requireMultivariant(read), streams);
            if (edited.equals(read.text())) {
                // After a lost race this is one's own write, reported as lost because a retry of it met itself.
                return new Outcome(edited, attempt > 1);
            }
            byte[] body = read.encode(edited);
            if (store.replace(
                    main, body, read.object().attributes(), read.object().etag())) {
                return new Outcome(edited, true);
            }
            pause(attempt, main);
        }
        throw new TransientFailure(
                main + " was changed by others each of the " + MAX_TRIES + " times it was to be written");
    }

    static MultivariantPlaylist requireMultivariant(StoredPlaylist playlist) {
        return switch (playlist.parse()) {
            case MultivariantPlaylist multivariant -> multivariant;
            case MediaPlaylist media ->
                throw new PermanentFailure(playlist.object().location()
                        + " is a media playlist, with segments of its own; image streams can only be added to a multivariant"
                        + " playlist, which names variants (EXT-X-STREAM-INF)");
        };
    }

    private static void pause(int attempt, S3Location main) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(BACKOFF_MILLIS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting to write " + main, e);
        }
    }
}
