package io.github.rokutrickplay.config;

import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configuration of manifest-updater.
 *
 * @param buckets the buckets that a message may name
 * @param thumbnails which documents are written; and what to assume of a message that comes without an index
 * @param publicUrls the URLs by which a playlist may name objects of its bucket
 * @param manifestQueueUrl the function's own queue, for what it has to do later; without it that is left to others
 * @param invalidationQueueUrl where the message goes when all is published; without it none is sent
 */
public record ManifestConfig(
        List<String> buckets,
        ThumbnailSettings thumbnails,
        PublicUrlPrefixes publicUrls,
        Optional<String> manifestQueueUrl,
        Optional<String> invalidationQueueUrl,
        InvalidationScope invalidationScope,
        FunctionSettings function) {

    public ManifestConfig {
        buckets = List.copyOf(buckets);
    }

    /**
     * @throws ConfigurationException if a variable is missing or wrong
     */
    public static ManifestConfig of(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        ManifestConfig config = new ManifestConfig(
                FunctionSettings.buckets(environment),
                ThumbnailSettings.read(environment),
                FunctionSettings.publicUrls(environment),
                FunctionSettings.queueUrl(environment, Setting.SQS_MANIFEST_QUEUE_URL),
                FunctionSettings.queueUrl(environment, Setting.SQS_CACHE_INVALIDATION_QUEUE_URL),
                environment.read(Setting.INVALIDATION_SCOPE, InvalidationScope::parse, "all or changed"),
                FunctionSettings.read(environment));
        environment.check();
        return config;
    }
}
