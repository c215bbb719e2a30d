package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.UrlPath;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The film that is shown.
 *
 * @param main its main playlist, or the MP4 or MPD of a film without one
 * @param names of what was made of it
 * @param readable puts what a person calls it in the place of a location of the store
 */
public record PreviewFilm(ObjectStore store, S3Location main, AssetNames names, UnaryOperator<String> readable) {

    /** What the paths of all its objects begin with on the page's server. */
    static final String PATH = "/film/";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** How players get at it. */
    enum Kind {
        HLS,
        DASH,
        FILE
    }

    Kind kind() {
        if (JobEvent.isFile(main.key())) {
            return Kind.FILE;
        }
        return JobEvent.isMpd(main.key()) ? Kind.DASH : Kind.HLS;
    }

    /**
     * Whether a key is one of the film's: below its media path, or below its main playlist's folder. What stores may read as a way
     * out is none.
     */
    boolean holds(String key) {
        if (CONTROL.matcher(key).find() || key.indexOf('\\') >= 0) {
            return false;
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return key.startsWith(names.mediaPath()) || key.startsWith(main.folder());
    }

    /** The path of an object on the page's server. */
    static String path(String key) {
        return PATH + UrlPath.absolute(key).substring(1);
    }

    Optional<ThumbnailIndex> index() {
        S3Location location = main.withKey(names.indexKey());
        return store.find(location, ThumbnailIndex.MAX_BYTES)
                .map(object -> ThumbnailIndex.ofJson(object.body(), "thumbnail index " + location));
    }

    String address() {
        return readable.apply(main.toString());
    }
}
