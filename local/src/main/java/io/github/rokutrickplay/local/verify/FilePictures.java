package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.frames.FilmBytes;
import io.github.rokutrickplay.local.verify.frames.FilmDecoder;
import io.github.rokutrickplay.local.verify.frames.FilmFrame;
import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those of an MP4 or QuickTime file, of which no more is read than FFmpeg asks for. */
final class FilePictures implements FilmPictures {

    private static final long REACH_US = 4 * Times.MICROS;

    private final ObjectBytes bytes;
    private long startUs;

    FilePictures(Inspection inspection) {
        bytes = new ObjectBytes(inspection, inspection.main());
    }

    @Override
    public List<FilmFrame> around(long us) {
        try (FilmDecoder decoder = FilmDecoder.open(bytes)) {
            startUs = decoder.startUs();
            decoder.seek(Math.max(0, us - REACH_US));
            return decoder.framesUntil(us + REACH_US);
        }
    }

    /** Fragments of a longer stream begin late, and are played from their first frame; behind an empty edit it is waited. */
    @Override
    public List<Long> offsetsUs() {
        return List.of(0L, startUs);
    }

    @Override
    public long toleranceUs() {
        return 0;
    }

    /** A few blocks are kept, for tables and samples are read in turns. */
    private static final class ObjectBytes implements FilmBytes {

        private static final int BLOCK = 256 * 1024;
        private static final int KEPT = 64;

        private final Inspection inspection;
        private final String address;
        private final long size;
        private final Map<Long, byte[]> blocks = new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                return size() > KEPT;
            }
        };

        ObjectBytes(Inspection inspection, String address) {
            this.inspection = inspection;
            this.address = address;
            size = part(0, 1).sizeBytes();
        }

        private ObjectPart part(long offset, int length) {
            return inspection
                    .objects()
                    .findRange(address, offset, length)
                    .orElseThrow(() -> new UnreadableObjectException(inspection.named(address) + " is not there"));
        }

        @Override
        public byte[] read(long position, int length) {
            if (position >= size) {
                return new byte[0];
            }
            long number = position / BLOCK;
            byte[] block = blocks.computeIfAbsent(
                    number, any -> part(number * BLOCK, BLOCK).bytes());
            int from = (int) Math.min(block.length, position - number * BLOCK);
            return Arrays.copyOfRange(block, from, Math.min(block.length, from + length));
        }

        @Override
        public long size() {
            return size;
        }
    }
}
