package io.github.rokutrickplay.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every seed, and every input that once showed a fault: {@code src/test/resources/regressions/TARGET/}. */
final class RegressionTest {

    private static final Path REGRESSIONS = Path.of("src", "test", "resources", "regressions");

    @ParameterizedTest
    @EnumSource(Target.class)
    void comesToNothingWorseThanARefusal(Target target) throws Exception {
        for (byte[] seed : target.seeds()) {
            target.run(seed);
        }
        for (Path input : inputs(target)) {
            target.run(Files.readAllBytes(input));
        }
    }

    private static List<Path> inputs(Target target) throws IOException {
        Path folder = REGRESSIONS.resolve(target.name().toLowerCase(Locale.ROOT));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }
}
