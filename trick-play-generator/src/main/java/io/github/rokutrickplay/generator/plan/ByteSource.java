package io.github.rokutrickplay.generator.plan;

/** Bytes that a demuxer is given. */
public sealed interface ByteSource permits StoredBytes, TransportStreamTables, MadeBytes {}
