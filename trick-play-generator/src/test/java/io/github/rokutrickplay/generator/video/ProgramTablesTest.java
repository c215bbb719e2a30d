package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.generator.video.transport.ProgramTables;
import io.github.rokutrickplay.sample.FilmSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTablesTest {

    private static final int PACKET = 188;

    @Test
    void keepsThePatAndThePmtOfARealStreamAndNoPicture(@TempDir Path folder) throws IOException {
        FilmInStore film = FilmInStore.made(FilmSpec.single(Duration.ofSeconds(1), 320, 180), folder);
        byte[] stream = film.store.bytes(FilmInStore.location("180p_00000.ts"));

        byte[] tables = ProgramTables.of(Arrays.copyOf(stream, 32 * PACKET));

        assertThat(tables.length).isBetween(2 * PACKET, 8 * PACKET);
        assertThat(tables.length % PACKET).isZero();
        assertThat(pid(tables, 0)).isZero();
        for (int at = 0; at < tables.length; at += PACKET) {
            assertThat(pid(tables, at)).isIn(0, 0x1000);
        }
    }

    private static int pid(byte[] bytes, int packet) {
        return (bytes[packet + 1] & 0x1F) << 8 | (bytes[packet + 2] & 0xFF);
    }

    @Test
    void findsNothingInWhatIsNoStream() {
        byte[] noise = new byte[32 * PACKET];
        new Random(1).nextBytes(noise);
        assertThat(ProgramTables.of(noise)).isEmpty();
        assertThat(ProgramTables.of(new byte[0])).isEmpty();
    }

    @Test
    void survivesNoiseBehindSyncBytes() {
        for (int seed = 0; seed < 200; seed++) {
            byte[] noise = new byte[32 * PACKET];
            new Random(seed).nextBytes(noise);
            for (int at = 0; at < noise.length; at += PACKET) {
                noise[at] = 0x47;
                noise[at + 1] = (byte) (0x40 | (noise[at + 1] & 0x01));
                noise[at + 2] = (byte) (noise[at + 2] & 0x01);
            }
            assertThat(ProgramTables.of(noise).length).isLessThanOrEqualTo(noise.length);
        }
    }
}
