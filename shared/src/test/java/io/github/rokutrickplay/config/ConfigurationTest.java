package io.github.rokutrickplay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {

    private static final Map<String, String> SEED = Map.of(
            "AWS_S3_BUCKET", "my-bucket", "AWS_CLOUDFRONT_DISTRIBUTION_ID", "E123ABC456", "AWS_REGION", "us-east-1");

    private static Map<String, String> with(String... variables) {
        Map<String, String> environment = new HashMap<>(SEED);
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return environment;
    }

    @Test
    void hasTheSeedsDefaults() {
        GeneratorConfig config = GeneratorConfig.of(SEED);

        assertThat(config.buckets()).containsExactly("my-bucket");
        assertThat(config.manifestQueueUrl()).isEmpty();
        assertThat(config.thumbnails())
                .isEqualTo(new ThumbnailSettings(
                        Duration.ofSeconds(10),
                        List.of(
                                new ThumbnailBox("small", new Resolution(320, 180)),
                                new ThumbnailBox("big", new Resolution(640, 360))),
                        4,
                        FrameChoice.EXACT,
                        "thumbs",
                        false,
                        new BigDecimal("0.05")));
        assertThat(config.function())
                .isEqualTo(new FunctionSettings(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        new MetricsSettings("RokuTrickPlay", Duration.ofHours(1))));
        assertThat(ManifestConfig.of(SEED).invalidationScope()).isEqualTo(InvalidationScope.ALL);
        assertThat(ManifestConfig.of(SEED).invalidationQueueUrl()).isEmpty();
        assertThat(InvalidationConfig.of(SEED).distributionIds()).containsExactly("E123ABC456");
    }

    @Test
    void readsEveryVariable() {
        Map<String, String> environment = with(
                "AWS_S3_BUCKET", "one, two.2 ,one",
                "AWS_CLOUDFRONT_DISTRIBUTION_ID", "E1,E2",
                "THUMBNAIL_INTERVAL", "2.5",
                "THUMBNAIL_WIDTH", "240",
                "THUMBNAIL_HEIGHT", " 136 ",
                "THUMBNAIL_BIG_WIDTH", "480",
                "THUMBNAIL_BIG_HEIGHT", "270",
                "THUMBNAIL_QUALITY", "2",
                "THUMBNAIL_FRAME", "keyframe",
                "THUMBNAIL_TILES", "1x1",
                "THUMBNAIL_UPSCALE", "true",
                "THUMBNAILS_FOLDER", "trick-play",
                "MAX_MISSING_THUMBNAILS", ".2",
                "MJPEG_ENABLED", "1",
                "BIF_ENABLED", "True",
                "BIF_SIZES", "480x270",
                "WEBVTT_ENABLED", "true",
                "STORYBOARD_ENABLED", "true",
                "DASH_ENABLED", "true",
                "SQS_MANIFEST_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/manifest-queue",
                "SQS_CACHE_INVALIDATION_QUEUE_URL", "http://localhost:4566/000000000000/invalidation-queue",
                "DEAD_LETTER_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/dead",
                "INVALIDATION_SCOPE", "changed",
                "METRICS_NAMESPACE", "RokuTrickPlay/staging",
                "COMPLETION_DEADLINE", "90",
                "ENABLE_SLACK_NOTIFICATIONS", "True",
                "SLACK_WEBHOOK_URL", "arn:aws:secretsmanager:us-east-1:1:secret:slack");

        ManifestConfig config = ManifestConfig.of(environment);

        assertThat(config.buckets()).containsExactly("one", "two.2");
        assertThat(config.thumbnails().interval()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.thumbnails().boxes())
                .extracting(ThumbnailBox::size)
                .containsExactly(new Resolution(240, 136), new Resolution(480, 270));
        assertThat(config.thumbnails().largestBox()).isEqualTo(new Resolution(480, 270));
        assertThat(config.thumbnails().quality()).isEqualTo(2);
        assertThat(config.thumbnails().frame()).isEqualTo(FrameChoice.KEYFRAME);
        assertThat(config.thumbnails().folder()).isEqualTo("trick-play");
        assertThat(config.thumbnails().upscale()).isTrue();
        assertThat(config.thumbnails().maxMissing()).isEqualByComparingTo("0.2");
        assertThat(config.thumbnails().outputs()).isEqualTo(new OutputSettings(true, Set.of("big"), true, true, true));
        assertThat(config.invalidationScope()).isEqualTo(InvalidationScope.CHANGED);
        assertThat(config.invalidationQueueUrl()).contains("http://localhost:4566/000000000000/invalidation-queue");
        assertThat(config.function())
                .isEqualTo(new FunctionSettings(
                        Optional.of("https://sqs.us-east-1.amazonaws.com/1/dead"),
                        Optional.of("arn:aws:secretsmanager:us-east-1:1:secret:slack"),
                        true,
                        new MetricsSettings("RokuTrickPlay/staging", Duration.ofMinutes(90))));
        assertThat(GeneratorConfig.of(environment).manifestQueueUrl()).isPresent();
        assertThat(InvalidationConfig.of(environment).distributionIds()).containsExactly("E1", "E2");
    }

    @Test
    void allowsKeysFromNoUrlUnlessToldTo() {
        String url = "https://keys.example.com/films/1.key";
        assertThat(GeneratorConfig.of(SEED).keyUrls().allowed(url)).isEmpty();
        assertThat(GeneratorConfig.of(with(
                                "ENCRYPTION_KEY_URL_PREFIXES", "https://a.example.com/, https://keys.example.com/"))
                        .keyUrls()
                        .allowed(url))
                .isPresent();
        assertThatThrownBy(() -> GeneratorConfig.of(with("ENCRYPTION_KEY_URL_PREFIXES", "https://keys.example.com")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "ENCRYPTION_KEY_URL_PREFIXES=https://keys.example.com is not allowed: use https URLs"
                                + " with a '/' behind the host");
    }

    @Test
    void takesPublicUrlsForNothingUnlessToldTo() {
        assertThat(GeneratorConfig.of(SEED).publicUrls()).isEqualTo(PublicUrlPrefixes.NONE);
        assertThat(ManifestConfig.of(with("PUBLIC_URL_PREFIXES", "https://cdn.example.com/=s3://bucket/a/"))
                        .publicUrls()
                        .prefixes())
                .containsExactly(new PublicUrlPrefixes.Prefix("https://cdn.example.com/", "bucket", "a/"));
        assertThatThrownBy(() -> GeneratorConfig.of(with("PUBLIC_URL_PREFIXES", "https://cdn.example.com=s3://bucket")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "PUBLIC_URL_PREFIXES=https://cdn.example.com=s3://bucket is not allowed: use URLs and the part"
                                + " of a bucket that each serves, both with a '/' at the end, such as"
                                + " https://d111111abcdef8.cloudfront.net/=s3://my-bucket/ or"
                                + " https://cdn.example.com/vod/=s3://my-bucket/content/, separated by commas");
    }

    @Test
    void takesEmptyValuesForNotSet() {
        assertThat(GeneratorConfig.of(with("THUMBNAIL_INTERVAL", "", "SLACK_WEBHOOK_URL", "  ")))
                .isEqualTo(GeneratorConfig.of(SEED));
    }

    @Test
    void tellsOfEveryProblemAtOnceALineEach() {
        assertThatThrownBy(() -> GeneratorConfig.of(Map.of(
                        "THUMBNAIL_INTERVAL", "0",
                        "THUMBNAIL_WIDTH", "wide",
                        "THUMBNAIL_FRAME", "any",
                        "SQS_MANIFEST_QUEUE_URL", "manifest-queue",
                        "ENABLE_SLACK_NOTIFICATIONS", "true")))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .containsExactlyInAnyOrder(
                                "AWS_S3_BUCKET is not set: set it to the bucket of your videos (several: separate them by commas)",
                                "THUMBNAIL_INTERVAL=0 is not allowed: use seconds from 0.1 to 3600",
                                "THUMBNAIL_WIDTH=wide is not allowed: use a whole number from 16 to 4096",
                                "THUMBNAIL_FRAME=any is not allowed: use exact or keyframe",
                                "SQS_MANIFEST_QUEUE_URL=manifest-queue is not allowed: use an SQS queue's URL, such as"
                                        + " https://sqs.us-east-1.amazonaws.com/123456789012/manifest-queue",
                                "SLACK_WEBHOOK_URL is not set: ENABLE_SLACK_NOTIFICATIONS is true, so set it to your webhook's URL"
                                        + " or ARN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_S3_BUCKET              | Bucket            | a bucket's name",
                "AWS_S3_BUCKET              | a-bucket,,b       | a bucket's name",
                "AWS_S3_BUCKET              | s3://a-bucket     | a bucket's name",
                "THUMBNAIL_INTERVAL         | -10               | seconds from 0.1 to 3600",
                "THUMBNAIL_INTERVAL         | 10s               | seconds from 0.1 to 3600",
                "THUMBNAIL_INTERVAL         | 1e1               | seconds from 0.1 to 3600",
                "THUMBNAIL_INTERVAL         | 3600.1            | seconds from 0.1 to 3600",
                "THUMBNAIL_HEIGHT           | 15                | a whole number from 16 to 4096",
                "THUMBNAIL_BIG_WIDTH        | 99999999999       | a whole number from 16 to 4096",
                "THUMBNAIL_QUALITY          | 1                 | a whole number from 2 to 31",
                "THUMBNAIL_TILES            | 5                 | columns and rows of thumbnails in an image",
                "THUMBNAIL_TILES            | 0x4               | columns and rows of thumbnails in an image",
                "THUMBNAIL_TILES            | 5x4,3x3,1x1       | columns and rows of thumbnails in an image",
                "THUMBNAIL_SIZES            | 320               | sizes from 16 to 4096 pixels",
                "THUMBNAIL_SIZES            | 320x180,          | sizes from 16 to 4096 pixels",
                "THUMBNAIL_SIZES            | 320x180,320x180   | sizes from 16 to 4096 pixels",
                "THUMBNAIL_SIZES            | 320x8             | sizes from 16 to 4096 pixels",
                "THUMBNAIL_UPSCALE          | 2                 | true or false",
                "BIF_ENABLED                | on                | true or false",
                "MJPEG_ENABLED              | on                | true or false",
                "STORYBOARD_ENABLED         | on                | true or false",
                "DASH_ENABLED               | on                | true or false",
                "WEBVTT_ENABLED             | yes               | true or false",
                "THUMBNAILS_FOLDER          | a/b               | one folder name",
                "THUMBNAILS_FOLDER          | ..                | one folder name",
                "MAX_MISSING_THUMBNAILS     | 5%                | a share of all thumbnails from 0 to 1",
                "MAX_MISSING_THUMBNAILS     | 1.01              | a share of all thumbnails from 0 to 1",
                "MAX_MISSING_THUMBNAILS     | -0.1              | a share of all thumbnails from 0 to 1",
                "INVALIDATION_SCOPE         | none              | all or changed",
                "ENABLE_SLACK_NOTIFICATIONS | yes               | true or false",
                "DEAD_LETTER_QUEUE_URL      | arn:aws:sqs:x:1:q | an SQS queue's URL"
            })
    void namesTheVariableItsValueAndTheRemedy(String name, String value, String allowed) {
        assertThatThrownBy(() -> ManifestConfig.of(with(name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(name + "=" + value + " is not allowed: use " + allowed);
    }

    private static List<ThumbnailBox> boxes(String... variables) {
        return GeneratorConfig.of(with(variables)).thumbnails().boxes();
    }

    @Test
    void readsSizesSmallestFirstEachWithTheNameOfItsPlace() {
        assertThat(boxes("THUMBNAIL_SIZES", "320x180, 640x360,240x136", "THUMBNAIL_WIDTH", "100"))
                .containsExactly(
                        new ThumbnailBox("240x136", new Resolution(240, 136)),
                        new ThumbnailBox("small", new Resolution(320, 180)),
                        new ThumbnailBox("big", new Resolution(640, 360)));
        assertThat(boxes("THUMBNAIL_SIZES", "854X480"))
                .containsExactly(new ThumbnailBox("small", new Resolution(854, 480)));
    }

    @Test
    void readsOneGridForAllSizesOrOneForEach() {
        assertThat(boxes("THUMBNAIL_TILES", "5x4"))
                .extracting(box -> box.grid().toString())
                .containsExactly("5x4", "5x4");
        assertThat(boxes("THUMBNAIL_TILES", "5x4, 3x3"))
                .extracting(box -> box.grid().toString())
                .containsExactly("5x4", "3x3");
        assertThat(boxes("THUMBNAIL_TILES", "1x1,3x3"))
                .extracting(ThumbnailBox::isTiled)
                .containsExactly(false, true);
        // Of 2048 pixels in either direction.
        assertThat(boxes("THUMBNAIL_TILES", "auto"))
                .extracting(box -> box.grid().toString())
                .containsExactly("6x11", "3x5");
        assertThat(boxes("THUMBNAIL_TILES", "auto", "THUMBNAIL_SIZES", "4096x2304"))
                .extracting(ThumbnailBox::isTiled)
                .containsExactly(false);
        // A JPEG has 65,535 pixels at most in either direction.
        assertThatThrownBy(() -> boxes("THUMBNAIL_TILES", "99x1", "THUMBNAIL_SIZES", "1000x500"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("THUMBNAIL_TILES=99x1 is not allowed");
    }

    @Test
    void makesBifOfTheSmallestSizeUnlessToldTo() {
        assertThat(GeneratorConfig.of(with("BIF_ENABLED", "true"))
                        .thumbnails()
                        .outputs()
                        .bif())
                .containsExactly("small");
        assertThat(GeneratorConfig.of(with("BIF_ENABLED", "true", "BIF_SIZES", "640x360,320x180"))
                        .thumbnails()
                        .outputs()
                        .bif())
                .containsExactlyInAnyOrder("small", "big");
        assertThat(GeneratorConfig.of(with("BIF_SIZES", "640x360"))
                        .thumbnails()
                        .outputs()
                        .bif())
                .isEmpty();
        assertThatThrownBy(() -> GeneratorConfig.of(with("BIF_ENABLED", "true", "BIF_SIZES", "640x480")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("BIF_SIZES=640x480 is not allowed: use some of the sizes 320x180,640x360");
    }

    @Test
    void needsTheDistributionOnlyWhereItIsUsed() {
        Map<String, String> environment = Map.of("AWS_S3_BUCKET", "my-bucket");

        assertThat(ManifestConfig.of(environment).buckets()).containsExactly("my-bucket");
        assertThatThrownBy(() -> InvalidationConfig.of(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("AWS_CLOUDFRONT_DISTRIBUTION_ID is not set: ");
        assertThatThrownBy(() -> InvalidationConfig.of(Map.of("AWS_CLOUDFRONT_DISTRIBUTION_ID", "e1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("AWS_CLOUDFRONT_DISTRIBUTION_ID=e1 is not allowed");
    }

    @Test
    void doesNotShowASecretWebhookInItsMessage() {
        assertThatThrownBy(() ->
                        GeneratorConfig.of(with("SLACK_WEBHOOK_URL", "https:/hooks.slack.com/services/T0/SECRET")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SLACK_WEBHOOK_URL")
                .hasMessageNotContaining("SECRET");
    }
}
