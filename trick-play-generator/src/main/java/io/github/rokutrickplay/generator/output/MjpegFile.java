package io.github.rokutrickplay.generator.output;

import static io.github.rokutrickplay.generator.mp4.JpegSequence.TIMESCALE;

import io.github.rokutrickplay.generator.mp4.JpegSequence;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.Part;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An I-frame image sequence. It has no gaps, after which hls.js asks for nothing more: where a thumbnail is missing, the one before
 * it lasts longer.
 */
final class MjpegFile implements ThumbnailFileWriter {

    private static final long MICROS = 1_000_000;

    private final StreamedFile file;
    private final Map<Integer, List<Slot>> slots;
    private final long endUs;
    private final List<Part> parts = new ArrayList<>();
    private int headerBytes;
    private byte[] header = {};
    private byte @Nullable [] shown;
    private long shownSinceUs;

    MjpegFile(StreamedFile file, List<Slot> slots) {
        this.file = file;
        this.slots = slots.stream().collect(Collectors.groupingBy(Slot::number));
        endUs = slots.getLast().endUs();
    }

    @Override
    public void image(int number, byte[] jpeg, Resolution size) {
        if (header.length == 0) {
            header = JpegSequence.header(size);
            headerBytes = header.length;
        }
        for (Slot slot : slots.getOrDefault(number, List.of())) {
            show(jpeg, slot.startUs());
        }
    }

    @Override
    public void missing(int number) {
        byte[] before = shown;
        for (Slot slot : slots.getOrDefault(number, List.of())) {
            if (slot.discontinuity() && before != null) {
                show(before, slot.startUs());
            }
        }
    }

    private void show(byte[] jpeg, long fromUs) {
        flush(fromUs);
        shown = jpeg;
        shownSinceUs = fromUs;
    }

    private void flush(long untilUs) {
        if (shown == null) {
            return;
        }
        byte[] fragment = JpegSequence.fragment(
                parts.size() + 1, ticks(shownSinceUs), ticks(untilUs) - ticks(shownSinceUs), shown);
        parts.add(new Part(
                seconds(shownSinceUs), seconds(untilUs - shownSinceUs), headerBytes + file.size(), fragment.length));
        file.append(fragment);
    }

    private static long ticks(long us) {
        return Math.floorDiv(us * TIMESCALE + MICROS / 2, MICROS);
    }

    private static BigDecimal seconds(long us) {
        return IndexWriter.seconds(us);
    }

    @Override
    public ThumbnailFile finish() {
        flush(endUs);
        long bytes = file.finish(header);
        return new ThumbnailFile(ThumbnailFile.MJPEG, file.location().key(), bytes, headerBytes, parts);
    }

    @Override
    public void restart() {
        file.restart();
        parts.clear();
        header = new byte[0];
        headerBytes = 0;
        shown = null;
    }
}
