package io.github.rokutrickplay.generator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.hls.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YuvImageTest {

    private static YuvImage of(Resolution size, int value) {
        YuvImage image = YuvImage.black(size);
        for (byte[] plane : image.planes()) {
            Arrays.fill(plane, (byte) value);
        }
        return image;
    }

    /** Odd sizes share samples of chroma with their neighbours. */
    @ParameterizedTest
    @CsvSource({"4,4", "5,4", "4,5", "5,3", "1,1"})
    void isTheSameInWhateverOrderItsTilesAreDrawn(int width, int height) {
        Resolution tile = new Resolution(width, height);
        Resolution whole = new Resolution(3 * width, 3 * height);
        YuvImage expected = YuvImage.black(whole);
        for (int i = 0; i < 9; i++) {
            expected.draw(of(tile, i + 1), i % 3 * width, i / 3 * height);
        }
        Random random = new Random(width * 10L + height);
        for (int round = 0; round < 20; round++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
            Collections.shuffle(order, random);
            YuvImage drawn = YuvImage.black(whole);
            order.forEach(i -> drawn.draw(of(tile, i + 1), i % 3 * width, i / 3 * height));
            for (int plane = 0; plane < 3; plane++) {
                assertThat(drawn.planes()[plane]).isEqualTo(expected.planes()[plane]);
            }
        }
        assertThat(expected.planes()[0]).hasSize(9 * width * height).doesNotContain((byte) 0);
    }

    @Test
    void isDrawnOnlyAsFarAsItLiesInside() {
        YuvImage image = YuvImage.black(new Resolution(4, 4));

        image.draw(of(new Resolution(4, 4), 9), 2, 2);
        image.draw(of(new Resolution(4, 4), 9), 8, 0);
        image.draw(of(new Resolution(4, 4), 9), 0, 8);

        assertThat(image.planes()[0]).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 9, 9);
        assertThat(image.planes()[1]).containsExactly(128, 128, 128, 9);
    }
}
