package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.S3Location;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows of the film. All URLs are paths on its server.
 *
 * @param name of the film: its media key
 * @param address of the main playlist, as a person calls it
 * @param kind {@code hls}, {@code dash} or {@code file}
 * @param url of the main playlist, or of what else is played
 * @param mpds beside the main playlist
 * @param source what the thumbnails were taken from; null where no index says it
 * @param refusedSources what would have been taken before it, and why it was not
 * @param durationSeconds null where no index says it
 * @param intervalSeconds likewise
 * @param marks the times of all thumbnails; none where there is no index
 * @param sizes smallest first; none where nothing was published
 * @param players the paths of those that are installed, by their names
 */
record PreviewDocument(
        String name,
        String address,
        String kind,
        String url,
        List<Named> mpds,
        @Nullable String source,
        List<RefusedSource> refusedSources,
        @Nullable BigDecimal durationSeconds,
        @Nullable BigDecimal intervalSeconds,
        List<Mark> marks,
        List<PublishedForms.Size> sizes,
        Map<String, String> players) {

    /** An object and its path. */
    record Named(String name, String url) {}

    /** As it is now. */
    static PreviewDocument of(PreviewFilm film, Map<String, String> players) {
        Optional<ThumbnailIndex> index = film.index();
        PublishedForms forms = PublishedForms.of(film, index);
        Optional<ThumbnailIndex.Source> source = index.map(ThumbnailIndex::source);
        return new PreviewDocument(
                film.names().mediaKey(),
                film.address(),
                film.kind().name().toLowerCase(Locale.ROOT),
                PreviewFilm.path(film.main().key()),
                forms.mpds().stream().map(PreviewDocument::named).toList(),
                source.map(PreviewDocument::address).map(film.readable()).orElse(null),
                source.map(ThumbnailIndex.Source::refused).orElse(List.of()).stream()
                        .map(refused -> new RefusedSource(
                                film.readable().apply(refused.url()),
                                film.readable().apply(refused.reason())))
                        .toList(),
                index.map(ThumbnailIndex::durationSeconds).orElse(null),
                index.map(ThumbnailIndex::intervalSeconds).orElse(null),
                index.map(Mark::of).orElse(List.of()).stream()
                        .map(mark -> mark.readable(film.readable()))
                        .toList(),
                forms.sizes(),
                players);
    }

    private static Named named(S3Location location) {
        return new Named(location.fileName(), PreviewFilm.path(location.key()));
    }

    /** The file, or the playlist of the rendition. */
    static @Nullable String address(ThumbnailIndex.Source source) {
        return source.fileUrl() != null ? source.fileUrl() : source.playlistUrl();
    }
}
