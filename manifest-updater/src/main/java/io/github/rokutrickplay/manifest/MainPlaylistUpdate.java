package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.storage.ConditionalWrites;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read-modify-write of the main playlist, which is not ours. It is written only as the version that was read. */
final class MainPlaylistUpdate {

    private static final Logger log = LoggerFactory.getLogger(MainPlaylistUpdate.class);

    private final ObjectStore store;

    MainPlaylistUpdate(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param text as it is stored now, uncompressed
     * @param changed whether it was different before
     * @param announces whether it names the image streams; a media playlist cannot, and stays as it is
     */
    record Outcome(PlaylistText text, boolean changed, boolean announces) {}

    /**
     * @throws PermanentFailure if there is no main playlist, or it is none
     */
    void check(S3Location main) {
        if (StoredPlaylist.read(store, main).parse() instanceof MultivariantPlaylist multivariant) {
            multivariant.leftOut().forEach(what -> log.warn("{} stays as it is, though of no use: {}", main, what));
        }
    }

    /**
     * @param mediaPath the asset's folder, empty or ending in a slash
     * @throws PermanentFailure if there is no main playlist, or it is none
     * @throws TransientFailure if other writers were faster every time
     */
    Outcome apply(S3Location main, String mediaPath, List<ThumbnailStream> streams) {
        MainPlaylistEditor editor = new MainPlaylistEditor(main, mediaPath);
        return ConditionalWrites.repeat(main, attempt -> edit(main, editor, streams, attempt));
    }

    private Optional<Outcome> edit(
            S3Location main, MainPlaylistEditor editor, List<ThumbnailStream> streams, int attempt) {
        StoredPlaylist read = StoredPlaylist.read(store, main);
        if (!(read.parse() instanceof MultivariantPlaylist multivariant)) {
            // Clients must fail on a media playlist that holds a multivariant playlist's tags.
            return Optional.of(new Outcome(read.text(), false, false));
        }
        PlaylistText edited = editor.withStreams(read.text(), multivariant, streams);
        if (edited.equals(read.text())) {
            // After a lost race this is one's own write, reported as lost because a retry of it met itself.
            return Optional.of(new Outcome(edited, attempt > 1, true));
        }
        boolean written = store.replace(
                main,
                read.encode(edited),
                read.object().attributes(),
                read.object().etag());
        return written ? Optional.of(new Outcome(edited, true, true)) : Optional.empty();
    }
}
