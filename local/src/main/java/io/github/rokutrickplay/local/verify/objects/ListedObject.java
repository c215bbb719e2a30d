package io.github.rokutrickplay.local.verify.objects;

import java.time.Instant;

/** An object as a listing shows it. */
public record ListedObject(String address, long sizeBytes, Instant lastModified) {}
