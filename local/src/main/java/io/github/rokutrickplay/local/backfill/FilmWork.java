package io.github.rokutrickplay.local.backfill;

/** Has a film made, unless it is as it should be. Called from several threads at once. */
@FunctionalInterface
public interface FilmWork {

    FilmResult run(FoundFilm film);
}
