package io.github.rokutrickplay.generator.mp4;

/**
 * What holds for the samples of fragments that do not say otherwise (ISO/IEC 14496-12 section 8.8.3, trex).
 *
 * @param description the number of the sample entry, from 1
 * @param duration in the media's time scale
 * @param size in bytes
 * @param flags sample_flags
 */
record SampleDefaults(int description, long duration, int size, int flags) {

    static final SampleDefaults NONE = new SampleDefaults(1, 0, 0, 0);
}
