package io.github.rokutrickplay.generator.video.fetch;

import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Decrypts in steps what was encrypted as a whole, and leaves the padding out. As players do, it takes a last block that is
 * padded in another way than PKCS7's, or not at all, and bytes behind the last whole block as they are. For one thread.
 */
final class BlockDecryption {

    private static final int BLOCK = 16;
    private static final byte[] NOTHING = {};

    private final Cipher cipher;
    private final ContentEnd end = new ContentEnd();
    /** Too few to be decrypted. */
    private byte[] encrypted = NOTHING;
    /** May be padding. */
    private byte[] held = NOTHING;

    /**
     * @param cipher adds and takes off no padding
     */
    BlockDecryption(Cipher cipher) {
        this.cipher = cipher;
    }

    /**
     * Decrypts the next bytes.
     *
     * @param last whether they are the last
     * @return as many as are certain not to be padding; may be none
     */
    byte[] next(byte[] bytes, boolean last) {
        byte[] all = joined(encrypted, bytes);
        int whole = all.length - all.length % BLOCK;
        byte[] clear = decrypted(all, whole);
        encrypted = Arrays.copyOfRange(all, whole, all.length);
        if (last) {
            clear = joined(clear, encrypted);
        }
        end.pass(clear);
        byte[] content = joined(held, clear);
        byte[] tail = Arrays.copyOfRange(content, Math.max(0, content.length - BLOCK), content.length);
        int kept = last ? end.padding(tail) : tail.length;
        held = last ? NOTHING : tail;
        return Arrays.copyOf(content, content.length - kept);
    }

    private byte[] decrypted(byte[] bytes, int count) {
        byte[] clear = cipher.update(bytes, 0, count);
        return clear == null ? NOTHING : clear;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
