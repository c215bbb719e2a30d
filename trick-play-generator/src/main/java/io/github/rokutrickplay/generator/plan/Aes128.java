package io.github.rokutrickplay.generator.plan;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How bytes are encrypted as a whole: AES-128 in CBC mode with PKCS7 padding (RFC 8216bis section 4.4.4.4).
 *
 * @param iv the initialization vector as 32 hexadecimal digits
 */
public record Aes128(KeySource key, String iv) {

    private static final Pattern IV = Pattern.compile("[0-9a-fA-F]{32}");

    public Aes128 {
        if (!IV.matcher(iv).matches()) {
            throw new IllegalArgumentException("'" + iv + "' is no initialization vector of 16 bytes");
        }
    }

    /** The initialization vector's 16 bytes. */
    public byte[] ivBytes() {
        return HexFormat.of().parseHex(iv);
    }
}
