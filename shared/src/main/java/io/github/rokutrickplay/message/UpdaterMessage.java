package io.github.rokutrickplay.message;

import org.jspecify.annotations.Nullable;

/** What stands in the manifest queue. */
public sealed interface UpdaterMessage permits ManifestMessage, RemovalMessage {

    String mediaKey();

    /** The invocation that it all began with. */
    @Nullable
    String requestId();

    @Nullable
    String jobId();

    /** The film's address: its main playlist, or what it has instead; null where the message names none. */
    @Nullable
    String film();

    /**
     * @throws io.github.rokutrickplay.failure.PermanentFailure if the text is not JSON, or lacks something
     */
    static UpdaterMessage read(String json) {
        return Json.readTree(json, "the manifest message").has("action")
                ? Json.read(json, RemovalMessage.class, "the removal message")
                : Json.read(json, ManifestMessage.class, "the manifest message");
    }
}
