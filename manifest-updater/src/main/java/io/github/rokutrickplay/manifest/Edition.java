package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.manifest.dash.MpdUpdate;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of an asset as they were put in place once, all from one reading of its images.
 *
 * @param stored what was there before them
 * @param main what became of the main playlist, if there is one
 * @param mpds what became of each MPD
 */
record Edition(
        AssetImages asset,
        Documents documents,
        StoredDocuments stored,
        Optional<MainPlaylistUpdate.Outcome> main,
        List<MpdUpdate.Outcome> mpds) {

    Edition {
        mpds = List.copyOf(mpds);
    }

    /** Names the content: the same playlists and index, the same version. */
    String version() {
        List<byte[]> parts = new ArrayList<>(stored.bodies());
        main.ifPresent(playlist -> parts.add(playlist.text().toBytes()));
        parts.add(asset.record());
        changedMpds().forEach(mpd -> parts.add(mpd.toString().getBytes(UTF_8)));
        return ContentVersion.of(parts);
    }

    /** What was different or missing, in the order of writing. */
    List<S3Location> written(Optional<S3Location> mainPlaylist) {
        Stream<S3Location> announcements =
                Stream.concat(mainPlaylist.stream().filter(any -> mainPlaylistChanged()), changedMpds());
        return Stream.concat(stored.written().stream(), announcements).toList();
    }

    boolean mainPlaylistChanged() {
        return main.filter(MainPlaylistUpdate.Outcome::changed).isPresent();
    }

    Stream<S3Location> changedMpds() {
        return mpds.stream().filter(MpdUpdate.Outcome::changed).map(MpdUpdate.Outcome::mpd);
    }

    /** Those that name our images, or did so until now. */
    List<String> mpdKeys() {
        return mpds.stream()
                .filter(outcome -> outcome.changed() || outcome.announces())
                .map(outcome -> outcome.mpd().key())
                .toList();
    }
}
