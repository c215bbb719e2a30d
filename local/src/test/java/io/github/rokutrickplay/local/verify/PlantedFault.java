package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.Finding.Severity;

/**
 * Something that is made wrong in a good asset, and what has to be said of it.
 *
 * @param asset which of the good ones
 * @param name what is wrong
 * @param plant makes it so
 * @param severity of the finding
 * @param object of the finding
 * @param what a part of its text
 */
record PlantedFault(Good asset, String name, Plant plant, Severity severity, String object, String what) {

    /** The good assets. */
    enum Good {
        SINGLES,
        SHEETS,
        GAPS,
        PLAIN
    }

    /** Changes an asset. */
    @FunctionalInterface
    interface Plant {
        void into(PublishedAsset asset) throws Exception;
    }

    static PlantedFault error(Good asset, String name, Plant plant, String object, String what) {
        return new PlantedFault(asset, name, plant, Severity.ERROR, object, what);
    }

    static PlantedFault warning(Good asset, String name, Plant plant, String object, String what) {
        return new PlantedFault(asset, name, plant, Severity.WARNING, object, what);
    }

    @Override
    public String toString() {
        return name;
    }
}
