package io.github.rokutrickplay.generator;

/**
 * What goes from an event to the messages for the updater.
 *
 * @param requestId of the invocation, so that a film can be followed through the functions' logs
 * @param invalidationDeferred whether whoever has sent the event clears the caches
 */
record Origin(String requestId, boolean invalidationDeferred) {

    static Origin of(String requestId) {
        return new Origin(requestId, false);
    }
}
