package io.github.rokutrickplay.generator.plan;

import java.time.Duration;

/**
 * A presentation time of which a thumbnail is wanted.
 *
 * @param number the image's number, from 1
 * @param time (number - 1) x interval
 * @param segment the index of the segment that covers it by the playlist's durations
 */
public record Mark(int number, Duration time, int segment) {}
