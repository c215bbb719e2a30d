package io.github.rokutrickplay.manifest.dash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** MPDs that somebody has cut or scribbled in: edited or left alone, with a reason, and whole again without our sets. */
final class DamagedMpdsTest {

    private static final int MPDS = 1500;
    private static final String SCRIBBLES = "<>/\"'&;:=-![]? \n\u0000\u00ff0aP";

    private static final MpdEditor EDITOR =
            new MpdEditor(RandomMpd.LOCATION, "content/video123/", RandomMpd.PUBLIC_URLS);
    private static final List<ImageRepresentation> IMAGES = List.of(new ImageRepresentation(
            "thumbs_320x180", 1, 320, 180, 1, 1, "content/video123/thumbs/a_small.", ".jpg", 5, 10_000_000, 30));

    @Test
    void areNeverMadeWorse() {
        int edited = 0;
        for (int seed = 0; seed < MPDS; seed++) {
            byte[] mpd = damaged(new RandomMpd(seed).bytes(), new Random(seed));

            MpdEdit edit = EDITOR.withImages(mpd, IMAGES);

            if (edit.leftAlone() == null) {
                edited++;
                assertThat(edit.announces()).as("seed " + seed).isTrue();
                assertThat(EDITOR.withImages(edit.bytes(), IMAGES).bytes())
                        .as("seed " + seed)
                        .isSameAs(edit.bytes());
                assertThat(EDITOR.withoutImages(edit.bytes()).bytes())
                        .as("seed " + seed)
                        .isEqualTo(mpd);
                assertThat(Mpds.periods(edit.bytes())).as("seed " + seed).isNotEmpty();
            } else {
                assertThat(edit.bytes()).as("seed " + seed).isSameAs(mpd);
            }
        }
        assertThat(edited).as("so many survive").isBetween(MPDS / 20, MPDS * 19 / 20);
    }

    private static byte[] damaged(byte[] mpd, Random random) {
        byte[] damaged = random.nextInt(10) == 0 ? Arrays.copyOf(mpd, random.nextInt(mpd.length)) : mpd.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) SCRIBBLES.charAt(random.nextInt(SCRIBBLES.length()));
        }
        return damaged;
    }
}
