/**
 * From a segment's bytes to its packets: in decode order, in ticks, with the timestamps that the container left out filled in. Start
 * with {@link io.github.rokutrickplay.generator.video.demux.Demuxer}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.demux;

import org.jspecify.annotations.NullMarked;
