package io.github.rokutrickplay.local.process;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.GenerateTrickPlay;
import io.github.rokutrickplay.generator.GenerateTrickPlay.Generated;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.keys.HttpsKeyServer;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.manifest.Published;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes and publishes one asset's thumbnails in this process, by the use cases that the functions run. */
public final class AssetProcessor {

    private static final MessageQueue NO_QUEUE = (queueUrl, body, attributes, delay) -> {
        throw new PermanentFailure("no queue is used here, but a message for " + queueUrl + " was sent");
    };

    private final ObjectStore store;
    private final GeneratorConfig generatorConfig;
    private final ManifestConfig manifestConfig;

    /**
     * @param store where the asset lies
     * @param bucket the only bucket that may be touched
     * @param environment the functions' variables; queues and notifications in it are left out
     * @throws io.github.rokutrickplay.config.ConfigurationException if a value is wrong
     */
    public AssetProcessor(ObjectStore store, String bucket, Map<String, String> environment) {
        Map<String, String> variables = variables(bucket, environment);
        this.store = store;
        this.generatorConfig = GeneratorConfig.of(variables);
        this.manifestConfig = ManifestConfig.of(variables);
    }

    /** The functions' variables where there are neither queues nor notifications. */
    public static Map<String, String> variables(String bucket, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Setting.choicesOf(environment));
        List.of(Setting.SLACK_WEBHOOK_URL, Setting.ENABLE_SLACK_NOTIFICATIONS)
                .forEach(setting -> variables.remove(setting.name()));
        variables.put(Setting.AWS_S3_BUCKET.name(), bucket);
        return variables;
    }

    /**
     * @param source a main playlist, or an MP4 or MOV file, or the MPD of a film without HLS
     * @throws io.github.rokutrickplay.failure.PipelineException if it cannot be done
     */
    public ProcessedAsset process(S3Location source, String mediaKey, String mediaPath, Progress progress) {
        long start = System.nanoTime();
        Asset asset = asset(source, mediaKey, mediaPath);
        Generated made = generator().generate(asset, "local", progress);
        List<S3Location> mpds = asset.mpds().isEmpty()
                ? MpdsBeside.of(store, source, made.asset().durationSeconds())
                : asset.mpds();
        Optional<Published> published = publish(made.messages(), mpds).findFirst();
        return ProcessedAsset.of(made, published, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Makes what an earlier run has not made of the same source with the same settings, and publishes what is not.
     *
     * @param mainPlaylists of one film, at least one
     * @return whether anything was made
     * @throws io.github.rokutrickplay.failure.PipelineException if it cannot be done
     */
    public boolean processIfChanged(List<S3Location> mainPlaylists, String mediaKey, String mediaPath) {
        Asset asset = new Asset(mediaKey, mediaPath, mainPlaylists, null);
        GenerateTrickPlay generator = generator();
        Optional<GenerateTrickPlay.Found> found = generator.findMade(asset, "local");
        if (found.isPresent()) {
            publish(found.get().messages(), List.of()).forEach(published -> {});
            return false;
        }
        Generated made = generator.generate(asset, "local", Progress.NONE);
        List<S3Location> mpds =
                MpdsBeside.of(store, mainPlaylists.getFirst(), made.asset().durationSeconds());
        publish(made.messages(), mpds).forEach(published -> {});
        return true;
    }

    private GenerateTrickPlay generator() {
        ThumbnailExtractor extractor = new ThumbnailExtractor(
                store,
                HttpsKeyServer.onDemand(),
                generatorConfig.thumbnails(),
                Runtime.getRuntime().availableProcessors());
        return new GenerateTrickPlay(store, NO_QUEUE, extractor, generatorConfig);
    }

    private Stream<Published> publish(List<ManifestMessage> messages, List<S3Location> mpds) {
        PublishManifests publisher = new PublishManifests(store, NO_QUEUE, manifestConfig, InstantSource.system());
        List<String> urls = mpds.stream().map(S3Location::toString).toList();
        return messages.stream().map(message -> message.withDashUrls(urls)).map(publisher::publish);
    }

    private static Asset asset(S3Location source, String mediaKey, String mediaPath) {
        if (JobEvent.isFile(source.key())) {
            return new Asset(mediaKey, mediaPath, List.of(), OtherSources.files(List.of(source)), null, null);
        }
        return JobEvent.isMpd(source.key())
                ? new Asset(mediaKey, mediaPath, List.of(), List.of(source), OtherSources.NONE, null, null)
                : new Asset(mediaKey, mediaPath, List.of(source), null);
    }
}
