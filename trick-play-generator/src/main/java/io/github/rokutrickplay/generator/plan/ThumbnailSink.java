package io.github.rokutrickplay.generator.plan;

/** Takes what an extraction makes, from several threads at once and in no order. What it throws ends the extraction. */
@FunctionalInterface
public interface ThumbnailSink {

    /**
     * Boxes that come to one size have one thumbnail. What comes again, after {@link #restart}, replaces what came before.
     */
    void add(Thumbnail thumbnail);

    /** Hears of a mark that has no thumbnail in any size. */
    default void missing(int number) {}

    /**
     * Thumbnails will come again: those of the shortcut that turned out to be none, or those that others have outgrown.
     *
     * @return whether all of them have to come again
     */
    default boolean restart() {
        return false;
    }
}
