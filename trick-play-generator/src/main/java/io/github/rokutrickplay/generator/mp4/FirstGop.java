package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;

/**
 * Finds out which pictures at the start of a track cannot be decoded: those that lead the first sync sample in presentation
 * and refer to what came before it in a longer stream that this one was cut from. Only the bitstream tells them from leading
 * pictures that do without (RADL). A few bytes of each sample are read, and none where no picture leads.
 *
 * @param file to read samples from
 * @param track whose sample entry says how they are written
 * @param samples its samples
 */
record FirstGop(FileBytes file, VideoTrack track, SampleTable samples) {

    /** Holds what stands before the first slice: parameter sets, and messages, of which x265 writes 2 KiB. */
    private static final int HEAD = 4096;

    /** More pictures cannot lead: decoders hold 16. */
    private static final int MAX_LEADING = 64;

    /** Marks the leading pictures that cannot be decoded in the table. */
    void markCutOff() {
        int key = samples.firstSync();
        if (key < 0) {
            return;
        }
        int[] leading = samples.leadingPictures(key, MAX_LEADING);
        if (leading.length == 0 || picture(key) == PictureStart.CLOSED) {
            return;
        }
        for (int sample : leading) {
            if (picture(sample) == PictureStart.REFERRING) {
                samples.markCutOff(sample);
            }
        }
    }

    private PictureStart picture(int sample) {
        int length = Math.min(HEAD, samples.size(sample));
        if (length == 0 || samples.offset(sample) + length > file.size()) {
            return PictureStart.OTHER;
        }
        byte[] head = file.read(samples.offset(sample), length);
        return PictureStart.of(track.entries().get(samples.entry(sample)), Arrays.copyOf(head, length));
    }
}
