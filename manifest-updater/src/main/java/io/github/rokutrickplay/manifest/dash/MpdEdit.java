package io.github.rokutrickplay.manifest.dash;

import org.jspecify.annotations.Nullable;

/**
 * What has become of an MPD's bytes.
 *
 * @param bytes as they are to be stored; the very array that was given if they are the same
 * @param changed whether they are different
 * @param announces whether an AdaptationSet of ours is in them now
 * @param leftAlone why none is, although one was asked for; null where all went well. An earlier one of ours is taken out all the same
 *     where the MPD can be read
 */
public record MpdEdit(
        byte[] bytes,
        boolean changed,
        boolean announces,
        @Nullable String leftAlone) {

    static MpdEdit untouched(byte[] bytes, String reason) {
        return new MpdEdit(bytes, false, false, reason);
    }
}
