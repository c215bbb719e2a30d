package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.hls.Resolution;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an extraction did.
 *
 * @param sizes for each box's name what each of its images measures. Where the film changes its shape, it is the largest width
 *     and the largest height of its pictures. Boxes of one size have one set of images, by the name of the smallest
 * @param missing the numbers of the marks whose frame the film's damage does not allow to show, and why
 * @param bytesRead how many bytes of segments and initialization sections were read
 * @param framesDecoded how many frames the decoders gave out, wanted or on the way to a wanted one
 */
public record Extraction(
        Map<String, Resolution> sizes, SortedMap<Integer, String> missing, long bytesRead, long framesDecoded) {

    public Extraction {
        sizes = Map.copyOf(sizes);
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }

    /** With what a second extraction, of some of its marks, did: from the same bytes, which were counted on. */
    public Extraction and(Extraction second) {
        SortedMap<Integer, String> either = new TreeMap<>(missing);
        either.putAll(second.missing);
        return new Extraction(second.sizes, either, second.bytesRead, framesDecoded + second.framesDecoded);
    }
}
