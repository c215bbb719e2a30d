package io.github.rokutrickplay.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The environment variables that configure the functions. The README's table lists them with the same defaults. */
public enum Setting {
    AWS_S3_BUCKET(Kind.CONNECTION, ""),
    AWS_CLOUDFRONT_DISTRIBUTION_ID(Kind.CONNECTION, ""),
    SQS_MANIFEST_QUEUE_URL(Kind.CONNECTION, ""),
    SQS_CACHE_INVALIDATION_QUEUE_URL(Kind.CONNECTION, ""),
    DEAD_LETTER_QUEUE_URL(Kind.CONNECTION, ""),
    THUMBNAIL_INTERVAL(Kind.CHOICE, "10"),
    THUMBNAIL_WIDTH(Kind.CHOICE, "320"),
    THUMBNAIL_HEIGHT(Kind.CHOICE, "180"),
    THUMBNAIL_BIG_WIDTH(Kind.CHOICE, "640"),
    THUMBNAIL_BIG_HEIGHT(Kind.CHOICE, "360"),
    THUMBNAIL_QUALITY(Kind.CHOICE, "4"),
    THUMBNAIL_UPSCALE(Kind.CHOICE, "false"),
    THUMBNAIL_FRAME(Kind.CHOICE, "exact"),
    THUMBNAIL_SIZES(Kind.CHOICE, ""),
    THUMBNAIL_TILES(Kind.CHOICE, "1x1"),
    THUMBNAILS_FOLDER(Kind.CHOICE, "thumbs"),
    MAX_MISSING_THUMBNAILS(Kind.CHOICE, "0.05"),
    PUBLIC_URL_PREFIXES(Kind.CHOICE, ""),
    ENCRYPTION_KEY_URL_PREFIXES(Kind.CHOICE, ""),
    MJPEG_ENABLED(Kind.CHOICE, "false"),
    BIF_ENABLED(Kind.CHOICE, "false"),
    BIF_SIZES(Kind.CHOICE, ""),
    WEBVTT_ENABLED(Kind.CHOICE, "false"),
    STORYBOARD_ENABLED(Kind.CHOICE, "false"),
    DASH_ENABLED(Kind.CHOICE, "false"),
    INVALIDATION_SCOPE(Kind.CHOICE, "all"),
    SLACK_WEBHOOK_URL(Kind.CHOICE, ""),
    ENABLE_SLACK_NOTIFICATIONS(Kind.CHOICE, "false"),
    METRICS_NAMESPACE(Kind.CHOICE, "RokuTrickPlay"),
    COMPLETION_DEADLINE(Kind.CHOICE, "60"),
    /** Read by Logback. */
    LOG_LEVEL(Kind.CHOICE, "INFO");

    private enum Kind {
        /** Says what a function is connected to: whoever deploys it knows. */
        CONNECTION,
        /** Says what a function does. */
        CHOICE
    }

    private static final Set<String> CHOICES = Arrays.stream(values())
            .filter(setting -> setting.kind == Kind.CHOICE)
            .map(Setting::name)
            .collect(Collectors.toSet());

    private final Kind kind;
    private final String defaultValue;

    Setting(Kind kind, String defaultValue) {
        this.kind = kind;
        this.defaultValue = defaultValue;
    }

    /** The value where the variable is not set; empty where there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Those of an environment that say what functions do, not what they are connected to. */
    public static Map<String, String> choicesOf(Map<String, String> environment) {
        Map<String, String> choices = new HashMap<>(environment);
        choices.keySet().retainAll(CHOICES);
        return choices;
    }
}
