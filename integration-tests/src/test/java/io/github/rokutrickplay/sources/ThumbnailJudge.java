package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.sources.FilmFactors.Boxes;
import io.github.rokutrickplay.sources.GeneratedFilm.Part;
import io.github.rokutrickplay.sources.PictureFactors.Transfer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether the thumbnails of a film of numbered blocks are what they have to be. */
final class ThumbnailJudge {

    /** A frame that begins so near to half a frame behind a mark may be shown there or not: clocks tick differently. */
    private static final double TIE = 50e-6;

    /** How far red, green or blue of a block may be off, of 255: by the encoders' loss, 8 bits and JPEG. */
    private static final int SDR_BOUND = 12;

    private static final int HDR_BOUND = 16;
    /** In smaller blocks chroma at half the size runs into the next block. */
    private static final int SMALLEST_BLOCK = 12;

    private final Row row;
    private final GeneratedFilm.Made made;
    private final Published published;
    private final ToneMapped looks;
    private final List<String> wrong = new ArrayList<>();

    ThumbnailJudge(Row row, GeneratedFilm.Made made, Published published, ToneMapped looks) {
        this.row = row;
        this.made = made;
        this.published = published;
        this.looks = looks;
    }

    void judge() throws IOException {
        assertThat(published.exitCode()).as(published.err()).isZero();
        judge("small", row.get(Boxes.class).small());
        judge("big", row.get(Boxes.class).big());
        assertThat(wrong).as("what is wrong with the thumbnails").isEmpty();
    }

    private void judge(String name, String box) throws IOException {
        JsonNode rendition = published.rendition(name);
        int width = rendition.path("width").asInt();
        int height = rendition.path("height").asInt();
        if (made.parts().stream().noneMatch(part -> isFitted(width, height, part, box))) {
            wrong.add(name + " is announced as " + width + "x" + height + ", in a box of " + box
                    + " that is not one of " + made.parts());
        }
        int marks = made.film().truth().marks(made.film().interval());
        if (rendition.path("images").size() != marks) {
            wrong.add(name + " has " + rendition.path("images").size() + " images, not " + marks);
            return;
        }
        for (int mark = 0; mark < marks; mark++) {
            JsonNode image = rendition.path("images").get(mark);
            String which = String.format(
                    Locale.ROOT, "%s at %.1f s ", name, mark * made.film().interval());
            if (image.hasNonNull("missing")) {
                wrong.add(which + "is missing: " + image.path("missing").asText());
            } else {
                judge(which, published.picture(name, mark), width, height, mark, box);
            }
        }
    }

    private void judge(String which, BufferedImage image, int width, int height, int mark, String box) {
        if (image.getWidth() != width || image.getHeight() != height) {
            wrong.add(which + "measures " + image.getWidth() + "x" + image.getHeight() + ", RESOLUTION is " + width
                    + "x" + height);
        }
        Set<Integer> allowed = shown(mark * made.film().interval());
        if (allowed.contains(-1)) {
            wrong.add(which + "is to show a frame off which ffmpeg reads no number");
            return;
        }
        BufferedImage picture = picture(image, partOf(allowed.iterator().next()), box);
        int number = NumberedBlocks.read(picture).orElse(-1);
        if (!allowed.contains(number)) {
            wrong.add(which + "shows " + number + " instead of " + allowed);
        } else if (Math.min(picture.getWidth(), picture.getHeight()) / NumberedBlocks.SIDE >= SMALLEST_BLOCK) {
            judgeColours(which, picture, number);
        }
    }

    private void judgeColours(String which, BufferedImage picture, int number) {
        Transfer transfer = row.get(Transfer.class);
        int worst = 0;
        for (int block = 0; block < NumberedBlocks.BLOCKS; block++) {
            boolean light = NumberedBlocks.isLight(NumberedBlocks.blocks(number), block);
            int[] expected = looks.block(transfer, block, light);
            int[] is = NumberedBlocks.mean(picture, block);
            for (int channel = 0; channel < expected.length; channel++) {
                worst = Math.max(worst, Math.abs(is[channel] - expected[channel]));
            }
        }
        int bound = transfer == Transfer.SDR ? SDR_BOUND : HDR_BOUND;
        if (worst > bound) {
            wrong.add(which + "has colours that are off by " + worst + " of 255, more than " + bound);
        }
    }

    /** The last frame that is presented at the time or before it, given half a frame; two where that is a tie. */
    private Set<Integer> shown(double time) {
        Set<Integer> shown = new LinkedHashSet<>();
        shown.add(last(time - TIE));
        shown.add(last(time + TIE));
        return shown;
    }

    private int last(double time) {
        List<Truth.Frame> frames = made.film().truth().frames();
        return frames.stream()
                .filter(frame -> frame.seconds() <= time + frame.length() / 2)
                .reduce((one, other) -> other)
                .orElse(frames.getFirst())
                .number();
    }

    private Part partOf(int number) {
        double time = made.film().truth().frames().stream()
                .filter(frame -> frame.number() == number)
                .findFirst()
                .orElseThrow()
                .seconds();
        return made.parts().stream()
                .filter(part -> time < part.end())
                .findFirst()
                .orElse(made.parts().getLast());
    }

    /** The image, or what of it is not the black around a part of another size. */
    private static BufferedImage picture(BufferedImage image, Part part, String box) {
        if (isFitted(image.getWidth(), image.getHeight(), part, box)) {
            return image;
        }
        double scale = scale(part, box);
        int width = (int) Math.min(image.getWidth(), Math.round(part.width() * scale));
        int height = (int) Math.min(image.getHeight(), Math.round(part.height() * scale));
        return image.getSubimage((image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height);
    }

    /** Whether a size keeps the picture's shape, lies in the box, and is as large as box or picture allow. */
    private static boolean isFitted(int width, int height, Part part, String box) {
        double scale = scale(part, box);
        double ratio = part.width() / part.height();
        boolean shape = Math.abs(width - ratio * height) <= 0.5 + 0.5 * ratio + 1e-6;
        boolean large = width >= Math.floor(part.width() * scale) || height >= Math.floor(part.height() * scale);
        boolean enlarged = width > Math.ceil(part.width() * scale) || height > Math.ceil(part.height() * scale);
        return shape && large && !enlarged && width <= width(box) && height <= height(box);
    }

    /** Of a picture that is not enlarged. */
    private static double scale(Part part, String box) {
        return Math.min(1, Math.min(width(box) / part.width(), height(box) / part.height()));
    }

    private static int width(String box) {
        return Integer.parseInt(box.substring(0, box.indexOf('x')));
    }

    private static int height(String box) {
        return Integer.parseInt(box.substring(box.indexOf('x') + 1));
    }
}
