package io.github.rokutrickplay.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program took from its start to its end, with all that it started.
 *
 * @param usage wall and CPU time, as the shell's {@code time} tells them
 * @param peakBytes the most memory that one process of it had resident (VmHWM)
 */
record Measured(Usage usage, long peakBytes) {

    private static final int LOOK_MILLIS = 20;
    private static final Pattern HIGH_WATER_MARK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    /**
     * Runs a program.
     *
     * @param log gets what it writes
     * @throws IllegalStateException if it fails
     */
    static Measured run(List<String> command, Map<String, String> environment, Path log) throws IOException {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\" > \"$0\" 2>&1", log.toString()));
        timed.addAll(command);
        Path times = log.resolveSibling(log.getFileName() + ".time");
        ProcessBuilder builder = new ProcessBuilder(timed)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(times.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            long peak = peakUntilEnd(process);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(log));
            }
            String[] seconds = Files.readString(times).strip().split(" ", -1);
            return new Measured(
                    new Usage(seconds(seconds[0]), seconds(seconds[1]).plus(seconds(seconds[2]))), peak);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while measuring " + command.getFirst());
        }
    }

    /** Wall, CPU and peak of each by itself. */
    static Measured median(List<Measured> all) {
        List<Long> peaks = all.stream()
                .map(Measured::peakBytes)
                .sorted(Comparator.naturalOrder())
                .toList();
        return new Measured(Usage.median(all.stream().map(Measured::usage).toList()), peaks.get(peaks.size() / 2));
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
    }

    /** Looks seldom, and at little: whoever is measured needs the cores, and the kernel keeps each process's peak for us. */
    private static long peakUntilEnd(Process process) throws InterruptedException {
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, highWaterMark(process.pid()));
            Thread.sleep(LOOK_MILLIS);
        }
        return peak;
    }

    /** The highest of a process and those that its main thread has started. */
    private static long highWaterMark(long pid) {
        Path folder = Path.of("/proc", String.valueOf(pid));
        long highest = 0;
        try {
            Matcher own = HIGH_WATER_MARK.matcher(Files.readString(folder.resolve("status")));
            highest = own.find() ? 1024 * Long.parseLong(own.group(1)) : 0;
            String children = Files.readString(folder.resolve(Path.of("task", String.valueOf(pid), "children")));
            for (String child : children.strip().split(" ", -1)) {
                highest = child.isEmpty() ? highest : Math.max(highest, highWaterMark(Long.parseLong(child)));
            }
        } catch (IOException ended) {
            // what was seen of it before is as much as there is to see
        }
        return highest;
    }
}
