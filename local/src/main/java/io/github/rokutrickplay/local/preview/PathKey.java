package io.github.rokutrickplay.local.preview;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads keys out of the paths of requests. */
final class PathKey {

    private PathKey() {}

    /**
     * Decodes percent escapes, once.
     *
     * @return empty where a '%' begins none, or what they say is no UTF-8
     */
    static Optional<String> decode(String path) {
        byte[] encoded = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int at = 0; at < encoded.length; at++) {
            if (encoded[at] != '%') {
                decoded.put(encoded[at]);
                continue;
            }
            int high = digit(encoded, at + 1);
            int low = digit(encoded, at + 2);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            decoded.put((byte) (high << 4 | low));
            at += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int digit(byte[] encoded, int at) {
        return at < encoded.length ? Character.digit(encoded[at], 16) : -1;
    }
}
