package io.github.rokutrickplay.storage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store that does what another does: for fakes that get in the way of one call. */
public abstract class ForwardingObjectStore implements ObjectStore {

    private final ObjectStore inner;

    protected ForwardingObjectStore(ObjectStore inner) {
        this.inner = inner;
    }

    @Override
    public boolean isQuick() {
        return inner.isQuick();
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
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        inner.put(location, body, attributes);
    }

    @Override
    public MultipartUpload startMultipart(S3Location location, ObjectAttributes attributes) {
        return inner.startMultipart(location, attributes);
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
    public ObjectFolder listFolder(String bucket, String prefix) {
        return inner.listFolder(bucket, prefix);
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        inner.delete(locations);
    }
}
