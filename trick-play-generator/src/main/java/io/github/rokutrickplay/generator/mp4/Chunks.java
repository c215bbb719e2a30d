package io.github.rokutrickplay.generator.mp4;

/** Chunks, one after the other: stsc and stco or co64. */
final class Chunks {

    private final Box stsc;
    private final Box offsets;
    private final boolean large;
    private final int count;
    private final int entries;
    private int runsLeft;
    private long chunk;
    private long nextRunAt;
    private long samples;
    private int entry;
    private long offset;

    Chunks(Box stbl, int entries) {
        this.entries = entries;
        stsc = stbl.require("stsc");
        runsLeft = stsc.skip(Integer.BYTES).count(3 * Integer.BYTES);
        large = stbl.find("stco").isEmpty();
        offsets = large ? stbl.require("co64") : stbl.require("stco");
        count = offsets.skip(Integer.BYTES).count(large ? Long.BYTES : Integer.BYTES);
        nextRunAt = runsLeft > 0 ? stsc.unsigned32() : Long.MAX_VALUE;
    }

    /** Goes on to the next chunk, if there is one. */
    boolean next() {
        if (chunk == count) {
            return false;
        }
        chunk++;
        if (chunk == 1 && nextRunAt != 1) {
            throw Mp4Exception.bad("stsc", "it does not say what is in chunk 1");
        }
        if (chunk == nextRunAt) {
            startRun();
        }
        offset = large ? offsets.unsigned64() : offsets.unsigned32();
        return true;
    }

    private void startRun() {
        samples = stsc.unsigned32();
        long description = stsc.unsigned32();
        if (description < 1 || description > entries) {
            throw Mp4Exception.bad(
                    "stsc",
                    "chunk " + chunk + " has sample_description_index " + description + ", and stsd has " + entries);
        }
        entry = (int) description - 1;
        runsLeft--;
        nextRunAt = runsLeft > 0 ? stsc.unsigned32() : Long.MAX_VALUE;
        if (nextRunAt <= chunk) {
            throw Mp4Exception.bad("stsc", "chunk " + nextRunAt + " comes behind chunk " + chunk);
        }
    }

    long samples() {
        return samples;
    }

    int entry() {
        return entry;
    }

    long offset() {
        return offset;
    }
}
