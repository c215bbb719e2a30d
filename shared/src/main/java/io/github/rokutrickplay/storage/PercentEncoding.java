package io.github.rokutrickplay.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent escapes of URI paths (RFC 3986 section 2.1). */
final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Decodes percent escapes. A '%' that begins none, and escapes that are no UTF-8, are what the key holds; so is a '+'.
     */
    static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteBuffer bytes = ByteBuffer.wrap(path.getBytes(StandardCharsets.UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean escape = next == '%' && bytes.remaining() >= 2 && isHex(bytes, 0) && isHex(bytes, 1);
            decoded.put(escape ? (byte) (hex(bytes.get()) << 4 | hex(bytes.get())) : next);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }

    private static boolean isHex(ByteBuffer bytes, int ahead) {
        return hex(bytes.get(bytes.position() + ahead)) >= 0;
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
