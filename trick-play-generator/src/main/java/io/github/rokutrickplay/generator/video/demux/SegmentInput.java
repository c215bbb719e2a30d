package io.github.rokutrickplay.generator.video.demux;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Gives libavformat the bytes of a segment, and no others. For one thread. */
final class SegmentInput implements AutoCloseable {

    private static final int IO_BUFFER = 32 * 1024;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;

    private static final AtomicLong HANDLES = new AtomicLong();
    private static final Map<Long, SegmentInput> BY_HANDLE = new ConcurrentHashMap<>();
    private static final Reader READER = new Reader();
    private static final Seeker SEEKER = new Seeker();

    private final SegmentBytes bytes;
    private final TimeLimit timeLimit;
    private final Handle handle = new Handle(HANDLES.incrementAndGet());
    private final AVIOContext context;
    private @Nullable RuntimeException failure;
    private long position;

    SegmentInput(SegmentBytes bytes, TimeLimit timeLimit) {
        this.bytes = bytes;
        this.timeLimit = timeLimit;
        context = avio_alloc_context(new BytePointer(av_malloc(IO_BUFFER)), IO_BUFFER, 0, handle, READER, null, SEEKER);
        BY_HANDLE.put(handle.address(), this);
    }

    AVIOContext context() {
        return context;
    }

    SegmentBytes bytes() {
        return bytes;
    }

    /** Throws what a read has failed with: an exception must not unwind through libav. */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private int read(BytePointer target, int count) {
        try {
            timeLimit.check();
            int length = timeLimit.waiting(() -> bytes.read(position, target, count));
            position += length;
            return length == 0 ? AVERROR_EOF : length;
        } catch (RuntimeException e) {
            failure = e;
            return AVERROR_EXTERNAL;
        }
    }

    private long seek(long offset, int whence) {
        if (whence == AVSEEK_SIZE) {
            return bytes.length();
        }
        long to = switch (whence & 0xFF) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> position + offset;
            default -> -1;
        };
        if (to < 0) {
            return -1;
        }
        position = to;
        return position;
    }

    @Override
    public void close() {
        BY_HANDLE.remove(handle.address());
        av_free(context.buffer());
        avio_context_free(context);
    }

    /** JavaCPP has room for a few callbacks only: one pair serves all inputs, told apart by the opaque pointer. */
    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int count) {
            SegmentInput input = BY_HANDLE.get(opaque.address());
            return input == null ? AVERROR_EXTERNAL : input.read(target, count);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            SegmentInput input = BY_HANDLE.get(opaque.address());
            return input == null ? AVERROR_EXTERNAL : input.seek(offset, whence);
        }
    }

    /** What libav hands back to the callbacks: a number in the place of an address. */
    private static final class Handle extends Pointer {
        Handle(long number) {
            address = number;
        }
    }
}
