package io.github.rokutrickplay.generator.video.thumbnail;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.hls.Resolution;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each box's images measure: as wide as the film's widest picture in that box, and as high as its highest. It is known
 * for good when all pictures were made; until then it may grow. For many threads.
 */
public final class ImageSizes {

    private record Made(String box, Resolution size) {}

    private final Map<String, Resolution> sizes = new HashMap<>();

    /** The numbers of the marks. Most films have one size. */
    private final Map<Made, BitSet> made = new HashMap<>();

    /**
     * Makes room for pictures.
     *
     * @param pictures the size of a frame's picture for each box, by the box's name
     * @return what the boxes' images measure now, all from one moment
     */
    synchronized Map<String, Resolution> including(Map<String, Resolution> pictures) {
        pictures.forEach((box, size) -> sizes.merge(box, size, ImageSizes::enclosing));
        return all();
    }

    public synchronized Map<String, Resolution> all() {
        return Map.copyOf(sizes);
    }

    /** Notes an image of a mark. */
    public synchronized void made(Mark mark, ThumbnailBox box, Resolution size) {
        made.computeIfAbsent(new Made(box.name(), size), images -> new BitSet()).set(mark.number());
    }

    /** Of these marks, those of which an image measures less than others do by now. */
    public synchronized List<Mark> outgrown(List<Mark> marks) {
        BitSet numbers = new BitSet();
        made.forEach((images, marked) -> {
            if (!images.size.equals(sizes.get(images.box))) {
                numbers.or(marked);
            }
        });
        return marks.stream().filter(mark -> numbers.get(mark.number())).toList();
    }

    private static Resolution enclosing(Resolution one, Resolution other) {
        return new Resolution(Math.max(one.width(), other.width()), Math.max(one.height(), other.height()));
    }
}
