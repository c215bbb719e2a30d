package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.config.FrameChoice;
import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.Aes128;
import io.github.rokutrickplay.generator.plan.KeySource;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import io.github.rokutrickplay.sample.SegmentFormat;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Films of three seconds whose segments are changed as the input says, and then looked into and decoded. The input is a list
 * of changes, not bytes of media: so it reaches behind packets, checksums and boxes.
 */
final class MediaFuzzer {

    private static final int SEGMENTS = 3;
    private static final Duration SEGMENT = Duration.ofSeconds(1);
    private static final List<Change> CHANGES = List.of(Change.values());
    private static final int MAX_CHANGES = 12;

    private static final StoredBytes SECTION = new StoredBytes(location("other"), null);
    private static final Aes128 ENCRYPTION =
            new Aes128(new KeySource.Stored(location("other")), "00112233445566778899aabbccddeeff");

    private final boolean transportStream;
    private final @Nullable Aes128 encryption;
    private final List<byte[]> segments = new ArrayList<>();

    /** What goes with the segments, and is changed as they are: the initialization section, or the key. */
    private byte[] other = new byte[16];

    private MediaFuzzer(SegmentFormat format, @Nullable Aes128 encryption) {
        this.encryption = encryption;
        FilmSpec film = FilmSpec.single(SEGMENT.multipliedBy(SEGMENTS), 160, 90)
                .withSegments(SEGMENT, Duration.ofMillis(500))
                .withAudio(true)
                .withFormat(format);
        transportStream = format == SegmentFormat.MPEG_TS;
        try (TemporaryFolder temporary = TemporaryFolder.create("fuzzed-film")) {
            Path folder = temporary.path();
            SampleFilm.write(film, folder);
            for (int i = 0; i < SEGMENTS; i++) {
                segments.add(
                        Files.readAllBytes(folder.resolve("90p_%05d.%s".formatted(i, transportStream ? "ts" : "m4s"))));
            }
            if (!transportStream) {
                other = Files.readAllBytes(folder.resolve("90p_init0.mp4"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MediaFuzzer of(SegmentFormat format) {
        return new MediaFuzzer(format, null);
    }

    /** Of transport streams that are encrypted as a whole. */
    static MediaFuzzer ofEncrypted() {
        MediaFuzzer fuzzer = new MediaFuzzer(SegmentFormat.MPEG_TS, ENCRYPTION);
        fuzzer.segments.replaceAll(fuzzer::encrypted);
        return fuzzer;
    }

    private byte[] encrypted(byte[] clear) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(other, "AES"), new IvParameterSpec(ENCRYPTION.ivBytes()));
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each kind of change by itself, in several places. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(List.of(new byte[0]));
        for (int kind = 0; kind < CHANGES.size(); kind++) {
            for (int place = 0; place < 4; place++) {
                seeds.add(new byte[] {
                    (byte) place, (byte) kind, 0, (byte) (40 * place), 7, 0, (byte) place, 99, (byte) kind, 3, 2, 1
                });
            }
        }
        return seeds;
    }

    void run(byte[] input) {
        Bits bits = new Bits(input);
        List<byte[]> changed = new ArrayList<>(segments);
        changed.add(other);
        for (int i = 0; i < MAX_CHANGES && bits.left(); i++) {
            int which = bits.next() % (SEGMENTS + 1);
            Change change = CHANGES.get(bits.next() % CHANGES.size());
            changed.set(which, change.of(changed.get(which), bits));
        }
        if (transportStream && encryption == null) {
            changed.replaceAll(Checksums::repaired);
        }
        extract(changed);
    }

    private void extract(List<byte[]> files) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        List<PlannedSegment> planned = new ArrayList<>();
        put(store, "other", files.getLast());
        @Nullable StoredBytes section = transportStream ? null : SECTION;
        for (int i = 0; i < SEGMENTS; i++) {
            Duration start = SEGMENT.multipliedBy(i);
            planned.add(new PlannedSegment(i, put(store, "s" + i, files.get(i)), section, start, SEGMENT, 0, null));
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < 2 * SEGMENTS; i++) {
            marks.add(new Mark(i + 1, SEGMENT.multipliedBy(i).dividedBy(2), i / 2));
        }
        ThumbnailExtractor extractor = new ThumbnailExtractor(store, settings(), 1);
        Allowed.refusal(() -> extractor.extract(
                new ThumbnailPlan(SEGMENT, SEGMENT.multipliedBy(SEGMENTS), planned, marks), thumbnail -> {}));
        Allowed.refusal(() -> extractor.probe(planned.getFirst()));
    }

    private StoredBytes put(InMemoryObjectStore store, String name, byte[] body) {
        store.put(location(name), body, ObjectAttributes.ofType("video/mp2t"));
        return new StoredBytes(location(name), null, encryption);
    }

    private static S3Location location(String name) {
        return new S3Location("films", "film/" + name);
    }

    private static ThumbnailSettings settings() {
        return new ThumbnailSettings(
                SEGMENT,
                List.of(new ThumbnailBox("small", new Resolution(32, 18))),
                4,
                FrameChoice.EXACT,
                "thumbs",
                false,
                BigDecimal.ONE);
    }
}
