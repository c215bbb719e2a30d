package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store that asks to slow down whenever one name is written. */
record FailingPuts(ObjectStore inner, String fileName) implements ObjectStore {

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        if (location.fileName().equals(fileName)) {
            throw new TransientFailure("SlowDown");
        }
        inner.put(location, body, attributes);
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        return inner.find(location, maxBytes);
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        return inner.findRange(location, offset, length);
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        return inner.replace(location, body, attributes, expectedEtag);
    }

    @Override
    public List<ObjectSummary> list(String bucket, String keyPrefix) {
        return inner.list(bucket, keyPrefix);
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        inner.delete(locations);
    }
}
