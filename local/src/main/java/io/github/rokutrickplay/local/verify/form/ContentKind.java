package io.github.rokutrickplay.local.verify.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/** What some bytes look like, for saying what is in the place of something else. */
final class ContentKind {

    private static final int LOOKED_AT = 256;

    private ContentKind() {}

    /** As in "is HTML". */
    static String of(byte[] bytes) {
        if (bytes.length == 0) {
            return "empty";
        }
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), ISO_8859_1);
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "HTML";
        }
        if (text.startsWith("<")) {
            return "XML";
        }
        if (text.startsWith("#extm3u")) {
            return "a playlist";
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "JSON";
        }
        if (start.startsWith("\u001f\u008b")) {
            return "gzip data";
        }
        if (start.startsWith("\u0089PNG")) {
            return "a PNG";
        }
        if (start.startsWith("RIFF")) {
            return "WebP or another RIFF file";
        }
        return start.startsWith("\u00ff\u00d8") ? "a JPEG" : "something unknown";
    }
}
