package io.github.rokutrickplay.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.aws.EmbeddedCloudFront.Invalidation;
import io.github.rokutrickplay.local.demo.ContactSheet;
import io.github.rokutrickplay.local.demo.PublishedFiles;
import io.github.rokutrickplay.local.lambda.LambdaFunction.Statistics;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.queue.DeadLetters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a run through the whole chain has done and published, as a table for people. */
final class DemoReport {

    private static final long KIB = 1024;

    private record Row(String stage, String done, String took) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private DemoReport() {}

    /**
     * Looks at what is there after a run, and copies it to the output folder. Where a function has refused something, that is
     * all there is to say.
     *
     * @param film the main playlist that was uploaded
     */
    static DemoReport of(LocalPlatform platform, AssetNames names, Path film, Path output) {
        DemoReport report = new DemoReport();
        report.deadLetters(platform);
        if (report.problems.isEmpty()) {
            PublishedFiles published = PublishedFiles.copy(
                    platform.objectStore(), LocalPlatform.BUCKET, names, film, output.resolve("published"));
            report.generator(platform, published);
            report.updater(platform, published);
            report.invalidator(platform);
            report.whereToLook(published, output);
        }
        report.rows.add(new Row("logs", output.resolve("logs").toString(), ""));
        return report;
    }

    /** Puts the film's own row before the others. */
    void film(int files, Duration took) {
        rows.addFirst(new Row("film", files + " files uploaded to S3", seconds(took)));
    }

    private void generator(LocalPlatform platform, PublishedFiles published) {
        Statistics statistics = platform.function(FunctionName.GENERATOR).statistics();
        int small = published.smallImages().size();
        int big = published.bigImages().size();
        JsonNode asset = statistics
                .lastAnswer()
                .map(answer -> Json.readTree(new String(answer, StandardCharsets.UTF_8), "the answer"))
                .map(answer -> answer.path("assets").path(0))
                .orElseGet(() -> Json.readTree("{}", "nothing"));
        int thumbnails = asset.path("thumbnails").asInt();
        if (thumbnails == 0 || small == 0 || big == 0) {
            problems.add("there are " + small + " small and " + big
                    + " big images, and the function says that there are " + thumbnails + " thumbnails");
        }
        published
                .namedButMissing()
                .forEach(name -> problems.add("an image playlist names " + name + ", which is missing"));
        rows.add(new Row(
                FunctionName.GENERATOR.deployedName(),
                String.format(
                        Locale.ROOT,
                        "%d + %d images (%d KiB) of %s s of film; %d KiB of %d KiB read",
                        small,
                        big,
                        asset.path("image_bytes").asLong() / KIB,
                        asset.path("duration_seconds").asText(),
                        asset.path("bytes_read").asLong() / KIB,
                        published.filmBytes() / KIB),
                seconds(statistics.time())));
    }

    private void updater(LocalPlatform platform, PublishedFiles published) {
        if (published.playlists().isEmpty()) {
            problems.add("no image playlists were published");
        }
        if (!published.mainPlaylistKeepsTheFilms()) {
            problems.add("the main playlist in the bucket is not the film's with image streams added");
        }
        if (!published.otherForms().isEmpty()) {
            rows.add(new Row("other forms", String.join(" ", published.otherForms()), ""));
        }
        rows.add(new Row(
                FunctionName.UPDATER.deployedName(),
                published.playlists().size() + " image playlists, and the main playlist with "
                        + published.imageStreams() + " lines of ours",
                seconds(platform.function(FunctionName.UPDATER).statistics().time())));
    }

    private void invalidator(LocalPlatform platform) {
        Set<String> paths = new TreeSet<>();
        platform.cloudFront().invalidations().stream().map(Invalidation::paths).forEach(paths::addAll);
        if (paths.isEmpty()) {
            problems.add("nothing was invalidated in CloudFront");
        }
        rows.add(new Row(
                FunctionName.INVALIDATOR.deployedName(),
                paths.size() + " paths invalidated: " + String.join(" ", paths),
                seconds(platform.function(FunctionName.INVALIDATOR).statistics().time())));
    }

    private void deadLetters(LocalPlatform platform) {
        for (FunctionName name : FunctionName.values()) {
            for (Message message : platform.drainDeadLetters(name)) {
                List<String> reasons = new ArrayList<>();
                message.messageAttributes().forEach((key, value) -> {
                    if (key.equals(DeadLetters.REASON) || key.equals("ErrorMessage")) {
                        reasons.add(value.stringValue());
                    }
                });
                problems.add(name.deployedName() + " refused: "
                        + (reasons.isEmpty() ? message.body() : String.join("; ", reasons)));
            }
        }
    }

    private void whereToLook(PublishedFiles published, Path output) {
        if (!published.smallImages().isEmpty()) {
            Path sheet = output.resolve("contact-sheet.png");
            try {
                ContactSheet.write(published.smallImages(), sheet);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + sheet + ": " + e.getMessage(), e);
            }
            rows.add(new Row("look at", sheet.toString(), ""));
        }
        rows.add(new Row("published", published.folder().toString(), ""));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    /** What went wrong, one line each; empty if the run was good. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The table, one line a row. */
    String table() {
        int stageWidth =
                rows.stream().mapToInt(row -> row.stage().length()).max().orElse(0);
        int tookWidth = rows.stream().mapToInt(row -> row.took().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(row.stage())
                    .append(" ".repeat(stageWidth - row.stage().length() + 2))
                    .append(" ".repeat(tookWidth - row.took().length()))
                    .append(row.took())
                    .append("  ")
                    .append(row.done())
                    .append('\n');
        }
        return text.toString();
    }
}
