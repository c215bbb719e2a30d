package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a demuxer must be given before a part of the file's own bytes to find a few samples in it: a movie without samples,
 * and one fragment that describes them. Just-in-time packaging, with none of the media copied.
 *
 * <p>The movie's headers and the sample entry are the file's own, byte for byte but for a format that demuxers know by
 * another name: turned pictures, pixel aspect ratios, colours and parameter sets are in them.
 *
 * @param first the first sample
 * @param last the last sample
 * @param mediaStart where the bytes that follow start in the file
 * @param mediaBytes how many will follow
 */
record MadeFragment(Mp4File file, SampleTable table, int first, int last, long mediaStart, int mediaBytes) {

    private static final int BASE_IS_MOOF = 0x20000;
    /** Of a run: data_offset, and of each sample duration, size, flags and composition offset. */
    private static final int RUN_FIELDS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;

    private static final int SYNC_SAMPLE = 0x2000000;
    private static final int OTHER_SAMPLE = 0x1010000;
    private static final int SELF_CONTAINED = 1;

    /** The timestamp that a demuxer reads for a sample: its composition time, moved so that none comes before its decoding. */
    static long timestamp(SampleTable table, int sample) {
        return table.time(sample) + table.shift();
    }

    byte[] bytes() {
        int moofBytes = fragment(0).length;
        return new BoxWriter()
                .bytes(file.fileType())
                .box("moov", this::writeMovie)
                .bytes(fragment(moofBytes + Box.HEADER))
                .int32(Box.HEADER + mediaBytes)
                .bytes("mdat".getBytes(ISO_8859_1))
                .toBytes();
    }

    private void writeMovie(BoxWriter moov) {
        VideoTrack.Headers headers = file.movie().video().headers();
        moov.bytes(headers.mvhd())
                .box(
                        "trak",
                        trak -> trak.bytes(headers.tkhd())
                                .box(
                                        "mdia",
                                        mdia -> mdia.bytes(headers.mdhd())
                                                .bytes(headers.hdlr())
                                                .box("minf", this::writeMediaInformation)))
                .box(
                        "mvex",
                        mvex -> mvex.fullBox(
                                "trex",
                                0,
                                0,
                                trex -> trex.int32(file.movie().video().id())
                                        .int32(1)
                                        .int32(0)
                                        .int32(0)
                                        .int32(0)));
    }

    private void writeMediaInformation(BoxWriter minf) {
        byte[] entry = file.movie().video().entries().get(table.entry(first)).knownBox();
        minf.fullBox("vmhd", 0, 1, vmhd -> vmhd.int64(0))
                .box(
                        "dinf",
                        dinf -> dinf.fullBox(
                                "dref", 0, 0, dref -> dref.int32(1).fullBox("url ", 0, SELF_CONTAINED, url -> {})))
                .box(
                        "stbl",
                        stbl -> stbl.fullBox("stsd", 0, 0, stsd -> stsd.int32(1).bytes(entry))
                                .fullBox("stts", 0, 0, stts -> stts.int32(0))
                                .fullBox("stsc", 0, 0, stsc -> stsc.int32(0))
                                .fullBox("stsz", 0, 0, stsz -> stsz.int64(0))
                                .fullBox("stco", 0, 0, stco -> stco.int32(0)));
    }

    /**
     * @param mediaAt where the media starts, counted from the fragment's start
     */
    private byte[] fragment(int mediaAt) {
        return new BoxWriter()
                .box(
                        "moof",
                        moof -> moof.fullBox("mfhd", 0, 0, mfhd -> mfhd.int32(1))
                                .box("traf", traf -> {
                                    traf.fullBox(
                                            "tfhd",
                                            0,
                                            BASE_IS_MOOF,
                                            tfhd -> tfhd.int32(
                                                    file.movie().video().id()));
                                    traf.fullBox("tfdt", 1, 0, tfdt -> tfdt.int64(table.dts(first)));
                                    writeRuns(traf, mediaAt);
                                }))
                .toBytes();
    }

    /** A run for each stretch of samples without anything in between. Those without bytes are left out. */
    private void writeRuns(BoxWriter traf, int mediaAt) {
        int[] samples = IntStream.rangeClosed(first, last)
                .filter(sample -> table.size(sample) > 0)
                .toArray();
        int from = 0;
        for (int i = 1; i <= samples.length; i++) {
            if (i == samples.length
                    || table.offset(samples[i]) != table.offset(samples[i - 1]) + table.size(samples[i - 1])) {
                int[] run = Arrays.copyOfRange(samples, from, i);
                traf.fullBox("trun", 1, RUN_FIELDS, trun -> writeRun(trun, run, mediaAt));
                from = i;
            }
        }
    }

    private void writeRun(BoxWriter trun, int[] samples, int mediaAt) {
        trun.int32(samples.length).int32((int) (table.offset(samples[0]) - mediaStart) + mediaAt);
        for (int sample : samples) {
            trun.int32((int) Math.clamp(nextDts(sample) - table.dts(sample), 0L, 0xFFFFFFFFL))
                    .int32(table.size(sample))
                    .int32(table.isSync(sample) ? SYNC_SAMPLE : OTHER_SAMPLE)
                    .int32((int) (timestamp(table, sample) - table.dts(sample)));
        }
    }

    private long nextDts(int sample) {
        int next = sample + 1;
        while (next <= last && table.size(next) == 0) {
            next++;
        }
        return next < table.count() ? table.dts(next) : table.dts(sample) + 1;
    }
}
