package io.github.rokutrickplay.local;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a film is that a command is given: in a folder, or in a bucket.
 *
 * @param store holds it
 * @param location of its main playlist, or of what else a command takes
 * @param readable puts what a person calls it in the place of a location of the store
 * @param locations puts locations of the store in the place of what the value of a variable calls them
 */
record FilmAddress(
        ObjectStore store, S3Location location, UnaryOperator<String> readable, UnaryOperator<String> locations) {

    static final Option ROOT = Option.of("--root", "DIR", "the folder that stands for the bucket (MAIN_PLAYLIST's)");
    static final Option MEDIA_KEY = Option.of("--media-key", "KEY", "the name in the images' keys");
    static final Option MEDIA_PATH =
            Option.of("--media-path", "PATH", "the asset's folder below the root (MAIN_PLAYLIST's)");

    static final Option DEPLOYMENT = Option.of(
            "--deployment",
            "FILE",
            "what `terraform -chdir=terraform output -json` prints: where queues, logs and alarms are");

    private static final String S3 = "s3://";

    /**
     * @param address a file, or {@code s3://bucket/key}
     * @throws UsageException if it is an address that cannot be read, or lies outside the root
     * @throws CommandFailedException if there is no such file
     */
    static FilmAddress of(String address, Arguments arguments, Terminal terminal) {
        if (!address.startsWith(S3)) {
            return files(terminal.path(address), arguments, terminal);
        }
        return new FilmAddress(
                new AwsClients(terminal.environment()).objectStore(),
                s3(address),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    private static S3Location s3(String address) {
        try {
            return S3Location.parse(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The keys of what was made of the film: by the options, else as the only index in its folder says, else as the main playlist
     * says. The index's own media path may have begun at another root.
     */
    AssetNames names(Arguments arguments, Terminal terminal) {
        String folder = thumbnailsFolder(terminal);
        Optional<ThumbnailIndex> index = index(location.folder() + folder + "/");
        String mediaKey = arguments
                .find(MEDIA_KEY)
                .or(() -> index.map(ThumbnailIndex::mediaKey))
                .orElseGet(() -> JobEvent.defaultMediaKey(location));
        String mediaPath = arguments.find(MEDIA_PATH).orElseGet(location::folder);
        return AssetNames.of(mediaKey, mediaPath, folder);
    }

    /**
     * The updater's configuration for the film. What the environment calls files are locations there.
     *
     * @throws io.github.rokutrickplay.config.ConfigurationException if a value is wrong
     */
    ManifestConfig config(Map<String, String> environment) {
        Map<String, String> variables = AssetProcessor.variables(location.bucket(), environment);
        variables.computeIfPresent(Setting.PUBLIC_URL_PREFIXES.name(), (name, value) -> locations.apply(value));
        return ManifestConfig.of(variables);
    }

    /** The images' folder below a media path. */
    static String thumbnailsFolder(Terminal terminal) {
        return terminal.environment()
                .getOrDefault(Setting.THUMBNAILS_FOLDER.name(), Setting.THUMBNAILS_FOLDER.defaultValue());
    }

    /** The only one there is. */
    private Optional<ThumbnailIndex> index(String prefix) {
        List<S3Location> all = store.list(location.bucket(), prefix).stream()
                .map(ObjectSummary::location)
                .filter(object -> object.key().endsWith(".index.json"))
                .toList();
        return all.size() != 1
                ? Optional.empty()
                : store.find(all.getFirst(), ThumbnailIndex.MAX_BYTES)
                        .map(object -> ThumbnailIndex.ofJson(object.body(), "thumbnail index " + object.location()));
    }

    private static FilmAddress files(Path file, Arguments arguments, Terminal terminal) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException("there is no file " + file);
        }
        Path root = arguments
                .find(ROOT)
                .map(terminal::path)
                .orElseGet(() -> file.resolveSibling("."))
                .toAbsolutePath()
                .normalize();
        if (!file.startsWith(root)) {
            throw new UsageException("--root " + root + " does not hold " + file);
        }
        try {
            FileObjectStore store = new FileObjectStore(root);
            String key = root.relativize(file).toString().replace('\\', '/');
            return new FilmAddress(
                    store,
                    new S3Location(FileObjectStore.BUCKET, key),
                    store::inTermsOfFiles,
                    store::inTermsOfLocations);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}
