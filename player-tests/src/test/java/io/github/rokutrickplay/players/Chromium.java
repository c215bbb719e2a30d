package io.github.rokutrickplay.players;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A headless Chromium of our own, with a profile that goes with it. For many threads, each with a tab of its own. */
final class Chromium implements AutoCloseable {

    private static final String LISTENING = "DevTools listening on ";
    private static final int SECONDS_TO_END = 10;

    /** Nothing is asked of the network, and a tab that no one looks at is as quick as one that somebody does. */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--autoplay-policy=no-user-gesture-required",
            "--hide-scrollbars",
            "--window-size=1280,1024",
            // A mouse, for pages that ask for one in their style sheets.
            "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
            "--mute-audio",
            "--force-device-scale-factor=1",
            "--force-color-profile=srgb",
            "--remote-debugging-port=0");

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Chromium(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    static Optional<Path> program() {
        return Programs.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    /** Starts one. */
    static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + profile);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // For tests that are broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            return new Chromium(profile, process, new DevTools(address(process)));
        } catch (IOException | RuntimeException e) {
            end(process, profile);
            throw e;
        }
    }

    private static URI address(Process process) throws IOException {
        BufferedReader errors = process.errorReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(LISTENING)) {
                // What it says later would fill the pipe and halt it.
                Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
                return URI.create(line.substring(LISTENING.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium ends at once and says\n" + said);
    }

    /** Opens a page in a tab of its own. */
    Tab open(URI address) {
        String target = tools.call(
                        null,
                        "Target.createTarget",
                        Map.of("url", "about:blank", "width", 1280, "height", 900, "newWindow", true))
                .path("targetId")
                .asText();
        String session = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        Tab tab = new Tab(tools, target, session);
        tab.go(address);
        return tab;
    }

    @Override
    public void close() {
        try {
            tools.call(null, "Browser.close", Map.of());
        } catch (IllegalStateException e) {
            // It is ended all the same.
        }
        tools.close();
        end(process, profile);
    }

    private static void end(Process process, Path profile) {
        List<ProcessHandle> parts = process.descendants().toList();
        try {
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        parts.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        parts.forEach(part -> part.onExit().join());
        Folders.delete(profile);
    }
}
