package io.github.rokutrickplay.generator.video.thumbnail;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.hls.Resolution;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A picture of one size, until its maker makes the next. For one thread. */
public final class Picture {

    private final List<ThumbnailBox> boxes;
    private final AVFrame frame;
    private final JpegEncoder encoder;
    private byte @Nullable [] jpeg;
    private final YuvImage pixels;
    private boolean copied;

    /**
     * @param pixels of the same size, to be filled when they are asked for
     */
    Picture(List<ThumbnailBox> boxes, AVFrame frame, JpegEncoder encoder, YuvImage pixels) {
        this.boxes = boxes;
        this.frame = frame;
        this.encoder = encoder;
        this.pixels = pixels;
    }

    /** The boxes that it is for, smallest first: one, or several that come to the same. */
    public List<ThumbnailBox> boxes() {
        return boxes;
    }

    public Resolution size() {
        return new Resolution(frame.width(), frame.height());
    }

    /** Encoded when it is first asked for. */
    public byte[] jpeg() {
        if (jpeg == null) {
            jpeg = encoder.encode(frame);
        }
        return jpeg;
    }

    private YuvImage pixels() {
        if (!copied) {
            JpegImages.copy(frame, pixels);
            copied = true;
        }
        return pixels;
    }

    /** The thumbnail of a mark that shows it. */
    public Thumbnail of(Mark mark) {
        return new Thumbnail() {
            @Override
            public int number() {
                return mark.number();
            }

            @Override
            public List<ThumbnailBox> boxes() {
                return boxes;
            }

            @Override
            public Resolution size() {
                return Picture.this.size();
            }

            @Override
            public byte[] jpeg() {
                return Picture.this.jpeg();
            }

            @Override
            public YuvImage pixels() {
                return Picture.this.pixels();
            }
        };
    }
}
