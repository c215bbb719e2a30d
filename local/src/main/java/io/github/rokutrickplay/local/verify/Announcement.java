package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * A line of ours in a main playlist.
 *
 * @param line its number, from 1
 * @param images whether it is EXT-X-IMAGE-STREAM-INF, rather than EXT-X-I-FRAME-STREAM-INF
 * @param address of the playlist that it names
 * @param box the size that this one's name tells
 * @param resolution null where the line has none that can be read
 * @param bandwidth bits a second; 0 where the line has none
 * @param averageBandwidth likewise
 * @param codecs as it stands
 */
record Announcement(
        int line,
        boolean images,
        String address,
        String box,
        @Nullable Resolution resolution,
        long bandwidth,
        long averageBandwidth,
        String codecs) {}
