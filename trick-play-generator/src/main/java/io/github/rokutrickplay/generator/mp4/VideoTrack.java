package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.List;

/**
 * The video track of a movie.
 *
 * @param id track_ID
 * @param enabled whether it is meant to be presented
 * @param timescale units in a second of the media
 * @param edits the edit list; empty where the media is presented as it is
 * @param entries the sample entries
 * @param samples how many there are in moov; 0 where that cannot be told
 * @param length of these
 * @param headers boxes that go into a made movie as they are
 * @param tables the sample table box; read from behind its header
 */
record VideoTrack(
        int id,
        boolean enabled,
        long timescale,
        List<Edit> edits,
        List<SampleEntry> entries,
        long samples,
        Duration length,
        Headers headers,
        Box tables) {

    /**
     * @param mvhd the movie's header
     * @param tkhd the track's: its matrix says how the picture is turned
     * @param mdhd the media's: the time scale
     * @param hdlr that it is video
     */
    record Headers(byte[] mvhd, byte[] tkhd, byte[] mdhd, byte[] hdlr) {}

    VideoTrack {
        edits = List.copyOf(edits);
        entries = List.copyOf(entries);
    }

    /** The first sample entry. */
    SampleEntry entry() {
        return entries.getFirst();
    }
}
