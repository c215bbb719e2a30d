package io.github.rokutrickplay.hls;

import org.jspecify.annotations.Nullable;

/**
 * How a segment is encrypted: EXT-X-KEY (RFC 8216bis section 4.4.4.4) with a METHOD other than NONE.
 *
 * @param method AES-128, SAMPLE-AES, SAMPLE-AES-CTR or whatever else the tag says
 * @param uri where the key is; null if the tag has none
 * @param iv the initialization vector as it is written; null means the segment's media sequence number
 * @param keyFormat {@code identity} unless the tag says otherwise
 */
public record EncryptionKey(
        String method, @Nullable String uri, @Nullable String iv, String keyFormat) {

    /** Whole segments, AES-128 in CBC mode with PKCS7 padding. */
    public static final String AES_128 = "AES-128";

    /** The key itself is what the URI leads to, not something that a DRM system makes a key of. */
    public static final String IDENTITY = "identity";

    /** Whether this is a key of 16 bytes for whole segments. */
    public boolean isAes128() {
        return method.equals(AES_128) && keyFormat.equals(IDENTITY);
    }
}
