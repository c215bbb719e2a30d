package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.storage.S3Location;
import java.net.URI;

/** Where a key of 16 bytes is. */
public sealed interface KeySource {

    /** An object of the asset's bucket. */
    record Stored(S3Location location) implements KeySource {
        @Override
        public String toString() {
            return location.toString();
        }
    }

    /** Behind a URL that the configuration allows. */
    record Served(URI url) implements KeySource {

        /** Without the query, which may hold a token. */
        @Override
        public String toString() {
            return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        }
    }
}
