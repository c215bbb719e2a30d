package io.github.rokutrickplay.local;

import io.github.rokutrickplay.local.preview.FilmCheck;
import io.github.rokutrickplay.local.preview.PreviewFilm;
import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.local.verify.VerifyFilm;
import io.github.rokutrickplay.local.verify.VerifyOptions;
import io.github.rokutrickplay.local.verify.objects.StoredObjects;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@code ./trickplay verify} finds of the film of a page.
 *
 * @param inBucket whether the store keeps objects' types, as folders do not
 */
record PreviewCheck(PreviewFilm film, PublicUrlPrefixes publicUrls, boolean inBucket) implements FilmCheck {

    @Override
    public Optional<List<Finding>> findings() {
        StoredObjects objects = inBucket
                ? StoredObjects.ofBucket(film.store(), film.main(), publicUrls)
                : StoredObjects.ofFolder(film.store(), film.main(), publicUrls);
        AssetNames names = film.names();
        VerifyOptions options = new VerifyOptions(
                false,
                0,
                0,
                names.mediaKey(),
                names.mediaPath(),
                names.mediaKey(),
                names.thumbnailsFolder(),
                "publish again: ./trickplay process " + film.main(),
                InstantSource.system());
        UnaryOperator<String> readable = film.readable();
        return Optional.of(new VerifyFilm(objects, film.main().key(), options, (done, total) -> {})
                .verify().findings().stream()
                        .map(finding -> new Finding(
                                finding.severity(),
                                readable.apply(finding.object()),
                                readable.apply(finding.what()),
                                finding.why(),
                                readable.apply(finding.remedy())))
                        .toList());
    }
}
