package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.generator.plan.Thumbnail;

/** A form that a film's thumbnails are written in. For many threads, and in no order. */
interface ThumbnailOutput {

    /** Takes a thumbnail of any size. */
    void add(Thumbnail thumbnail);

    /** Hears of a mark that has no thumbnail. */
    void missing(int number);

    /** Forgets what came. @return whether all has to come again */
    boolean restart();

    /** Writes what is left, when all has come. */
    void finish();
}
