package io.github.rokutrickplay.local.verify.objects;

import org.jspecify.annotations.Nullable;

/**
 * An object, or a part of one. Headers that are not told are null.
 *
 * @param bytes not to be changed
 * @param sizeBytes of the whole object; -1 where it is not told
 * @param allowOrigin Access-Control-Allow-Origin
 */
public record ObjectPart(
        byte[] bytes,
        long sizeBytes,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String cacheControl,
        @Nullable String allowOrigin) {}
