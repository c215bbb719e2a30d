package io.github.rokutrickplay.local.backfill;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.storage.S3Location;

/** Makes films in this process. */
public final class FolderWork implements FilmWork {

    private final AssetProcessor processor;

    public FolderWork(AssetProcessor processor) {
        this.processor = processor;
    }

    @Override
    public FilmResult run(FoundFilm film) {
        S3Location main = film.location();
        try {
            return processor.processIfChanged(film.mainPlaylists(), JobEvent.defaultMediaKey(main), main.folder())
                    ? FilmResult.MADE
                    : FilmResult.UP_TO_DATE;
        } catch (PermanentFailure e) {
            return new FilmResult(FilmResult.Ending.REFUSED, String.valueOf(e.getMessage()));
        } catch (TransientFailure e) {
            return new FilmResult(FilmResult.Ending.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
