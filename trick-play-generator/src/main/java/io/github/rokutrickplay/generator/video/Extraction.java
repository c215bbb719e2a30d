package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.hls.Resolution;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an extraction did.
 *
 * @param sizes for each box's name the size of its images. Where the film changes its shape the largest width and the
 *     largest height: no image exceeds it in either direction
 * @param withoutFrame the numbers of the marks behind the film's last frame; none but the last marks
 * @param missing the numbers of the marks whose frame the film's damage does not allow to show, and why
 * @param bytesRead how many bytes of segments and initialization sections were read
 * @param framesDecoded how many frames the decoders gave out, wanted or on the way to a wanted one
 */
public record Extraction(
        Map<String, Resolution> sizes,
        SortedSet<Integer> withoutFrame,
        SortedMap<Integer, String> missing,
        long bytesRead,
        long framesDecoded) {

    public Extraction {
        sizes = Map.copyOf(sizes);
        withoutFrame = Collections.unmodifiableSortedSet(new TreeSet<>(withoutFrame));
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }
}
