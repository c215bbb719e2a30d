package io.github.rokutrickplay.config;

import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configuration of trick-play-generator.
 *
 * @param buckets the buckets that an event may name
 * @param keyUrls the https URLs that keys of encrypted segments may be fetched from
 * @param publicUrls the URLs by which a playlist may name objects of its bucket
 * @param manifestQueueUrl where the message goes when the thumbnails are written; without it none is sent
 */
public record GeneratorConfig(
        List<String> buckets,
        ThumbnailSettings thumbnails,
        KeyUrlPrefixes keyUrls,
        PublicUrlPrefixes publicUrls,
        Optional<String> manifestQueueUrl,
        FunctionSettings function) {

    public GeneratorConfig {
        buckets = List.copyOf(buckets);
    }

    /**
     * @throws ConfigurationException if a variable is missing or wrong
     */
    public static GeneratorConfig of(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        GeneratorConfig config = new GeneratorConfig(
                FunctionSettings.buckets(environment),
                ThumbnailSettings.read(environment),
                environment
                        .readOptional(
                                Setting.ENCRYPTION_KEY_URL_PREFIXES,
                                KeyUrlPrefixes::parse,
                                "https URLs with a '/' behind the host, such as https://keys.example.com/films/, separated by"
                                        + " commas")
                        .orElse(KeyUrlPrefixes.NONE),
                FunctionSettings.publicUrls(environment),
                FunctionSettings.queueUrl(environment, Setting.SQS_MANIFEST_QUEUE_URL),
                FunctionSettings.read(environment));
        environment.check();
        return config;
    }
}
