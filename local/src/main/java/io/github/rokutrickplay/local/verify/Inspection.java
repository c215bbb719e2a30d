package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.objects.ObjectPart;
import io.github.rokutrickplay.local.verify.objects.PublishedObjects;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One check of one film: what all of its parts need. */
final class Inspection {

    private static final String SEE_SERVER = "see to it that the server gives it to whoever asks";

    private final PublishedObjects objects;
    private final String main;
    private final VerifyOptions options;
    private final ParallelReads reads;
    private final Findings findings = new Findings();
    private final Delivery delivery = new Delivery(this);

    Inspection(PublishedObjects objects, String main, VerifyOptions options, VerifyProgress progress) {
        this.objects = objects;
        this.main = main;
        this.options = options;
        reads = new ParallelReads(progress);
    }

    PublishedObjects objects() {
        return objects;
    }

    /** The address that the user has given. */
    String main() {
        return main;
    }

    VerifyOptions options() {
        return options;
    }

    ParallelReads reads() {
        return reads;
    }

    Findings findings() {
        return findings;
    }

    Delivery delivery() {
        return delivery;
    }

    String named(String address) {
        return objects.named(address);
    }

    /** The remedy for what we have written, or should have. */
    String again() {
        return options.publishAgain();
    }

    static String folder(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    static String fileName(String address) {
        String path = address.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where a URI leads; empty, and an error, where nothing is read. */
    Optional<String> resolve(String from, String uri) {
        try {
            return Optional.of(objects.resolve(from, uri));
        } catch (UnreadableObjectException e) {
            findings.error(
                    named(from),
                    "it names '" + uri + "': " + e.getMessage(),
                    "what it names was not checked, and players may not get it either",
                    "name it by a path below the same host or bucket");
            return Optional.empty();
        }
    }

    /**
     * A text that has to be there, uncompressed. What is wrong with it is taken down.
     *
     * @param namedBy what leads to it
     */
    Optional<byte[]> document(String address, DocumentKind kind, String namedBy) {
        try {
            Optional<ObjectPart> part = objects.find(address, kind.maxBytes());
            if (part.isEmpty() && kind == DocumentKind.FILM_PLAYLIST) {
                findings.warning(
                        named(address),
                        "it is not there, and " + namedBy + " names it",
                        "players that choose this variant stop: that is the film's own fault, not the thumbnails'",
                        "have it written anew by what packaged the film");
            } else if (part.isEmpty()) {
                findings.error(
                        named(address),
                        "it is not there, and " + namedBy + " names it",
                        kind == DocumentKind.PLAYLIST
                                ? "shaka does not play the film at all, other players show no thumbnails"
                                : "players get a 404 in its place",
                        kind.isOurs() ? again() : "put it there, or take out what names it");
            }
            return part.flatMap(object -> checked(address, object, kind));
        } catch (UnreadableObjectException e) {
            unreadable(address, e);
            return Optional.empty();
        }
    }

    /** A text that may be there, uncompressed; empty where there is none, or none that can be read. */
    Optional<byte[]> documentIfThere(String address, DocumentKind kind) {
        try {
            return objects.find(address, kind.maxBytes()).flatMap(object -> checked(address, object, kind));
        } catch (UnreadableObjectException e) {
            if (!e.isDenied()) {
                unreadable(address, e);
            }
            return Optional.empty();
        }
    }

    private Optional<byte[]> checked(String address, ObjectPart object, DocumentKind kind) {
        delivery.check(address, object, kind);
        return unfolded(address, object.bytes(), kind);
    }

    void unreadable(String address, UnreadableObjectException e) {
        findings.error(
                named(address),
                "it cannot be read: " + e.getMessage(),
                "players that get the same answer show nothing",
                SEE_SERVER);
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private Optional<byte[]> unfolded(String address, byte[] bytes, DocumentKind kind) {
        if (!isGzip(bytes)) {
            return Optional.of(bytes);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unfolded = in.readNBytes(kind.maxBytes() + 1);
            if (unfolded.length <= kind.maxBytes()) {
                return Optional.of(unfolded);
            }
            findings.error(named(address), "it unfolds to more than is read", "nobody reads it", again());
        } catch (IOException e) {
            findings.error(named(address), "it is damaged gzip data: " + e.getMessage(), "nobody can read it", again());
        }
        return Optional.empty();
    }
}
