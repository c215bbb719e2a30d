package io.github.rokutrickplay.players;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The players, installed by npm as the module's lock file says. */
final class NodeModules {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

    /** Of npm: the lock file is not that of package.json, or a package is not the one that was locked. */
    private static final List<String> OUR_FAULTS = List.of("EUSAGE", "EINTEGRITY");

    private static final int MINUTES = 5;

    private NodeModules() {}

    /** Players that cannot be had here. */
    static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnavailableException(String reason) {
            super(reason);
        }
    }

    /**
     * Installs them, unless they are.
     *
     * @param module the folder of the lock file
     * @param target for them
     * @return the folder with a folder a package
     * @throws UnavailableException if there is no npm, or no registry to take them from
     */
    static Path install(Path module, Path target) throws IOException, InterruptedException, UnavailableException {
        Path modules = target.resolve("node_modules");
        Path done = target.resolve("installed.json");
        String lock = Files.readString(module.resolve("package-lock.json"));
        if (Files.isRegularFile(done) && Files.readString(done).equals(lock)) {
            return modules;
        }
        Path npm = Programs.find("npm").orElseThrow(() -> new UnavailableException("npm is not installed"));
        Files.createDirectories(target);
        for (String file : FILES) {
            Files.copy(module.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String problem = run(target, npm.toString(), "ci", "--prefer-offline");
        if (problem != null) {
            throw new UnavailableException("npm could not install the players: " + problem);
        }
        Files.writeString(done, lock);
        return modules;
    }

    /** What npm says where it does not succeed. */
    private static @Nullable String run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("npm.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return "not done in " + MINUTES + " minutes";
        }
        if (process.exitValue() == 0) {
            return null;
        }
        String output = Files.readString(log, UTF_8);
        if (OUR_FAULTS.stream().anyMatch(output::contains)) {
            throw new IOException("npm refuses package-lock.json:\n" + output);
        }
        return output.lines()
                .filter(line -> line.startsWith("npm error"))
                .findFirst()
                .orElse(output);
    }
}
