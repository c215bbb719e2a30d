package io.github.rokutrickplay.local.verify.frames;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Gives libavformat the bytes of a film. For one thread. */
final class FilmInput implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;

    /** JavaCPP has few callbacks to give away: one pair serves all inputs, which it tells apart by their numbers. */
    private static final Map<Long, FilmInput> OPEN = new ConcurrentHashMap<>();

    private static final AtomicLong HANDLES = new AtomicLong();
    private static final Reader READER = new Reader();
    private static final Seeker SEEKER = new Seeker();

    private final FilmBytes bytes;
    private final Handle handle = new Handle(HANDLES.incrementAndGet());
    private final AVIOContext context;
    private @Nullable RuntimeException failure;
    private long position;

    FilmInput(FilmBytes bytes) {
        this.bytes = bytes;
        context = avio_alloc_context(
                new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 0, handle, READER, null, SEEKER);
        OPEN.put(handle.address(), this);
    }

    AVIOContext context() {
        return context;
    }

    /** Throws what a read has failed with: an exception must not unwind through libav. */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private int read(BytePointer target, int count) {
        try {
            byte[] read = bytes.read(position, count);
            if (read.length == 0) {
                return AVERROR_EOF;
            }
            target.put(read, 0, read.length);
            position += read.length;
            return read.length;
        } catch (RuntimeException e) {
            failure = e;
            return AVERROR_EXTERNAL;
        }
    }

    private long seek(long offset, int whence) {
        if (whence == AVSEEK_SIZE) {
            return bytes.size();
        }
        long to = switch (whence & 0xFF) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> position + offset;
            default -> bytes.size() + offset;
        };
        if (to < 0) {
            return -1;
        }
        position = to;
        return position;
    }

    @Override
    public void close() {
        OPEN.remove(handle.address());
        av_free(context.buffer());
        avio_context_free(context);
    }

    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int count) {
            FilmInput input = OPEN.get(opaque.address());
            return input == null ? AVERROR_EXTERNAL : input.read(target, count);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            FilmInput input = OPEN.get(opaque.address());
            return input == null ? AVERROR_EXTERNAL : input.seek(offset, whence);
        }
    }

    /** What libav hands back to the callbacks in the place of an address. */
    private static final class Handle extends Pointer {
        Handle(long number) {
            address = number;
        }
    }
}
