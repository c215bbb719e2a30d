package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.Setting;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.generator.GeneratedAsset;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.local.process.ProcessedAsset;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions' work on a folder of files or a bucket, without Lambda or queues. */
final class ProcessCommand implements Command {

    private static final Option JSON = Option.flag("--json", "print one result document, and nothing else, on stdout");

    /** Options that set a variable of the functions. */
    private static final List<Variable> VARIABLES = List.of(
            new Variable(
                    Setting.BIF_ENABLED, Option.of("--bif", "true|false", "whether to write BIF, Roku's file (false)")),
            new Variable(
                    Setting.BIF_SIZES, Option.of("--bif-sizes", "WxH,...", "the sizes of BIF files (the smallest)")),
            new Variable(
                    Setting.DASH_ENABLED,
                    Option.of("--dash", "true|false", "whether to name the images in the film's MPDs (false)")),
            new Variable(
                    Setting.THUMBNAIL_FRAME,
                    Option.of("--frame", "exact|keyframe", "which frame a thumbnail shows (exact)")),
            new Variable(
                    Setting.THUMBNAIL_INTERVAL, Option.of("--interval", "SECONDS", "the time between thumbnails (10)")),
            new Variable(
                    Setting.MAX_MISSING_THUMBNAILS,
                    Option.of("--max-missing", "SHARE", "how many of the thumbnails a damaged film may lack (0.05)")),
            new Variable(
                    Setting.MJPEG_ENABLED,
                    Option.of("--mjpeg", "true|false", "whether to write I-frame image sequences (false)")),
            new Variable(
                    Setting.PUBLIC_URL_PREFIXES,
                    Option.of(
                            "--public-url-prefixes",
                            "URL=s3://BUCKET/,...",
                            "what the URLs in the playlists stand for (nothing)")),
            new Variable(Setting.THUMBNAIL_QUALITY, Option.of("--quality", "2-31", "FFmpeg's scale, 2 the best (4)")),
            new Variable(
                    Setting.THUMBNAIL_SIZES,
                    Option.of("--sizes", "WxH,...", "the thumbnails' sizes (320x180,640x360)")),
            new Variable(
                    Setting.STORYBOARD_ENABLED,
                    Option.of("--storyboard", "true|false", "whether to write storyboards as JSON (false)")),
            new Variable(
                    Setting.THUMBNAIL_TILES,
                    Option.of("--tiles", "CxR[,CxR]|auto", "columns and rows of thumbnails in an image (1x1)")),
            new Variable(
                    Setting.THUMBNAIL_UPSCALE,
                    Option.of("--upscale", "true|false", "whether small pictures are enlarged (false)")),
            new Variable(
                    Setting.WEBVTT_ENABLED, Option.of("--webvtt", "true|false", "whether to write WebVTT (false)")));

    private record Variable(Setting setting, Option option) {}

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<String> arguments() {
        return List.of("MAIN_PLAYLIST");
    }

    @Override
    public String summary() {
        return "Make and publish the thumbnails of a film in a folder or a bucket, without Lambda.";
    }

    @Override
    public String details() {
        return """
                MAIN_PLAYLIST is a file, or an address s3://bucket/key. Thumbnails and playlists are written beside it,
                and it is edited in place. Or it is a film (MP4, MOV, M4V), or the MPD of one without HLS: images
                and their index are written beside it, and no playlist. What no option says comes from the environment (THUMBNAIL_INTERVAL and so on).
                """;
    }

    @Override
    public List<Option> options() {
        return Stream.concat(
                        Stream.of(FilmAddress.ROOT, FilmAddress.MEDIA_KEY, FilmAddress.MEDIA_PATH, JSON),
                        VARIABLES.stream().map(Variable::option))
                .toList();
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        String mainPlaylist = arguments.argument(0);
        ThumbnailExtractor.prepare();
        process(FilmAddress.of(mainPlaylist, arguments, terminal), arguments, terminal);
    }

    private static void process(FilmAddress source, Arguments arguments, Terminal terminal) {
        S3Location main = source.location();
        String mediaKey = arguments.find(FilmAddress.MEDIA_KEY).orElseGet(() -> JobEvent.defaultMediaKey(main));
        String mediaPath = arguments.find(FilmAddress.MEDIA_PATH).orElseGet(main::folder);
        ProgressLine line = new ProgressLine(terminal);
        long start = System.nanoTime();
        ProcessedAsset result;
        try {
            result = new AssetProcessor(source.store(), main.bucket(), variables(source, arguments, terminal))
                    .process(main, mediaKey, mediaPath, (done, total) -> {
                        synchronized (line) {
                            if (terminal.interactive()) {
                                line.show(bar(done, total) + ProgressLine.left(start, done, total));
                            }
                        }
                    });
        } catch (PipelineException e) {
            throw new CommandFailedException(source.readable().apply(String.valueOf(e.getMessage())), e);
        } finally {
            line.finish();
        }
        String text = arguments.has(JSON) ? Json.write(result) : summary(result);
        terminal.out().println(source.readable().apply(text));
    }

    private static Map<String, String> variables(FilmAddress source, Arguments arguments, Terminal terminal) {
        Map<String, String> variables = new HashMap<>(terminal.environment());
        VARIABLES.forEach(variable -> arguments
                .find(variable.option())
                .ifPresent(value -> variables.put(variable.setting().name(), value)));
        variables.computeIfPresent(
                Setting.PUBLIC_URL_PREFIXES.name(),
                (name, value) -> source.locations().apply(value));
        return variables;
    }

    private static String bar(int done, int total) {
        int filled = 30 * done / total;
        return "[" + "#".repeat(filled) + " ".repeat(30 - filled) + "] " + done + " of " + total + " images";
    }

    private static String summary(ProcessedAsset result) {
        StringBuilder text = new StringBuilder();
        // Not String.format: to set a number it loads what is known of the world's languages, for longer than an index
        // takes.
        text.append(result.mediaKey() + ": " + result.durationSeconds() + " s of film in "
                + BigDecimal.valueOf(result.seconds()).setScale(2, RoundingMode.HALF_UP) + " s, "
                + result.thumbnails().values().stream().findFirst().orElse(0) + " thumbnails each of "
                + String.join(" and ", result.sizes().values()) + "\n");
        text.append("read " + result.bytesRead() / 1024 + " KiB of " + result.source() + " and decoded "
                + result.framesDecoded() + " frames; wrote " + result.imageBytes() / 1024 + " KiB of images\n");
        List<GeneratedAsset.Missing> lost = GeneratedAsset.lost(result.missing());
        if (!lost.isEmpty()) {
            text.append(thumbnails(lost.size(), "is", "are") + " missing; the first, at "
                    + lost.getFirst().timeSeconds() + " s: " + lost.getFirst().reason() + "\n");
        }
        int inGaps = result.missing().size() - lost.size();
        if (inGaps > 0) {
            text.append(thumbnails(inGaps, "lies", "lie") + " in gaps that the playlist declares (EXT-X-GAP)\n");
        }
        return text.append(outcome(result)).toString();
    }

    private static String thumbnails(int count, String one, String many) {
        return count == 1 ? "1 thumbnail " + one : count + " thumbnails " + many;
    }

    private static String outcome(ProcessedAsset result) {
        if (!result.source().endsWith(".m3u8") && !result.announced()) {
            String documents = result.changed().isEmpty() ? "" : "; wrote " + String.join(", ", result.changed());
            return "recorded in " + result.index() + documents;
        }
        String published = result.changed().isEmpty()
                ? "all playlists were up to date"
                : "published in " + String.join(", ", result.changed());
        return result.announced()
                ? published
                : published + "\nnot announced: this is a media playlist; name the image playlists in the multivariant"
                        + " playlist that lists it";
    }
}
