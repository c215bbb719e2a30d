package io.github.rokutrickplay.invalidation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * CloudFront's idempotency token, derived from what is asked: a retry of a batch has the same one and starts nothing new; a
 * later publication of the same paths has another one and is not swallowed.
 */
final class CallerReference {

    private CallerReference() {}

    /**
     * @param identities of the publications, sorted
     */
    static String of(String distributionId, List<String> paths, Collection<String> identities) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, List.of(distributionId));
            update(digest, paths);
            update(digest, identities);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Lengths go in as well, so that two lists never run into one another. */
    private static void update(MessageDigest digest, Collection<String> texts) {
        digest.update(number(texts.size()));
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(number(bytes.length));
            digest.update(bytes);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
