package io.github.rokutrickplay.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLockTest {

    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Adds one to a number in a file, again and again, each time under the lock: an addition is lost where two are in at once. */
    public static final class Adder {

        private Adder() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                try (ProcessLock lock = ProcessLock.acquire(folder, "x")) {
                    Objects.requireNonNull(lock);
                    Path number = folder.resolve("number");
                    int before = Integer.parseInt(Files.readString(number));
                    Thread.onSpinWait();
                    Files.writeString(number, String.valueOf(before + 1));
                }
                ProcessLock.sweep(folder);
            }
        }
    }

    private static String classes(Class<?> one) {
        return Path.of(URI.create(
                        one.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes(Adder.class) + File.pathSeparator + classes(ProcessLock.class),
                Adder.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    @Test
    void letsOneProcessInAtATimeAndLeavesNoFile() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("number"), "0");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(java(folder.toString(), "400"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(folder.resolve("number")).hasContent("1200");
        assertThat(files()).containsExactly("number");
    }

    @Test
    void sweepsWhatNobodyHoldsAndNothingElse() throws IOException {
        Files.createFile(folder.resolve("trickplay-killed.lock"));
        Files.createFile(folder.resolve("other.lock"));
        Path held = folder.resolve("trickplay-held.lock");
        try (FileChannel channel = FileChannel.open(held, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();

            ProcessLock.sweep(folder);

            assertThat(files()).containsExactly("other.lock", "trickplay-held.lock");
        }
        try (ProcessLock lock = ProcessLock.acquire(folder, "held")) {
            assertThat(lock).isNotNull();
            assertThat(held).exists();
        }
        assertThat(held).doesNotExist();
    }
}
