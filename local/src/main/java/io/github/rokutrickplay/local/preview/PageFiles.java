package io.github.rokutrickplay.local.preview;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files that the page consists of: our own, and the players that npm has installed. */
final class PageFiles {

    /** What the paths of players begin with. */
    private static final String PLAYERS = "/players/";

    private static final String SUFFIX = ".js";

    /** By the names that the page gives them. */
    private static final Map<String, String> PLAYER_FILES = Map.of(
            "shaka", "shaka-player/dist/shaka-player.compiled.js",
            "hls", "hls.js/dist/hls.min.js");

    private static final Pattern OURS = Pattern.compile("/(?:[a-z]+/)?[a-z][a-z-]*\\.(?:css|js|svg)");

    private final Path players;

    /**
     * @param players the folder with a folder a package
     */
    PageFiles(Path players) {
        this.players = players;
    }

    /** The file with this path on the server. */
    Optional<byte[]> find(String path) throws IOException {
        if (path.startsWith(PLAYERS) && path.endsWith(SUFFIX)) {
            Optional<Path> player = player(path.substring(PLAYERS.length(), path.length() - SUFFIX.length()));
            return player.isPresent() ? Optional.of(Files.readAllBytes(player.get())) : Optional.empty();
        }
        if (path.equals("/")) {
            return resource("/index.html");
        }
        return OURS.matcher(path).matches() ? resource(path) : Optional.empty();
    }

    /** The paths of the players that there are, by their names. */
    Map<String, String> players() {
        Map<String, String> paths = new TreeMap<>();
        for (String name : PLAYER_FILES.keySet()) {
            player(name).ifPresent(file -> paths.put(name, PLAYERS + name + SUFFIX));
        }
        return paths;
    }

    private Optional<Path> player(String name) {
        return Optional.ofNullable(PLAYER_FILES.get(name)).map(players::resolve).filter(Files::isRegularFile);
    }

    private static Optional<byte[]> resource(String path) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream("/preview" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
