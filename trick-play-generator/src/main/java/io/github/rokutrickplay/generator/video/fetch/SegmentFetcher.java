package io.github.rokutrickplay.generator.video.fetch;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.mp4.InitializationSection;
import io.github.rokutrickplay.generator.mp4.Mp4Exception;
import io.github.rokutrickplay.generator.plan.ByteSource;
import io.github.rokutrickplay.generator.plan.MadeBytes;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentTask;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.generator.plan.TransportStreamTables;
import io.github.rokutrickplay.generator.video.transport.ProgramTables;
import io.github.rokutrickplay.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginnings of segments, or of parts of them: ahead of their use, and as much as of earlier ones turned out to be
 * needed.
 */
public final class SegmentFetcher implements AutoCloseable {

    private static final int MIN_FIRST_CHUNK = 64 * 1024;
    private static final int MAX_FIRST_CHUNK = 512 * 1024;
    private static final int MAX_INITIALIZATION = 4 * 1024 * 1024;
    /** What may lie waiting in memory. */
    private static final int MAX_WAITING = 8 * 1024 * 1024;

    private static final int MAX_AHEAD = 32;
    private static final int FIRST = 4;

    private final ObjectStore store;
    private final ContentKeys keys;
    private final LongAdder bytesRead = new LongAdder();
    private final Map<ByteSource, FutureTask<byte[]>> initializations = new ConcurrentHashMap<>();
    private final AtomicInteger firstChunk = new AtomicInteger(MIN_FIRST_CHUNK);
    private final AtomicInteger done = new AtomicInteger();
    private final SeekEstimator seekEstimator = new SeekEstimator();
    /** None where whoever needs a segment may as well read it. */
    private final @Nullable ExecutorService executor;

    public SegmentFetcher(ObjectStore store, ContentKeys keys) {
        this.store = store;
        this.keys = keys;
        executor = store.isQuick() ? null : Executors.newVirtualThreadPerTaskExecutor();
    }

    /** How many segments' beginnings may be read ahead: few, before the first have told how others are best read. */
    public int ahead() {
        return done.get() < FIRST ? FIRST : Math.min(MAX_AHEAD, MAX_WAITING / firstChunk.get());
    }

    /** Reads the beginning of a task's segment, or of the part of it that will do, perhaps. */
    public FutureTask<SegmentBytes> prefetch(SegmentTask task) {
        FutureTask<SegmentBytes> reading = new FutureTask<>(
                () -> seekEstimator.part(task).flatMap(this::openPart).orElseGet(() -> open(task.segment())));
        if (executor != null) {
            executor.execute(reading);
        }
        return reading;
    }

    /** Empty where it cannot be read: what there is to say of that is said of the whole. */
    private Optional<SegmentBytes> openPart(PlannedSegment part) {
        try {
            return Optional.of(open(part, true));
        } catch (PermanentFailure unreadable) {
            return Optional.empty();
        }
    }

    public SeekEstimator seekEstimator() {
        return seekEstimator;
    }

    /** Reads a segment's beginning. */
    public SegmentBytes open(PlannedSegment segment) {
        return open(segment, false);
    }

    private SegmentBytes open(PlannedSegment segment, boolean part) {
        ByteSource initialization = segment.initialization();
        byte[] prefix = initialization == null ? new byte[0] : initialization(initialization);
        SegmentBytes bytes = new SegmentBytes(read(segment.media()), segment, prefix, part);
        bytes.load(1, firstChunk.get());
        return bytes;
    }

    /** Learns from a segment how much of the next will be needed: quick to grow, slow to shrink. */
    public void learn(SegmentBytes bytes) {
        done.incrementAndGet();
        int needed = bytes.used() + bytes.used() / 8;
        firstChunk.updateAndGet(
                old -> Math.clamp(Math.max(needed, old - old / 8 + needed / 8), MIN_FIRST_CHUNK, MAX_FIRST_CHUNK));
    }

    public long bytesRead() {
        return bytesRead.sum();
    }

    /** Made ones are each segment's own and not worth keeping. */
    private byte[] initialization(ByteSource source) {
        return switch (source) {
            case MadeBytes made -> made.bytes().get();
            case StoredBytes stored -> kept(stored, () -> initializationSection(stored));
            case TransportStreamTables tables -> kept(tables, () -> ProgramTables.of(readWhole(tables.start())));
        };
    }

    private byte[] kept(ByteSource source, Callable<byte[]> reading) {
        FutureTask<byte[]> mine = new FutureTask<>(reading);
        FutureTask<byte[]> first = initializations.putIfAbsent(source, mine);
        return await(first == null ? mine : first);
    }

    private byte[] initializationSection(StoredBytes source) {
        byte[] section = readWhole(source);
        try {
            return InitializationSection.known(section);
        } catch (Mp4Exception e) {
            throw new PermanentFailure("the initialization section " + source + " " + e.getMessage(), e);
        }
    }

    private byte[] readWhole(StoredBytes source) {
        StoredRead read = read(source);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] next;
        do {
            next = read.next(MAX_INITIALIZATION + 1, "an initialization section");
            whole.writeBytes(next);
            if (whole.size() > MAX_INITIALIZATION) {
                throw new PermanentFailure("the initialization section " + source + " is larger than the "
                        + MAX_INITIALIZATION + " bytes allowed");
            }
        } while (next.length > 0);
        return whole.toByteArray();
    }

    private StoredRead read(StoredBytes source) {
        return new StoredRead(store, keys, bytesRead, source);
    }

    /** The result of a read, made here if nobody has begun it; what it threw is thrown here. */
    public static <T> T await(FutureTask<T> reading) {
        reading.run();
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while reading a segment", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
            executor.close();
        }
    }
}
