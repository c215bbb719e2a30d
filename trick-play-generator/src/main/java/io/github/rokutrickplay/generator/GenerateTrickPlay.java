package io.github.rokutrickplay.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.Extraction;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job: reads an asset's playlists, plans, makes the thumbnails, writes them and then their index, and tells the
 * updater. May run twice, and at the same time: every key and every byte follows from the source.
 */
public final class GenerateTrickPlay {

    private static final Logger log = LoggerFactory.getLogger(GenerateTrickPlay.class);
    private static final ObjectAttributes JSON = ObjectAttributes.ofType("application/json");

    private final ObjectStore store;
    private final MessageQueue queue;
    private final Extractor extractor;
    private final GeneratorConfig config;
    private final SourceSelection sources;

    public GenerateTrickPlay(ObjectStore store, MessageQueue queue, Extractor extractor, GeneratorConfig config) {
        this.store = store;
        this.queue = queue;
        this.extractor = extractor;
        this.config = config;
        sources = new SourceSelection(store, extractor, config);
    }

    /**
     * What has come of an asset.
     *
     * @param messages that were sent for it, one for each main playlist, or would have been if a queue were configured
     */
    public record Generated(GeneratedAsset asset, List<ManifestMessage> messages) {}

    /**
     * @param requestId goes with the messages, so that a film can be followed through the functions' logs
     * @throws PermanentFailure if no thumbnails can be made of it
     * @throws io.github.rokutrickplay.failure.TransientFailure if another try may succeed
     */
    public Generated generate(Asset asset, String requestId, Progress progress) {
        requireAllowedBucket(asset);
        AssetNames names = AssetNames.of(
                asset.mediaKey(), asset.mediaPath(), config.thumbnails().folder());
        Source source = sources.select(asset, names);
        try (ImageUploads uploads = new ImageUploads(
                store,
                source.playlist().bucket(),
                names,
                progress,
                source.plan().marks().size() * config.thumbnails().boxes().size())) {
            Made made = extract(source, uploads);
            Extraction extraction = made.extraction();
            ThumbnailIndex index = index(names, made.source(), extraction, uploads);
            S3Location indexLocation = source.mainPlaylist().withKey(names.indexKey());
            store.put(indexLocation, Json.write(index).getBytes(UTF_8), JSON);
            List<ManifestMessage> messages = asset.mainPlaylists().stream()
                    .map(mainPlaylist -> message(asset, names, mainPlaylist, index, indexLocation, requestId))
                    .toList();
            config.manifestQueueUrl()
                    .ifPresent(url -> messages.forEach(message -> queue.send(url, message.toJson(), Map.of())));
            return new Generated(result(names, made.source(), extraction, index), messages);
        }
    }

    /** What was extracted, and of what. */
    private record Made(Source source, Extraction extraction) {}

    /** The shortcut's images are overwritten if it turns out to be none. */
    private Made extract(Source source, ImageUploads uploads) {
        Source.Shortcut shortcut = source.shortcut();
        if (shortcut != null) {
            try {
                Extraction extraction = extractor.extract(shortcut.plan(), uploads::add);
                uploads.await();
                if (extraction.withoutFrame().isEmpty() && extraction.missing().isEmpty()) {
                    return new Made(source.by(shortcut), extraction);
                }
            } catch (PermanentFailure e) {
                uploads.await();
                log.info("I-frame playlist {} is not used: {}", shortcut.playlist(), e.getMessage());
            }
        }
        Extraction extraction = extractor.extract(source.plan(), uploads::add);
        uploads.await();
        return new Made(source, extraction);
    }

    private void requireAllowedBucket(Asset asset) {
        for (S3Location playlist : asset.mainPlaylists()) {
            if (!config.buckets().contains(playlist.bucket())) {
                throw new PermanentFailure(playlist + " is in a bucket that this function is not configured for: add "
                        + playlist.bucket() + " to AWS_S3_BUCKET, which is " + String.join(",", config.buckets()));
            }
        }
    }

    private ThumbnailIndex index(AssetNames names, Source source, Extraction extraction, ImageUploads uploads) {
        ThumbnailSettings thumbnails = config.thumbnails();
        List<Mark> marks = source.plan().marks().stream()
                .filter(mark -> !extraction.withoutFrame().contains(mark.number()))
                .toList();
        if (marks.isEmpty()) {
            throw new PermanentFailure("media playlist " + source.playlist() + " has no frame to show");
        }
        ThumbnailIndex.Source from = new ThumbnailIndex.Source(
                source.mainPlaylist().toString(), source.playlist().toString(), source.playlistEtag());
        return new IndexWriter(names, source.plan(), marks, extraction.missing())
                .write(from, thumbnails.boxes(), extraction.sizes(), uploads::sizeBytes);
    }

    private static ManifestMessage message(
            Asset asset,
            AssetNames names,
            S3Location mainPlaylist,
            ThumbnailIndex index,
            S3Location indexLocation,
            String requestId) {
        return new ManifestMessage(
                asset.mediaKey(),
                names.mediaPath(),
                mainPlaylist.toString(),
                keys(index, "small"),
                keys(index, "big"),
                requestId,
                indexLocation.toString(),
                asset.jobId(),
                asset.eventTime() == null ? null : asset.eventTime().toString());
    }

    private static List<String> keys(ThumbnailIndex index, String name) {
        return index.renditions().stream()
                .filter(rendition -> rendition.name().equals(name))
                .flatMap(rendition -> rendition.images().stream())
                .filter(image -> !image.isMissing())
                .map(ThumbnailIndex.Image::key)
                .toList();
    }

    private static List<GeneratedAsset.Missing> missing(ThumbnailPlan plan, Extraction extraction) {
        Map<Integer, String> reasons = new TreeMap<>(extraction.missing());
        extraction
                .withoutFrame()
                .forEach(number -> reasons.put(number, "the film's last frame is presented before it"));
        return plan.marks().stream()
                .filter(mark -> reasons.containsKey(mark.number()))
                .map(mark -> new GeneratedAsset.Missing(
                        mark.number(),
                        IndexWriter.seconds(mark.time()),
                        Objects.requireNonNull(reasons.get(mark.number()))))
                .toList();
    }

    private static GeneratedAsset result(AssetNames names, Source source, Extraction extraction, ThumbnailIndex index) {
        Map<String, String> sizes = new TreeMap<>();
        extraction.sizes().forEach((name, size) -> sizes.put(name, size.toString()));
        long imageBytes = index.renditions().stream()
                .flatMap(rendition -> rendition.images().stream())
                .mapToLong(ThumbnailIndex.Image::bytes)
                .sum();
        return new GeneratedAsset(
                names.mediaKey(),
                names.mediaPath(),
                source.playlist().toString(),
                index.durationSeconds(),
                (int) index.renditions().getFirst().images().stream()
                        .filter(image -> !image.isMissing())
                        .count(),
                missing(source.plan(), extraction),
                sizes,
                extraction.bytesRead(),
                extraction.framesDecoded(),
                imageBytes);
    }
}
