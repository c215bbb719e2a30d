package io.github.rokutrickplay.local.verify.objects;

import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Those of a folder or a bucket. Addresses are keys. */
public final class StoredObjects implements PublishedObjects {

    private final ObjectStore store;
    private final S3Location main;
    private final Headers headers;
    private final AssetBoundary boundary;

    private StoredObjects(ObjectStore store, S3Location main, Headers headers, PublicUrlPrefixes publicUrls) {
        this.store = store;
        this.main = main;
        this.headers = headers;
        boundary = new AssetBoundary(main.bucket(), List.of(""), publicUrls);
    }

    /** Files, of which nothing is known but their bytes. */
    public static StoredObjects ofFolder(ObjectStore store, S3Location main, PublicUrlPrefixes publicUrls) {
        return new StoredObjects(store, main, Headers.NONE, publicUrls);
    }

    public static StoredObjects ofBucket(ObjectStore store, S3Location main, PublicUrlPrefixes publicUrls) {
        return new StoredObjects(store, main, Headers.TYPES, publicUrls);
    }

    @Override
    public String resolve(String from, String uri) {
        return read(() -> boundary.resolve(main.withKey(from), uri).key());
    }

    @Override
    public String named(String address) {
        String folder = main.folder();
        return address.startsWith(folder) ? address.substring(folder.length()) : address;
    }

    @Override
    public Optional<ObjectPart> find(String address, int maxBytes) {
        return read(() -> store.find(main.withKey(address), maxBytes)).map(this::part);
    }

    private ObjectPart part(StoredObject object) {
        boolean typed = headers != Headers.NONE;
        return new ObjectPart(
                object.body(),
                object.body().length,
                typed ? object.attributes().contentType() : null,
                typed ? object.attributes().contentEncoding() : null,
                typed ? object.attributes().cacheControl() : null,
                null);
    }

    @Override
    public Optional<ObjectPart> findRange(String address, long offset, int length) {
        return read(() -> store.findRange(main.withKey(address), offset, length))
                .map(StoredObjects::part);
    }

    private static ObjectPart part(ObjectRange range) {
        return new ObjectPart(
                range.bytes(), range.objectSizeBytes(), range.contentType(), range.contentEncoding(), null, null);
    }

    @Override
    public Optional<List<ListedObject>> list(String prefix) {
        return Optional.of(read(() -> store.list(main.bucket(), prefix)).stream()
                .map(object -> new ListedObject(object.location().key(), object.sizeBytes(), object.lastModified()))
                .toList());
    }

    @Override
    public Headers headers() {
        return headers;
    }

    private static <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (PipelineException e) {
            throw new UnreadableObjectException(String.valueOf(e.getMessage()), e);
        }
    }
}
