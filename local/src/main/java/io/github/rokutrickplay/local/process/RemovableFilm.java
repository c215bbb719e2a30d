package io.github.rokutrickplay.local.process;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.manifest.RemoveTrickPlay;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;

/** Where thumbnails may be announced, where no event says so. */
public final class RemovableFilm {

    private RemovableFilm() {}

    /**
     * @param film its main playlist, or the file or MPD of one without HLS; all MPDs beside it may be its own
     */
    public static RemoveTrickPlay.Film of(ObjectStore store, S3Location film, AssetNames names) {
        boolean playlist = !JobEvent.isFile(film.key()) && !JobEvent.isMpd(film.key());
        return new RemoveTrickPlay.Film(
                film.bucket(), playlist ? List.of(film) : List.of(), MpdsBeside.all(store, film), names);
    }
}
