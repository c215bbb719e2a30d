package io.github.rokutrickplay.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionCodeTest {

    private static final int FILES = 500;

    @TempDir
    private Path folder;

    private Path jar(int version) throws IOException {
        Path jar = folder.resolve("function.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < FILES; i++) {
                zip.putNextEntry(new ZipEntry("classes" + version + "/" + i + ".class"));
                zip.write(new byte[10 * version]);
            }
        }
        return jar;
    }

    @Test
    void isUnpackedOnceHoweverManyAskForIt() throws Exception {
        Path target = folder.resolve("functions").resolve("generator");
        FunctionCode.unpack(jar(1), target);
        Path jar = jar(2);

        List<Future<Long>> unpacked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 16; i++) {
                unpacked.add(threads.submit(() -> files(FunctionCode.unpack(jar, target))));
            }
        }

        for (Future<Long> files : unpacked) {
            assertThat(files.get()).isEqualTo(FILES);
        }
        assertThat(target.resolve("classes1")).doesNotExist();
        try (Stream<Path> beside = Files.list(target.resolveSibling("."))) {
            assertThat(beside.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("generator", "generator.source");
        }
    }

    private static long files(Path unpacked) throws IOException {
        try (Stream<Path> all = Files.walk(unpacked)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
