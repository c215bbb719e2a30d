package io.github.rokutrickplay.generator.video.fetch;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Aes128;
import io.github.rokutrickplay.generator.plan.KeySource;
import io.github.rokutrickplay.keys.KeyServer;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one extraction, each fetched once. A key is never logged. For many threads. */
public final class ContentKeys {

    private final ObjectStore store;
    private final KeyServer server;
    private final Map<KeySource, FutureTask<byte[]>> keys = new ConcurrentHashMap<>();

    public ContentKeys(ObjectStore store, KeyServer server) {
        this.store = store;
        this.server = server;
    }

    /** A cipher that decrypts from the first byte on, whole blocks only, and takes no padding off. */
    Cipher cipher(Aes128 encryption) {
        byte[] key = key(encryption.key());
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(encryption.ivBytes()));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in CBC mode", e);
        }
    }

    private byte[] key(KeySource source) {
        FutureTask<byte[]> mine = new FutureTask<>(() -> fetch(source));
        FutureTask<byte[]> first = keys.putIfAbsent(source, mine);
        if (first == null) {
            mine.run();
            return SegmentFetcher.await(mine);
        }
        return SegmentFetcher.await(first);
    }

    private byte[] fetch(KeySource source) {
        return switch (source) {
            case KeySource.Stored stored -> stored(stored.location());
            case KeySource.Served served -> server.fetch(served.url());
        };
    }

    private byte[] stored(S3Location location) {
        byte[] key = store.find(location, KeyServer.KEY_BYTES)
                .map(StoredObject::body)
                .orElseThrow(() -> new PermanentFailure("the key " + location + " does not exist"));
        if (key.length != KeyServer.KEY_BYTES) {
            throw new PermanentFailure(
                    "the key " + location + " has " + key.length + " bytes; an AES-128 key has " + KeyServer.KEY_BYTES);
        }
        return key;
    }
}
