package io.github.rokutrickplay.generator.mp4;

import java.util.Optional;

/**
 * Reads the tables of a sample table box (ISO/IEC 14496-12 sections 8.6 and 8.7): stts, ctts, stss, stsz or stz2, stsc, stco
 * or co64; and which samples else can be decoded from: stps (QuickTime's partial sync samples) and the sample group of
 * random access points.
 */
final class SampleTableReader {

    private static final int VERSION_SHIFT = 24;
    private static final int MAX_ENTRIES = Byte.MAX_VALUE;

    private final Box stbl;
    private final int entries;
    private final SampleTable table = new SampleTable();

    /**
     * @param entries how many sample entries there are
     */
    private SampleTableReader(Box stbl, int entries) {
        this.stbl = stbl;
        this.entries = Math.min(entries, MAX_ENTRIES);
    }

    static SampleTable read(VideoTrack track) {
        SampleTableReader reader =
                new SampleTableReader(track.tables(), track.entries().size());
        reader.read();
        return reader.table;
    }

    private void read() {
        SampleSizes sizes = SampleSizes.of(stbl);
        if (sizes.count() > SampleTable.MAX_SAMPLES) {
            throw SampleTable.tooMany(sizes.count());
        }
        if (sizes.count() == 0) {
            return;
        }
        table.grow((int) sizes.count());
        RunLengths durations = new RunLengths(stbl.require("stts"));
        Optional<RunLengths> offsets = stbl.find("ctts").map(RunLengths::new);
        addChunks(sizes, durations, offsets);
        markSyncSamples();
    }

    private void addChunks(SampleSizes sizes, RunLengths durations, Optional<RunLengths> offsets) {
        Chunks chunks = new Chunks(stbl, entries);
        while (table.count() < sizes.count()) {
            if (!chunks.next()) {
                throw Mp4Exception.bad(
                        "stsc", "with stco it places " + table.count() + " samples, and stsz has " + sizes.count());
            }
            long offset = chunks.offset();
            for (long i = 0; i < chunks.samples() && table.count() < sizes.count(); i++) {
                int size = sizes.next();
                long duration = Integer.toUnsignedLong(durations.next(true));
                table.add(duration, offsets.isPresent() ? offsets.get().next(false) : 0, offset, size, chunks.entry());
                offset += size;
            }
        }
    }

    private void markSyncSamples() {
        Optional<Box> stss = stbl.find("stss");
        if (stss.isEmpty()) {
            for (int sample = 0; sample < table.count(); sample++) {
                table.markSync(sample);
            }
            return;
        }
        markListed(stss.get());
        if (table.firstSync() < 0) {
            table.markSync(0);
        }
        stbl.find("stps").ifPresent(this::markListed);
        stbl.copy().children().stream().filter(box -> box.type().equals("sbgp")).forEach(this::markRandomAccessPoints);
    }

    private void markListed(Box list) {
        int count = list.skip(Integer.BYTES).count(Integer.BYTES);
        for (int i = 0; i < count; i++) {
            long number = list.unsigned32();
            if (number < 1 || number > table.count()) {
                throw Mp4Exception.bad(list.type(), "it names sample " + number + ", and there are " + table.count());
            }
            table.markSync((int) number - 1);
        }
    }

    /** Samples that are in a group of the type 'rap ' (section 10.4): open GOPs start with them. */
    private void markRandomAccessPoints(Box sbgp) {
        int version = sbgp.signed32() >>> VERSION_SHIFT;
        if (!sbgp.fourCharacters().equals("rap ")) {
            return;
        }
        if (version > 0) {
            sbgp.skip(Integer.BYTES);
        }
        int count = sbgp.count(2 * Integer.BYTES);
        long sample = 0;
        for (int i = 0; i < count && sample < table.count(); i++) {
            long run = sbgp.unsigned32();
            boolean isPoint = sbgp.signed32() != 0;
            long runEnd = Math.min(sample + run, table.count());
            for (long member = sample; isPoint && member < runEnd; member++) {
                table.markSync((int) member);
            }
            sample = runEnd;
        }
    }
}
