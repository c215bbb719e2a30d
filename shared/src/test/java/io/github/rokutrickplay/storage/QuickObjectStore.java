package io.github.rokutrickplay.storage;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that says it is quick, and notes who calls it. */
public final class QuickObjectStore extends ForwardingObjectStore {

    /** The names of the threads that have read a part of an object, or written one. */
    public final Set<String> callers = ConcurrentHashMap.newKeySet();

    public QuickObjectStore(ObjectStore inner) {
        super(inner);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        callers.add(Thread.currentThread().getName());
        return super.findRange(location, offset, length);
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        callers.add(Thread.currentThread().getName());
        super.put(location, body, attributes);
    }
}
