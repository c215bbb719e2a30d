package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberedBlocksTest {

    @Test
    void everyNumberIsReadOffASmallPicture() {
        assertThat(IntStream.range(0, NumberedBlocks.NUMBERS))
                .allSatisfy(number -> assertThat(NumberedBlocks.read(painted(NumberedBlocks.blocks(number), 10, 18)))
                        .hasValue(number));
    }

    @Test
    void oneWrongBlockIsNoNumber() {
        int blocks = NumberedBlocks.blocks(77);
        assertThat(IntStream.range(0, NumberedBlocks.BLOCKS))
                .allSatisfy(block -> assertThat(NumberedBlocks.read(painted(blocks ^ 1 << block, 64, 36)))
                        .isEmpty());
    }

    @Test
    void blocksThatAreAllAlikeAreNoNumber() {
        assertThat(NumberedBlocks.read(painted(NumberedBlocks.DARK, 64, 36))).isEmpty();
        assertThat(NumberedBlocks.read(painted(NumberedBlocks.LIGHT, 64, 36))).isEmpty();
    }

    private static BufferedImage painted(int blocks, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        for (int block = 0; block < NumberedBlocks.BLOCKS; block++) {
            int x = block % NumberedBlocks.SIDE;
            int y = block / NumberedBlocks.SIDE;
            graphics.setColor(NumberedBlocks.colour(block, NumberedBlocks.isLight(blocks, block)));
            int left = x * width / NumberedBlocks.SIDE;
            int top = y * height / NumberedBlocks.SIDE;
            graphics.fillRect(
                    left,
                    top,
                    (x + 1) * width / NumberedBlocks.SIDE - left,
                    (y + 1) * height / NumberedBlocks.SIDE - top);
        }
        graphics.dispose();
        return picture;
    }
}
