package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes an asset's documents where they differ from what is there, and keeps what it found and did. */
final class StoredDocuments {

    private final ObjectStore store;
    private final String bucket;
    private final Set<String> existedBefore = new HashSet<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<S3Location> written = new ArrayList<>();

    StoredDocuments(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    void write(Document document) {
        S3Location location = new S3Location(bucket, document.key());
        byte[] body = document.body();
        bodies.add(body);
        Optional<StoredObject> before = store.find(location, StoredPlaylist.MAX_BYTES);
        if (before.isPresent()) {
            existedBefore.add(document.key());
        }
        if (before.filter(object -> Arrays.equals(object.body(), body)).isEmpty()) {
            store.put(location, body, ObjectAttributes.ofType(document.contentType()));
            written.add(location);
        }
    }

    /** Writes one that is not announced any more, if it is there from before. */
    void replace(Document document) {
        if (store.findRange(new S3Location(bucket, document.key()), 0, 1).isPresent()) {
            write(document);
        }
    }

    /** What all of them hold, in the order of writing. */
    List<byte[]> bodies() {
        return List.copyOf(bodies);
    }

    /** Those that were different or missing, in the order of writing. */
    List<S3Location> written() {
        return List.copyOf(written);
    }

    boolean anyExistedBefore() {
        return !existedBefore.isEmpty();
    }

    /** The keys of those of which a cache may hold another text than the one that is stored now, in the order of writing. */
    Stream<String> replaced() {
        return written.stream().map(S3Location::key).filter(existedBefore::contains);
    }
}
