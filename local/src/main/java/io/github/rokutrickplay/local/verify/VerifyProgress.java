package io.github.rokutrickplay.local.verify;

/** Is told how far a check is. Called by many threads. */
@FunctionalInterface
public interface VerifyProgress {

    VerifyProgress NONE = (done, total) -> {};

    /**
     * @param total at least 1; objects are still being found while it runs
     */
    void looked(int done, int total);
}
