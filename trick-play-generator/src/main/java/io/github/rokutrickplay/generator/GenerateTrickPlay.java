package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.output.IndexWriter;
import io.github.rokutrickplay.generator.output.Outputs;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.generator.source.AllowedBuckets;
import io.github.rokutrickplay.generator.source.Source;
import io.github.rokutrickplay.generator.source.SourceSelection;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.keys.HttpsKeyServer;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.message.RemovalMessage;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job: reads an asset's playlists or its file's tables, plans, makes the thumbnails, writes them and then
 * their index, and tells the updater. May run twice, and at the same time: every key and every byte follows from the source.
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

    /** As the function does it: decoding with one thread a core, keys fetched where the configuration allows it. */
    static GenerateTrickPlay decoding(ObjectStore store, MessageQueue queue, GeneratorConfig config) {
        ThumbnailExtractor extractor = new ThumbnailExtractor(
                store,
                HttpsKeyServer.onDemand(),
                config.thumbnails(),
                Runtime.getRuntime().availableProcessors());
        return new GenerateTrickPlay(store, queue, extractor, config);
    }

    boolean publishesDash() {
        return config.thumbnails().outputs().dash();
    }

    /**
     * What has come of an asset.
     *
     * @param index where the index was written
     * @param messages that were sent for it, one for each main playlist, or would have been if a queue were configured; for a film
     *     of files only none, or one if documents are made of it
     */
    public record Generated(GeneratedAsset asset, S3Location index, List<ManifestMessage> messages) {}

    /**
     * @param requestId goes with the messages, so that a film can be followed through the functions' logs
     * @throws PermanentFailure if no thumbnails can be made of it
     * @throws io.github.rokutrickplay.failure.TransientFailure if another try may succeed
     */
    public Generated generate(Asset asset, String requestId, Progress progress) {
        return generate(asset, Origin.of(requestId), progress, InvocationDeadline.NONE);
    }

    /** As the other, and with a TransientFailure when the time is over. */
    Generated generate(Asset asset, Origin origin, Progress progress, InvocationDeadline deadline) {
        asset.mainPlaylists().forEach(playlist -> AllowedBuckets.require(playlist, config.buckets()));
        AssetNames names = AssetNames.of(
                asset.mediaKey(), asset.mediaPath(), config.thumbnails().folder());
        SourceSelection.Selected selected = sources.select(asset, names);
        Source source = selected.source();
        try (Outputs outputs = new Outputs(
                store, asset.bucket(), names, config.thumbnails(), source.plan(), extractor::jpeg, progress)) {
            Made made = extractUnchanged(source, deadline.guard(outputs));
            Extraction extraction = made.extraction();
            SourceSelection.Selected used = selected.of(made.source());
            ThumbnailIndex index = index(names, used, extraction, outputs.finish(source.plan(), extraction));
            S3Location indexLocation = new S3Location(asset.bucket(), names.indexKey());
            store.put(indexLocation, index.toJson(), JSON);
            return new Generated(
                    result(names, used, extraction, index), indexLocation, tell(asset, names, index, origin));
        }
    }

    /**
     * What an earlier run has left to be done.
     *
     * @param messages that were sent: none where all is published, and as it should be
     */
    public record Found(List<ManifestMessage> messages) {
        public Found {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Looks whether an earlier run has made all that this one would; what is made and not published is published. Nothing is decoded.
     *
     * @return empty if there is something to be made
     * @throws PermanentFailure if no thumbnails can be made of it
     * @throws io.github.rokutrickplay.failure.TransientFailure if another try may succeed
     */
    public Optional<Found> findMade(Asset asset, String requestId) {
        return findMade(asset, Origin.of(requestId));
    }

    /** As the other. */
    Optional<Found> findMade(Asset asset, Origin origin) {
        asset.mainPlaylists().forEach(playlist -> AllowedBuckets.require(playlist, config.buckets()));
        AssetNames names = AssetNames.of(
                asset.mediaKey(), asset.mediaPath(), config.thumbnails().folder());
        Source source = sources.select(asset, names).source();
        EarlierRun earlier = new EarlierRun(store, config.thumbnails());
        return earlier.index(new S3Location(asset.bucket(), names.indexKey()), source)
                .map(index -> new Found(
                        earlier.isPublished(asset, names, index) ? List.of() : tell(asset, names, index, origin)));
    }

    private List<ManifestMessage> tell(Asset asset, AssetNames names, ThumbnailIndex index, Origin origin) {
        List<ManifestMessage> messages = new ManifestMessages(asset, names, index, origin)
                .of(config.thumbnails().outputs());
        config.manifestQueueUrl()
                .ifPresent(url -> messages.forEach(message -> queue.send(url, message.toJson(), Map.of())));
        return messages;
    }

    /**
     * Has the updater take the thumbnails of an asset out again.
     *
     * @throws PermanentFailure if a playlist lies in a bucket that the configuration does not name, or there is no updater
     */
    void remove(Asset asset, String requestId) {
        asset.mainPlaylists().forEach(playlist -> AllowedBuckets.require(playlist, config.buckets()));
        String queueUrl = config.manifestQueueUrl()
                .orElseThrow(() -> new PermanentFailure(
                        "nothing is removed without SQS_MANIFEST_QUEUE_URL: manifest-updater does it"));
        AssetNames names = AssetNames.of(
                asset.mediaKey(), asset.mediaPath(), config.thumbnails().folder());
        RemovalMessage message = new RemovalMessage(
                RemovalMessage.Action.REMOVE,
                names.mediaKey(),
                names.mediaPath(),
                asset.bucket(),
                asset.mainPlaylists().stream().map(S3Location::toString).toList(),
                asset.mpds().stream().map(S3Location::toString).toList(),
                requestId,
                asset.jobId());
        queue.send(queueUrl, Json.write(message), Map.of());
    }

    /** What was extracted, and of what. */
    private record Made(Source source, Extraction extraction) {}

    /** A file that is replaced after its tables were read gives wrong pictures, or errors that are no fault of its own. */
    private Made extractUnchanged(Source source, ThumbnailSink outputs) {
        try {
            Made made = extract(source, outputs);
            requireSame(source);
            return made;
        } catch (PermanentFailure e) {
            requireSame(source);
            throw e;
        }
    }

    private void requireSame(Source source) {
        boolean same = source.mainPlaylist() != null
                || store.findRange(source.media(), 0, 1)
                        .filter(range -> range.etag().equals(source.etag()))
                        .isPresent();
        if (!same) {
            throw new TransientFailure(source.media() + " was replaced while it was read");
        }
    }

    /** What the shortcut gave is replaced if it turns out to be none. */
    private Made extract(Source source, ThumbnailSink outputs) {
        Source.Shortcut shortcut = source.shortcut();
        if (shortcut != null) {
            try {
                Extraction extraction = extractor.extract(shortcut.plan(), outputs);
                if (extraction.missing().isEmpty()) {
                    return new Made(source.by(shortcut), extraction);
                }
            } catch (PermanentFailure e) {
                log.info("I-frame playlist {} is not used: {}", shortcut.playlist(), e.getMessage());
            }
            outputs.restart();
        }
        return new Made(source, extractor.extract(source.plan(), outputs));
    }

    private ThumbnailIndex index(
            AssetNames names,
            SourceSelection.Selected selected,
            Extraction extraction,
            List<ThumbnailIndex.Rendition> renditions) {
        Source source = selected.source();
        return new IndexWriter(names, source.plan(), extraction.missing())
                .write(source.recorded(selected.refused()), renditions, EarlierRun.pictures(config.thumbnails()));
    }

    private static List<GeneratedAsset.Missing> missing(ThumbnailPlan plan, Extraction extraction) {
        Map<Integer, String> reasons = extraction.missing();
        return plan.marks().stream()
                .filter(mark -> reasons.containsKey(mark.number()))
                .map(mark -> new GeneratedAsset.Missing(
                        mark.number(),
                        IndexWriter.seconds(mark.time()),
                        Objects.requireNonNull(reasons.get(mark.number()))))
                .toList();
    }

    private static GeneratedAsset result(
            AssetNames names, SourceSelection.Selected selected, Extraction extraction, ThumbnailIndex index) {
        Source source = selected.source();
        Map<String, String> sizes = new TreeMap<>();
        extraction.sizes().forEach((name, size) -> sizes.put(name, size.toString()));
        return new GeneratedAsset(
                names.mediaKey(),
                names.mediaPath(),
                source.media().toString(),
                selected.refused(),
                index.durationSeconds(),
                source.plan().marks().size() - extraction.missing().size(),
                missing(source.plan(), extraction),
                sizes,
                extraction.bytesRead() + source.planBytes(),
                extraction.framesDecoded(),
                bytesOf(index));
    }

    /** Sizes that come to the same have the same images. */
    private static long bytesOf(ThumbnailIndex index) {
        Map<String, Long> byKey = new HashMap<>();
        for (ThumbnailIndex.Rendition rendition : index.renditions()) {
            rendition.images().forEach(image -> byKey.put(image.key(), image.bytes()));
            rendition.files().forEach(file -> byKey.put(file.key(), file.bytes()));
            if (rendition.sheets() != null) {
                rendition.sheets().images().forEach(sheet -> byKey.put(sheet.key(), sheet.bytes()));
            }
        }
        return byKey.values().stream().mapToLong(Long::longValue).sum();
    }
}
