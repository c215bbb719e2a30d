package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects.Headers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of objects beside their bytes: type, encoding, who may read them, how long they are kept. */
final class Delivery {

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])(?:s-maxage|max-age)\\s*=\\s*(\\d{1,12})");

    /** Longer than that, players that a republished film is for see the one before. */
    private static final long SENSIBLE_SECONDS = 24L * 60 * 60;

    private final Inspection inspection;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Delivery(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Of a text. */
    void check(String address, ObjectPart part, DocumentKind kind) {
        checkType(address, part, kind);
        checkGzip(address, part, kind);
        if (inspection.objects().headers() == Headers.ALL && kind != DocumentKind.INDEX) {
            checkOrigin(address, part, kind.toString());
            checkCache(address, part, kind);
        }
    }

    private void checkType(String address, ObjectPart part, DocumentKind kind) {
        if (inspection.objects().headers() == Headers.NONE || kind.types().isEmpty()) {
            return;
        }
        String type = plain(part.contentType());
        boolean exact = kind != DocumentKind.STORYBOARD || "application/json".equals(part.contentType());
        if (!kind.types().contains(type) || !exact) {
            String what = "its Content-Type is " + part.contentType() + ", not "
                    + kind.types().getFirst();
            String why = "players that go by the type do not read it";
            if (kind.isOurs()) {
                inspection.findings().error(inspection.named(address), what, why, inspection.again());
            } else {
                inspection.findings().warning(inspection.named(address), what, why, "set the object's Content-Type");
            }
        }
    }

    /** Of an image, or a file of images. */
    void checkType(String address, ObjectPart part, String type) {
        if (inspection.objects().headers() != Headers.NONE && !type.equals(plain(part.contentType()))) {
            inspection
                    .findings()
                    .error(
                            inspection.named(address),
                            "its Content-Type is " + part.contentType() + ", not " + type,
                            "players that go by the type do not show it",
                            inspection.again());
        }
        if (part.contentEncoding() != null && !part.contentEncoding().equals("identity")) {
            inspection
                    .findings()
                    .error(
                            inspection.named(address),
                            "its Content-Encoding is " + part.contentEncoding(),
                            "a player that reads byte ranges of it gets something else",
                            inspection.again());
        }
    }

    private static @Nullable String plain(@Nullable String type) {
        return type == null ? null : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private void checkGzip(String address, ObjectPart part, DocumentKind kind) {
        if (inspection.objects().headers() == Headers.NONE) {
            return;
        }
        boolean said = part.contentEncoding() != null && part.contentEncoding().contains("gzip");
        if (Inspection.isGzip(part.bytes()) != said) {
            inspection
                    .findings()
                    .error(
                            inspection.named(address),
                            said
                                    ? "its Content-Encoding is gzip, and it is not compressed"
                                    : "it is gzip-compressed, and no Content-Encoding says so",
                            "no player can read the " + kind,
                            kind.isOurs() ? inspection.again() : "set the object's Content-Encoding to what it is");
        }
    }

    /** Whether pages of another host may read it. Told once for each kind. */
    void checkOrigin(String address, ObjectPart part, String kind) {
        if (inspection.objects().headers() == Headers.ALL && part.allowOrigin() == null && told.add("origin " + kind)) {
            inspection
                    .findings()
                    .warning(
                            inspection.named(address),
                            "it comes without Access-Control-Allow-Origin",
                            "players on web pages of another host may not read it (this goes for each " + kind + ")",
                            "allow the pages' origins in the bucket's or the distribution's CORS rules");
        }
    }

    private void checkCache(String address, ObjectPart part, DocumentKind kind) {
        String cacheControl = part.cacheControl();
        if (cacheControl == null) {
            if (told.add("cache " + kind)) {
                inspection
                        .findings()
                        .note(
                                inspection.named(address),
                                "it comes without Cache-Control",
                                "each cache keeps it for as long as it likes (this goes for each " + kind + ")",
                                "set a short max-age for playlists and documents");
            }
            return;
        }
        Matcher age = MAX_AGE.matcher(cacheControl.toLowerCase(Locale.ROOT));
        if (age.find() && Long.parseLong(age.group(1)) > SENSIBLE_SECONDS && told.add("age " + kind)) {
            inspection
                    .findings()
                    .warning(
                            inspection.named(address),
                            "it may be kept for " + age.group(1) + " s (Cache-Control: " + cacheControl + ")",
                            "viewers see what was published before for that long (this goes for each " + kind + ")",
                            "set a max-age of a day at most for playlists and documents");
        }
    }
}
