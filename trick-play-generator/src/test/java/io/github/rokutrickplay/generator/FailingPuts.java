package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;

/** A store that asks to slow down whenever one name is written. */
final class FailingPuts extends ForwardingObjectStore {

    private final String fileName;

    FailingPuts(ObjectStore inner, String fileName) {
        super(inner);
        this.fileName = fileName;
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        if (location.fileName().equals(fileName)) {
            throw new TransientFailure("SlowDown");
        }
        super.put(location, body, attributes);
    }
}
