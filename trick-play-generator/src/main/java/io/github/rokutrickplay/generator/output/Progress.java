package io.github.rokutrickplay.generator.output;

/** Hears how far the work is. Called from several threads at once. */
@FunctionalInterface
public interface Progress {

    /** For whom nobody watches. */
    Progress NONE = (done, total) -> {};

    /**
     * @param done the images written so far, counting every size
     * @param total how many there will be
     */
    void written(int done, int total);
}
