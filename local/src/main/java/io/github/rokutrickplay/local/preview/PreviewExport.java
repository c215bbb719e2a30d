package io.github.rokutrickplay.local.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.message.ThumbnailIndex.Rendition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A film's thumbnails, and what is to be said of them, as one page that needs nothing else: to be attached to a ticket. */
public final class PreviewExport {

    /** What all of its images may take; written as text they take a third more. */
    static final long MAX_IMAGE_BYTES = 16L * 1024 * 1024;

    private final PreviewFilm film;
    private final Optional<ThumbnailIndex> index;
    private final Optional<List<Finding>> findings;
    private final StringBuilder html = new StringBuilder();

    private PreviewExport(PreviewFilm film, Optional<List<Finding>> findings) {
        this.film = film;
        this.index = film.index();
        this.findings = findings;
    }

    /**
     * The page's text.
     *
     * @param now when it is made, which it says
     * @throws io.github.rokutrickplay.failure.PipelineException if the film cannot be read
     */
    public static String html(PreviewFilm film, FilmCheck check, Instant now) {
        return new PreviewExport(film, check.findings()).write(now);
    }

    private String write(Instant now) {
        html.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                """);
        html.append("<title>Trick play of ")
                .append(text(film.names().mediaKey()))
                .append("</title>\n");
        html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
        head(now);
        findings();
        index.ifPresentOrElse(
                found -> {
                    gaps(found);
                    new ExportedSheet(film, found, MAX_IMAGE_BYTES).append(html);
                },
                () -> html.append("<p>Nothing is recorded of this film: there is no index ")
                        .append(text(film.names().indexKey()))
                        .append(".</p>\n"));
        return html.append("</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream in = PreviewExport.class.getResourceAsStream("/preview/export.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read this program's own files", e);
        }
    }

    private static String text(String text) {
        return Html.escape(text);
    }

    private void head(Instant now) {
        html.append("<header>\n<h1>").append(text(film.names().mediaKey())).append("</h1>\n<dl>\n");
        entry("Film", film.address());
        index.ifPresent(found -> {
            entry("Length", Times.readable(found.durationSeconds()));
            entry("Thumbnails", thumbnails(found));
            String source = PreviewDocument.address(found.source());
            if (source != null) {
                entry("Taken from", film.readable().apply(source));
            }
            List<RefusedSource> refused = found.source().refused();
            if (refused != null) {
                refused.forEach(other -> entry("Not from", film.readable().apply(other.url() + ": " + other.reason())));
            }
        });
        entry("Looked at", now.truncatedTo(ChronoUnit.SECONDS).toString());
        html.append("</dl>\n</header>\n");
    }

    private static String thumbnails(ThumbnailIndex index) {
        List<Mark> marks = Mark.of(index);
        long missing = marks.stream().filter(mark -> mark.missing() != null).count();
        List<String> sizes =
                index.renditions().stream().map(PreviewExport::size).toList();
        return marks.size() + ", one every " + index.intervalSeconds().toPlainString() + " s"
                + (missing == 0 ? "" : ", " + missing + " of them missing") + "; " + String.join(", ", sizes);
    }

    private static String size(Rendition rendition) {
        return rendition.width() + "x" + rendition.height();
    }

    private void entry(String name, String value) {
        html.append("<dt>")
                .append(text(name))
                .append("</dt><dd>")
                .append(text(value))
                .append("</dd>\n");
    }

    private void findings() {
        if (findings.isEmpty()) {
            return;
        }
        html.append("<section>\n<h2>Findings</h2>\n");
        if (findings.get().isEmpty()) {
            html.append("<p>Nothing is wrong with what was published.</p>\n");
        } else {
            html.append("<ul class=\"findings\">\n");
            findings.get().forEach(this::finding);
            html.append("</ul>\n");
        }
        html.append("</section>\n");
    }

    private void finding(Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        html.append("<li class=\"")
                .append(severity)
                .append("\"><strong>")
                .append(severity)
                .append("</strong> <code>");
        html.append(text(film.readable().apply(finding.object()))).append("</code><p>");
        html.append(text(film.readable().apply(finding.what()))).append("</p><p>");
        html.append(text(finding.why()))
                .append("</p><p>To do: ")
                .append(text(finding.remedy()))
                .append("</p></li>\n");
    }

    private void gaps(ThumbnailIndex found) {
        List<Mark> missing =
                Mark.of(found).stream().filter(mark -> mark.missing() != null).toList();
        if (missing.isEmpty()) {
            return;
        }
        html.append("<section>\n<h2>Missing thumbnails</h2>\n<ul class=\"gaps\">\n");
        for (Mark mark : missing) {
            html.append("<li><b>").append(Times.readable(mark.timeSeconds())).append("</b> ");
            html.append(text(film.readable().apply(String.valueOf(mark.missing()))))
                    .append("</li>\n");
        }
        html.append("</ul>\n</section>\n");
    }
}
