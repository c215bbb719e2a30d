package io.github.rokutrickplay.generator.mp4;

/** A table of (how many samples, value). */
final class RunLengths {

    private final Box box;
    private int entriesLeft;
    private long run;
    private int value;

    RunLengths(Box box) {
        this.box = box;
        entriesLeft = box.skip(Integer.BYTES).count(2 * Integer.BYTES);
    }

    /** The sum of all values of a table: for a table of durations, how long all samples are together. */
    static long sum(Box box) {
        int entries = box.skip(Integer.BYTES).count(2 * Integer.BYTES);
        long sum = 0;
        for (int i = 0; i < entries; i++) {
            long samples = Math.min(SampleTable.MAX_SAMPLES, box.unsigned32());
            sum = Math.min(Movie.MAX_TIME, sum + samples * box.unsigned32());
        }
        return sum;
    }

    /**
     * @param required whether it is an error if the table has no more; it is 0 if not
     */
    int next(boolean required) {
        while (run == 0 && entriesLeft > 0) {
            run = box.unsigned32();
            value = box.signed32();
            entriesLeft--;
        }
        if (run == 0 && required) {
            throw Mp4Exception.bad(box.type(), "it has fewer samples than stsz");
        }
        if (run == 0) {
            return 0;
        }
        run--;
        return value;
    }
}
