package io.github.rokutrickplay.generator.plan;

import java.util.function.Supplier;

/**
 * Bytes that are no object's, made when they are needed and as often as they are.
 *
 * @param bytes makes them, always the same
 */
public record MadeBytes(Supplier<byte[]> bytes) implements ByteSource {}
