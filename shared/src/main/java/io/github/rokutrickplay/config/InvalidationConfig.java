package io.github.rokutrickplay.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Configuration of cache-invalidator.
 *
 * @param distributionIds the CloudFront distributions that serve the bucket
 */
public record InvalidationConfig(List<String> distributionIds, FunctionSettings function) {

    private static final Pattern DISTRIBUTION_ID = Pattern.compile("[A-Z0-9]{1,32}");

    public InvalidationConfig {
        distributionIds = List.copyOf(distributionIds);
    }

    /**
     * @throws ConfigurationException if a variable is missing or wrong
     */
    public static InvalidationConfig of(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        environment.require(
                Setting.AWS_CLOUDFRONT_DISTRIBUTION_ID,
                "set it to the id of the distribution that serves the bucket (several: separate them by commas)");
        List<String> ids = environment
                .readOptional(
                        Setting.AWS_CLOUDFRONT_DISTRIBUTION_ID,
                        value -> Optional.of(FunctionSettings.commaSeparated(value))
                                .filter(list -> list.stream().allMatch(DISTRIBUTION_ID.asMatchPredicate())),
                        "a distribution's id such as E123ABC456, or several separated by commas")
                .orElse(List.of());
        InvalidationConfig config = new InvalidationConfig(ids, FunctionSettings.read(environment));
        environment.check();
        return config;
    }
}
