package io.github.rokutrickplay.generator.plan;

import org.jspecify.annotations.Nullable;

/**
 * What EXT-X-KEY tags come to.
 *
 * @param encryption null where the bytes are clear, or cannot be decrypted
 * @param refusal why they cannot be decrypted; null where they can or need not be
 */
record Decryption(@Nullable Aes128 encryption, @Nullable String refusal) {

    static final Decryption CLEAR = new Decryption(null, null);
}
