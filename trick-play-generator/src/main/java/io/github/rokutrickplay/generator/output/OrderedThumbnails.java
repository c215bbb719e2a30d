package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands the thumbnails of one size on in order, for a file that needs them so. Those that come early wait: as many as workers are
 * apart.
 */
final class OrderedThumbnails implements ThumbnailOutput {

    private final Predicate<Thumbnail> wanted;
    private final Function<YuvImage, byte[]> encoder;
    private final ThumbnailFileWriter file;

    /** By their numbers; null where there is none. */
    private final Map<Integer, byte @Nullable []> early = new HashMap<>();

    private int next = 1;
    private @Nullable Resolution size;
    private @Nullable ThumbnailFile finished;

    private OrderedThumbnails(
            Predicate<Thumbnail> wanted, Function<YuvImage, byte[]> encoder, ThumbnailFileWriter file) {
        this.wanted = wanted;
        this.encoder = encoder;
        this.file = file;
    }

    /** Of this box, whichever others come to the same size. */
    static OrderedThumbnails of(ThumbnailBox box, Function<YuvImage, byte[]> encoder, ThumbnailFileWriter file) {
        return new OrderedThumbnails(thumbnail -> thumbnail.boxes().contains(box), encoder, file);
    }

    /** Of this box, unless a smaller one comes to the same size. */
    static OrderedThumbnails once(ThumbnailBox box, Function<YuvImage, byte[]> encoder, ThumbnailFileWriter file) {
        return new OrderedThumbnails(thumbnail -> thumbnail.box().equals(box), encoder, file);
    }

    @Override
    public void add(Thumbnail thumbnail) {
        if (wanted.test(thumbnail)) {
            // Encoded before the lock is taken: others encode theirs meanwhile.
            put(thumbnail.number(), thumbnail.jpeg(), thumbnail.size());
        }
    }

    private synchronized void put(int number, byte[] jpeg, Resolution imageSize) {
        size = imageSize;
        early.put(number, jpeg);
        handOn();
    }

    @Override
    public synchronized void missing(int number) {
        early.putIfAbsent(number, null);
        handOn();
    }

    /** Nothing can be handed on until a first image has told the size. */
    private void handOn() {
        Resolution known = size;
        while (known != null && early.containsKey(next)) {
            byte[] jpeg = early.remove(next);
            if (jpeg == null && next == 1) {
                jpeg = encoder.apply(YuvImage.grey(known)); // a reader needs something from the start on
            }
            if (jpeg == null) {
                file.missing(next);
            } else {
                file.image(next, jpeg, known);
            }
            next++;
        }
    }

    @Override
    public synchronized boolean restart() {
        early.clear();
        next = 1;
        size = null;
        file.restart();
        return true;
    }

    @Override
    public synchronized void finish() {
        if (size != null) {
            finished = file.finish();
        }
    }

    /** What was written; empty where another size has the images. */
    synchronized Optional<ThumbnailFile> file() {
        return Optional.ofNullable(finished);
    }
}
