package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.EncryptionKey;
import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What becomes of a playlist's EXT-X-KEY tags: how to decrypt, or why it cannot be done. */
final class KeyRules {

    private static final Pattern IV = Pattern.compile("0[xX]([0-9a-fA-F]{1,32})");

    private final S3Location playlist;
    private final AssetBoundary bucket;
    private final KeyUrlPrefixes urls;

    /**
     * @param bucket a key object may lie anywhere in it
     */
    KeyRules(S3Location playlist, AssetBoundary bucket, KeyUrlPrefixes urls) {
        this.playlist = playlist;
        this.bucket = bucket;
        this.urls = urls;
    }

    /**
     * @param keys what applies, one for each key format
     * @param mediaSequence stands in for an IV that is not given; empty for what has no number of its own
     */
    Decryption decryption(List<EncryptionKey> keys, OptionalLong mediaSequence) {
        if (keys.isEmpty()) {
            return Decryption.CLEAR;
        }
        try {
            EncryptionKey key =
                    keys.stream().filter(EncryptionKey::isAes128).findFirst().orElseThrow(() -> notDecryptable(keys));
            return new Decryption(new Aes128(source(key), iv(key, mediaSequence)), null);
        } catch (PermanentFailure refused) {
            return new Decryption(null, refused.getMessage());
        }
    }

    private static PermanentFailure notDecryptable(List<EncryptionKey> keys) {
        return new PermanentFailure("it is encrypted (EXT-X-KEY "
                + keys.stream()
                        .map(key -> "METHOD=" + key.method() + ", KEYFORMAT=" + key.keyFormat())
                        .collect(Collectors.joining(" and "))
                + "), and only METHOD=AES-128 with KEYFORMAT=identity can be decrypted");
    }

    private KeySource source(EncryptionKey key) {
        String uri = key.uri();
        if (uri == null) {
            throw new PermanentFailure(
                    "it is encrypted (EXT-X-KEY METHOD=AES-128), and the tag names no URI for the key");
        }
        try {
            return new KeySource.Stored(bucket.resolve(playlist, uri));
        } catch (PermanentFailure elsewhere) {
            return urls.allowed(uri)
                    .<KeySource>map(KeySource.Served::new)
                    .orElseThrow(() -> new PermanentFailure(
                            "it is encrypted (EXT-X-KEY METHOD=AES-128), and the key's URI '" + printable(uri)
                                    + "' is neither in the asset's bucket nor an https URL that"
                                    + " ENCRYPTION_KEY_URL_PREFIXES allows",
                            elsewhere));
        }
    }

    private static String iv(EncryptionKey key, OptionalLong mediaSequence) {
        String written = key.iv();
        if (written == null) {
            return String.format(
                    Locale.ROOT,
                    "%032x",
                    mediaSequence.orElseThrow(() ->
                            new PermanentFailure("its initialization section is encrypted (EXT-X-KEY METHOD=AES-128)"
                                    + " without an IV, which RFC 8216 requires for it")));
        }
        Matcher matcher = IV.matcher(written.strip());
        if (!matcher.matches()) {
            throw new PermanentFailure(
                    "it is encrypted, and its IV '" + printable(written) + "' is no hexadecimal number of 128 bits");
        }
        return "0".repeat(32 - matcher.group(1).length()) + matcher.group(1);
    }

    /** Without the query, which may hold a token. */
    private static String printable(String uri) {
        return uri.split("[?#]", 2)[0].replaceAll("\\p{Cntrl}", "?");
    }
}
