package io.github.rokutrickplay.local;

import io.github.rokutrickplay.local.aws.EmbeddedCloudFront.Invalidation;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a run through the whole chain has published, as a table for people. */
final class DemoReport {

    private static final Pattern SMALL = Pattern.compile(".*_small\\.\\d+\\.jpg");
    private static final Pattern BIG = Pattern.compile(".*_big\\.\\d+\\.jpg");

    private record Row(String what, String detail) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private DemoReport() {}

    /**
     * Looks at what is there after a run.
     *
     * @param mediaPath the asset's folder in the bucket
     * @param before the keys that were there before the run
     */
    static DemoReport of(LocalPlatform platform, String mediaPath, Set<String> before, Duration took) {
        DemoReport report = new DemoReport();
        ObjectStore store = platform.objectStore();
        List<ObjectSummary> added = store.list(LocalPlatform.BUCKET, mediaPath).stream()
                .filter(object -> !before.contains(object.location().key()))
                .toList();
        report.images("small thumbnails", added, SMALL);
        report.images("big thumbnails", added, BIG);
        for (ObjectSummary object : added) {
            String key = object.location().key();
            if (!key.endsWith(".jpg")) {
                report.rows.add(new Row("published", key + "  " + object.sizeBytes() + " bytes"));
            }
        }
        report.invalidations(platform);
        report.deadLetters(platform);
        report.rows.add(new Row("took", String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)));
        return report;
    }

    private void images(String what, List<ObjectSummary> added, Pattern pattern) {
        List<ObjectSummary> images = added.stream()
                .filter(object -> pattern.matcher(object.location().key()).matches())
                .toList();
        if (images.isEmpty()) {
            problems.add("no " + what + " were written");
            return;
        }
        long bytes = images.stream().mapToLong(ObjectSummary::sizeBytes).sum();
        rows.add(new Row(what, images.size() + "  " + bytes / 1024 + " KiB"));
    }

    private void invalidations(LocalPlatform platform) {
        platform.aws().ifPresent(aws -> {
            List<Invalidation> all = aws.cloudFront().invalidations();
            if (all.isEmpty()) {
                problems.add("nothing was invalidated in CloudFront");
            }
            Set<String> paths = new HashSet<>();
            all.forEach(invalidation -> paths.addAll(invalidation.paths()));
            paths.stream().sorted().forEach(path -> rows.add(new Row("invalidated", path)));
        });
    }

    private void deadLetters(LocalPlatform platform) {
        for (FunctionName name : FunctionName.values()) {
            for (Message message : platform.drainDeadLetters(name)) {
                List<String> reasons = new ArrayList<>();
                message.messageAttributes().forEach((key, value) -> {
                    if (key.equals("failure_reason") || key.equals("ErrorMessage")) {
                        reasons.add(value.stringValue());
                    }
                });
                problems.add(name.deployedName() + " refused: "
                        + (reasons.isEmpty() ? message.body() : String.join("; ", reasons)));
            }
        }
    }

    /** What went wrong, one line each; empty if the run was good. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The table, one line a row. */
    String table() {
        int width = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(row.what())
                    .append(" ".repeat(width - row.what().length()))
                    .append(row.detail())
                    .append('\n');
        }
        return text.toString();
    }
}
