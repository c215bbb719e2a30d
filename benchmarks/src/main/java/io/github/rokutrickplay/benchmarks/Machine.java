package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What figures were measured on. */
final class Machine {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " cores of " + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", JDK " + Runtime.version();
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            return "an unknown processor";
        }
    }
}
