package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.hls.Resolution;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Which rendition the thumbnails are taken from: the cheapest to read and decode that is large enough for the largest
 * thumbnail and needs no tone mapping. What is not known of a rendition is taken for the best, so that one that comes first
 * though something is unknown is worth looking into.
 *
 * @param box the largest thumbnail's size
 */
record RenditionChoice(Resolution box) {

    /** The best first. */
    Comparator<Rendition> order() {
        return (one, other) -> Arrays.compare(rank(one), rank(other));
    }

    /** What counts, the weightiest first; the least is the best. */
    private long[] rank(Rendition rendition) {
        return new long[] {
            rendition.traits().hdr().orElse(false) ? 1 : 0,
            rendition.traits().decodingCost().orElse(0),
            adequacy(rendition),
            pixelCost(rendition),
            rendition.variant().bandwidth()
        };
    }

    /** Large enough, then what may be, then what is too small. */
    private int adequacy(Rendition rendition) {
        if (rendition.traits().size().isEmpty()) {
            return 1;
        }
        return rendition.traits().fills(box) ? 0 : 2;
    }

    /** The fewest pixels that suffice; where none suffice, the most. */
    private long pixelCost(Rendition rendition) {
        long pixels = rendition.traits().pixels();
        return rendition.traits().fills(box) ? pixels : -pixels;
    }

    /** Whether thumbnails of an I-frame rendition are as good as those of a regular one. */
    boolean asGood(RenditionTraits iFrames, RenditionTraits regular) {
        boolean largeEnough = iFrames.fills(box) || iFrames.pixels() >= regular.pixels();
        boolean sdr = !iFrames.hdr().orElse(true) || regular.hdr().orElse(false);
        return iFrames.known() && largeEnough && sdr;
    }
}
