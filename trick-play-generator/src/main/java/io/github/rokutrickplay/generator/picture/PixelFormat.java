package io.github.rokutrickplay.generator.picture;

/**
 * How a picture's samples are stored.
 *
 * @param number libav's, which this package does not know
 * @param chromaWidth how many luma samples in a row share a chroma sample
 * @param chromaHeight how many lines share one
 * @param planar whether each of three components has a plane of its own, in this machine's byte order: what zimg reads
 */
public record PixelFormat(int number, int chromaWidth, int chromaHeight, boolean planar) {

    public PixelFormat {
        if (chromaWidth < 1 || chromaHeight < 1) {
            throw new IllegalArgumentException(
                    "chroma that " + chromaWidth + "x" + chromaHeight + " luma samples share");
        }
    }

    /** Three planes, each as large as the picture. */
    public static PixelFormat whole(int number) {
        return new PixelFormat(number, 1, 1, true);
    }

    /** Whether a picture of this size holds no part of a group of samples that share chroma. */
    boolean divides(PictureShape shape) {
        return shape.width() % chromaWidth == 0 && shape.height() % chromaHeight == 0;
    }
}
