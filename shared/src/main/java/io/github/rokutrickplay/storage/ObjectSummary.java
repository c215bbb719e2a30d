package io.github.rokutrickplay.storage;

import java.time.Instant;

/** An object as a listing shows it. */
public record ObjectSummary(S3Location location, long sizeBytes, Instant lastModified) {}
