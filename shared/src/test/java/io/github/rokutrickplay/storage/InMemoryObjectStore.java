package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A fake of S3 that keeps {@link ObjectStoreContract}, and a journal of what was asked of it. */
public final class InMemoryObjectStore implements ObjectStore {

    private record Entry(byte[] body, ObjectAttributes attributes, String etag, Instant lastModified) {}

    private final Map<S3Location, Entry> objects = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final InstantSource clock;

    /** What was called, as {@code put s3://bucket/key}, in order. */
    public final Collection<String> journal = new ConcurrentLinkedQueue<>();

    public InMemoryObjectStore() {
        this(InstantSource.system());
    }

    public InMemoryObjectStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        journal.add("find " + location);
        Entry entry = objects.get(location);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.body.length > maxBytes) {
            throw new PermanentFailure(location + " is " + entry.body.length + " bytes large; at most " + maxBytes);
        }
        return Optional.of(new StoredObject(location, entry.body.clone(), entry.etag, entry.attributes));
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        journal.add("findRange " + location + " " + length + "@" + offset);
        return Optional.ofNullable(objects.get(location)).map(entry -> {
            int from = (int) Math.min(offset, entry.body.length);
            int to = (int) Math.min(offset + length, entry.body.length);
            return new ObjectRange(
                    Arrays.copyOfRange(entry.body, from, to),
                    entry.body.length,
                    entry.etag,
                    entry.attributes.contentType(),
                    entry.attributes.contentEncoding());
        });
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        journal.add("put " + location);
        objects.put(location, entry(body, attributes));
    }

    @Override
    public MultipartUpload startMultipart(S3Location location, ObjectAttributes attributes) {
        journal.add("start " + location);
        SortedMap<Integer, byte[]> parts = new TreeMap<>();
        return new MultipartUpload() {
            @Override
            public void part(int number, byte[] bytes) {
                journal.add("part " + number + " of " + location);
                parts.put(number, bytes.clone());
            }

            @Override
            public void complete() {
                journal.add("complete " + location);
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                parts.forEach((number, part) -> {
                    if (number < parts.lastKey() && part.length < MIN_PART_BYTES) {
                        throw new AssertionError("S3 refuses a part of " + part.length + " bytes that is not the last");
                    }
                    body.writeBytes(part);
                });
                objects.put(location, entry(body.toByteArray(), attributes));
            }

            @Override
            public void abort() {
                journal.add("abort " + location);
            }
        };
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        journal.add("replace " + location);
        Entry mine = entry(body, attributes);
        Entry now = objects.computeIfPresent(location, (key, old) -> old.etag.equals(expectedEtag) ? mine : old);
        return now != null && now.etag.equals(mine.etag);
    }

    private Entry entry(byte[] body, ObjectAttributes attributes) {
        return new Entry(body.clone(), attributes, "\"" + versions.incrementAndGet() + "\"", clock.instant());
    }

    @Override
    public List<ObjectSummary> list(String bucket, String keyPrefix) {
        journal.add("list s3://" + bucket + "/" + keyPrefix);
        return objects.entrySet().stream()
                .filter(object -> object.getKey().bucket().equals(bucket)
                        && object.getKey().key().startsWith(keyPrefix))
                .map(object -> new ObjectSummary(
                        object.getKey(), object.getValue().body.length, object.getValue().lastModified))
                .sorted(Comparator.comparing(summary -> summary.location().key()))
                .toList();
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        locations.forEach(location -> {
            journal.add("delete " + location);
            objects.remove(location);
        });
    }

    /** The text of an object that has to be there. */
    public String text(S3Location location) {
        return new String(bytes(location), StandardCharsets.UTF_8);
    }

    /** The bytes of an object that has to be there. */
    public byte[] bytes(S3Location location) {
        Entry entry = objects.get(location);
        if (entry == null) {
            throw new AssertionError(location + " was not written; there are " + objects.keySet());
        }
        return entry.body.clone();
    }

    /** Puts text as an object of the given type. */
    public void putText(S3Location location, String text, String contentType) {
        put(location, text.getBytes(StandardCharsets.UTF_8), ObjectAttributes.ofType(contentType));
    }
}
