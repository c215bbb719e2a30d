package io.github.rokutrickplay.local.verify.objects;

import java.util.List;
import java.util.Optional;

/**
 * The objects of a film as somebody gets them who may only read. An address is a key of the folder or bucket, or a URL. Safe for use
 * by many threads. Each read is bounded in size and time, and throws {@link UnreadableObjectException} where it is refused or fails.
 */
public interface PublishedObjects {

    /**
     * Where a URI leads, as players resolve it.
     *
     * @param from the address of the playlist or document that holds it
     * @throws UnreadableObjectException if it leads to where nothing is read: another host or bucket
     */
    String resolve(String from, String uri);

    /** What the user would call it. */
    String named(String address);

    /**
     * Reads a whole object.
     *
     * @return empty when there is none
     */
    Optional<ObjectPart> find(String address, int maxBytes);

    /**
     * Reads a part of an object.
     *
     * @param length how many bytes at most, at least 1
     * @return empty when there is no such object; no bytes when the offset is at or behind its end
     */
    Optional<ObjectPart> findRange(String address, long offset, int length);

    /** What lies below a prefix of an address; empty where that cannot be asked. */
    Optional<List<ListedObject>> list(String prefix);

    /** What is said of an object beside its bytes. */
    Headers headers();

    /** What a place tells of an object beside its bytes. */
    enum Headers {
        /** Nothing: files. */
        NONE,
        /** Its type and its encoding: a bucket. */
        TYPES,
        /** All that a player is told: HTTP. */
        ALL
    }
}
