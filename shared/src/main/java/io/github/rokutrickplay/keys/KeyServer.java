package io.github.rokutrickplay.keys;

import java.net.URI;

/** Where keys are that are not in the bucket. Safe for use by many threads. */
@FunctionalInterface
public interface KeyServer {

    /** The length of a key, in bytes. */
    int KEY_BYTES = 16;

    /** For where no key may be fetched: a plan names none. */
    KeyServer NONE = url -> {
        throw new IllegalStateException("no key server is configured");
    };

    /**
     * @param url one that {@link KeyUrlPrefixes} allow
     * @return the key, of {@value #KEY_BYTES} bytes
     * @throws io.github.rokutrickplay.failure.TransientFailure if the server does not answer, or asks to come back
     * @throws io.github.rokutrickplay.failure.PermanentFailure if it refuses, or what it answers with is no key
     */
    byte[] fetch(URI url);
}
