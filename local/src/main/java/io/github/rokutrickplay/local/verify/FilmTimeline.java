package io.github.rokutrickplay.local.verify;

import java.util.List;

/**
 * The film as its own playlists have it.
 *
 * @param named what says so
 * @param durationUs its length, microseconds
 * @param discontinuitiesUs presentation times, ascending
 * @param toleranceUs how far the length may be off, for whole seconds are rounded
 * @param playlist the address of a media playlist of its pictures; empty if it has none
 */
record FilmTimeline(String named, long durationUs, List<Long> discontinuitiesUs, long toleranceUs, String playlist) {

    FilmTimeline {
        discontinuitiesUs = List.copyOf(discontinuitiesUs);
    }
}
