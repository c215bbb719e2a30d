package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.EncryptionKey;
import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.local.verify.frames.UndecodableFilmException;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is in the segments of a media playlist, decrypted.
 *
 * @param playlist its address
 */
record SegmentContent(PublishedObjects objects, String playlist) {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int KEY_BYTES = 16;

    byte[] of(Segment segment) {
        byte[] bytes = bytes(segment.uri(), segment.byteRange());
        return decrypted(bytes, segment.keys(), segment.mediaSequence());
    }

    byte[] of(InitializationSection section, long mediaSequence) {
        return decrypted(bytes(section.uri(), section.byteRange()), section.keys(), mediaSequence);
    }

    private byte[] bytes(String uri, @Nullable ByteRange range) {
        String address = objects.resolve(playlist, uri);
        if (range != null && range.length() > MAX_BYTES) {
            throw new UndecodableFilmException("a segment has " + range.length() + " bytes");
        }
        Optional<ObjectPart> part = range == null
                ? objects.find(address, MAX_BYTES)
                : objects.findRange(address, range.offset(), (int) range.length());
        return part.map(ObjectPart::bytes)
                .orElseThrow(() -> new UnreadableObjectException(objects.named(address) + " is not there"));
    }

    private byte[] decrypted(byte[] bytes, List<EncryptionKey> keys, long mediaSequence) {
        if (keys.isEmpty()) {
            return bytes;
        }
        EncryptionKey key = keys.stream()
                .filter(EncryptionKey::isAes128)
                .findFirst()
                .orElseThrow(() -> new UndecodableFilmException(
                        "it is encrypted by " + keys.getFirst().method()));
        String uri = key.uri();
        if (uri == null) {
            throw new UndecodableFilmException("its EXT-X-KEY names no key");
        }
        String address = objects.resolve(playlist, uri);
        byte[] secret = objects.find(address, KEY_BYTES)
                .map(ObjectPart::bytes)
                .orElseThrow(
                        () -> new UnreadableObjectException("the key " + objects.named(address) + " is not there"));
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(iv(key, mediaSequence)));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecodableFilmException("a segment cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private static byte[] iv(EncryptionKey key, long mediaSequence) {
        String text = key.iv();
        if (text == null) {
            return ByteBuffer.allocate(KEY_BYTES)
                    .putLong(Long.BYTES, mediaSequence)
                    .array();
        }
        String digits = text.substring(2);
        return HexFormat.of().parseHex("0".repeat(Math.max(0, 2 * KEY_BYTES - digits.length())) + digits);
    }
}
