package io.github.rokutrickplay.generator.video.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Aes128;
import io.github.rokutrickplay.generator.plan.KeySource;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredReadTest {

    private static final S3Location OBJECT = S3Location.parse("s3://bucket/a.ts");
    private static final S3Location KEY = S3Location.parse("s3://bucket/a.key");
    private static final URI URL = URI.create("https://keys.example.com/1");

    /** NIST SP 800-38A, F.2.1 (CBC-AES128.Encrypt): the key, the IV, and the first two blocks. */
    private static final byte[] NIST_KEY = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c");

    private static final String NIST_IV = "000102030405060708090a0b0c0d0e0f";
    private static final String NIST_CIPHER = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2";
    private static final String PADDING = "55e21d7100b988ffec32feeafaf23538";
    private static final String NIST_CLEAR = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<URI> fetched = new ArrayList<>();
    private final ContentKeys keys = new ContentKeys(store, url -> {
        fetched.add(url);
        return NIST_KEY;
    });

    private void put(S3Location location, byte[] bytes) {
        store.put(location, bytes, ObjectAttributes.ofType("video/mp2t"));
    }

    private StoredRead read(@Nullable ByteRange range, @Nullable Aes128 encryption) {
        return new StoredRead(store, keys, new LongAdder(), new StoredBytes(OBJECT, range, encryption));
    }

    private static Aes128 encrypted() {
        return new Aes128(new KeySource.Stored(KEY), NIST_IV);
    }

    private static byte[] all(StoredRead read, int step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] next = read.next(step, "it"); next.length > 0; next = read.next(step, "it")) {
            all.writeBytes(next);
        }
        assertThat(read.size()).isEqualTo(all.size());
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 1000, 100_000})
    void readsAnObjectOrARangeOfItInAnySteps(int step) {
        byte[] bytes = new byte[3001];
        new Random(1).nextBytes(bytes);
        put(OBJECT, bytes);

        assertThat(all(read(null, null), step)).isEqualTo(bytes);
        assertThat(all(read(new ByteRange(10, 500), null), step)).isEqualTo(Arrays.copyOfRange(bytes, 10, 510));
        assertThat(all(read(new ByteRange(3000, 500), null), step)).isEqualTo(Arrays.copyOfRange(bytes, 3000, 3001));
        assertThat(all(read(new ByteRange(4000, 500), null), step)).isEmpty();
    }

    /** Two blocks of the standard's, and one of padding, which OpenSSL has added. */
    private void putEncrypted(int before) {
        byte[] padded = HexFormat.of().parseHex(NIST_CIPHER + PADDING);
        byte[] object = new byte[before + padded.length];
        System.arraycopy(padded, 0, object, before, padded.length);
        put(OBJECT, object);
        put(KEY, NIST_KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33, 1000})
    void decryptsInAnyStepsAsTheStandardSays(int step) {
        putEncrypted(0);
        assertThat(HexFormat.of().formatHex(all(read(null, encrypted()), step))).isEqualTo(NIST_CLEAR);
        putEncrypted(7);
        assertThat(HexFormat.of().formatHex(all(read(new ByteRange(7, 48), encrypted()), step)))
                .isEqualTo(NIST_CLEAR);
    }

    @Test
    void decryptsTheBeginningWithoutReadingToTheEnd() {
        putEncrypted(0);
        StoredRead read = read(null, encrypted());
        assertThat(HexFormat.of().formatHex(read.next(20, "it"))).isEqualTo(NIST_CLEAR.substring(0, 32));
        assertThat(read.size()).isEqualTo(StoredRead.UNKNOWN);
    }

    @Test
    void fetchesAKeyOnce() {
        putEncrypted(0);
        Aes128 served = new Aes128(new KeySource.Served(URL), NIST_IV);
        all(read(null, served), 1000);
        all(read(null, served), 1000);
        all(read(null, encrypted()), 1000);
        all(read(null, encrypted()), 1000);

        assertThat(fetched).containsExactly(URL);
        assertThat(store.journal).filteredOn(("find " + KEY)::equals).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithAKeyOrWithWhatItIsFor() {
        put(OBJECT, new byte[48]);
        assertThatThrownBy(() -> read(null, encrypted()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("the key s3://bucket/a.key does not exist");
        put(KEY, "0123456789abcde".getBytes(UTF_8));
        ContentKeys others = new ContentKeys(store, url -> NIST_KEY);
        assertThatThrownBy(() -> others.cipher(encrypted()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("the key s3://bucket/a.key has 15 bytes; an AES-128 key has 16");
    }

    /** Packets that end in what looks like padding. */
    private static byte[] transportStream(int packets) {
        byte[] stream = new byte[packets * 188];
        new Random(packets).nextBytes(stream);
        for (int packet = 0; packet < packets; packet++) {
            stream[packet * 188] = 0x47;
        }
        Arrays.fill(stream, stream.length - packets % 3, stream.length, (byte) (packets % 3));
        return stream;
    }

    /** Boxes, the last of them with a size of 64 bits, whose content ends in what looks like padding. */
    private static byte[] boxes(int length) {
        ByteBuffer boxes = ByteBuffer.allocate(24 + 16 + length);
        boxes.putInt(24).put("styp".getBytes(US_ASCII)).position(24);
        boxes.putInt(1).put("mdat".getBytes(US_ASCII)).putLong(16 + length);
        boxes.array()[boxes.capacity() - 1] = 1;
        return boxes.array();
    }

    @ParameterizedTest
    @EnumSource(CipherEnding.class)
    void endsWherePacketsAndBoxesEndHoweverTheLastBlockIsPadded(CipherEnding ending) {
        put(KEY, NIST_KEY);
        for (int size = 1; size < 40; size++) {
            for (byte[] clear : List.of(transportStream(size), boxes(size))) {
                put(OBJECT, ending.encrypted(clear, NIST_KEY, NIST_IV));
                for (int step : List.of(1, 17, 1000, 100_000)) {
                    assertThat(all(read(null, encrypted()), step))
                            .as("%d, step %d", size, step)
                            .isEqualTo(clear);
                }
            }
        }
    }

    /** Whatever looks like a packet or a box that was begun stays, so that its loss is seen. */
    @ParameterizedTest
    @EnumSource(CipherEnding.class)
    void keepsWhatIsLeftOfAPacketOrABoxThatIsCut(CipherEnding ending) {
        put(KEY, NIST_KEY);
        for (int left : List.of(1, 5, 16, 17, 100, 187)) {
            byte[] cut = Arrays.copyOf(transportStream(9), 8 * 188 + left);
            put(OBJECT, ending.encrypted(cut, NIST_KEY, NIST_IV));
            assertThat(all(read(null, encrypted()), 1000)).hasSizeBetween(cut.length, cut.length + 16);
        }
        for (int left : List.of(8, 16, 20, 38)) {
            byte[] cut = Arrays.copyOf(boxes(40), 24 + left);
            put(OBJECT, ending.encrypted(cut, NIST_KEY, NIST_IV));
            assertThat(all(read(null, encrypted()), 1000)).hasSizeBetween(cut.length, cut.length + 16);
        }
    }

    @Test
    void givesWhatACutCiphertextStillHolds() {
        put(KEY, NIST_KEY);
        byte[] clear = transportStream(20);
        byte[] whole = CipherEnding.PKCS7.encrypted(clear, NIST_KEY, NIST_IV);
        for (int length : List.of(1000, 1007)) {
            put(OBJECT, Arrays.copyOf(whole, length));
            byte[] read = all(read(null, encrypted()), 1000);
            assertThat(read).hasSize(length);
            assertThat(Arrays.copyOf(read, 992)).isEqualTo(Arrays.copyOf(clear, 992));
        }
    }

    @Test
    void readsNothingAsNothing() {
        put(KEY, NIST_KEY);
        put(OBJECT, new byte[0]);
        assertThat(all(read(null, encrypted()), 1000)).isEmpty();
    }
}
