package io.github.rokutrickplay.hls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A playlist as a list of lines that gives back every byte that it was made from: line ends, a byte order mark and a
 * missing last line end included. RFC 8216bis section 4.1 asks for UTF-8, LF or CRLF, and {@code #EXTM3U} in the first line.
 *
 * @param byteOrderMark whether the bytes begin with a UTF-8 byte order mark (the RFC forbids it, packagers write it)
 * @param charset UTF-8; or ISO 8859-1, which gives each byte back, for bytes that are no UTF-8 (names of languages are
 *     written so, and players do not mind)
 */
public record PlaylistText(boolean byteOrderMark, List<PlaylistLine> lines, Charset charset) {

    static final String EXTM3U = "#EXTM3U";
    private static final String LF = "\n";
    private static final String CRLF = "\r\n";
    private static final String CR = "\r";
    private static final char BOM = '\uFEFF';

    /** What stands for bytes that are no UTF-8, unless a playlist holds it of itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int EXCERPT_CHARS = 80;

    public PlaylistText {
        lines = List.copyOf(lines);
    }

    /** A text in UTF-8. */
    public PlaylistText(boolean byteOrderMark, List<PlaylistLine> lines) {
        this(byteOrderMark, lines, StandardCharsets.UTF_8);
    }

    /** The same text with other lines. */
    public PlaylistText withLines(List<PlaylistLine> others) {
        return new PlaylistText(byteOrderMark, others, charset);
    }

    /**
     * Reads uncompressed bytes.
     *
     * @throws MalformedPlaylistException if they are no playlist text at all
     */
    public static PlaylistText parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw new MalformedPlaylistException("it is empty; a playlist starts with " + EXTM3U);
        }
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        Charset charset = isUtf8(bytes, utf8) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = charset.equals(StandardCharsets.UTF_8) ? utf8 : new String(bytes, charset);
        boolean byteOrderMark = text.charAt(0) == BOM;
        List<PlaylistLine> lines = split(byteOrderMark ? text.substring(1) : text);
        if (lines.isEmpty() || !startsPlaylist(lines.getFirst())) {
            String start = lines.isEmpty() ? "" : excerpt(lines.getFirst().text());
            throw new MalformedPlaylistException("it starts with '" + start + "' and not with " + EXTM3U);
        }
        return new PlaylistText(byteOrderMark, lines, charset);
    }

    /**
     * @param decoded the bytes read as UTF-8
     */
    private static boolean isUtf8(byte[] bytes, String decoded) {
        // The decoder that reports what is malformed is the slower way, and seldom needed.
        if (decoded.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Some write attributes behind the tag, which players pass over. */
    private static boolean startsPlaylist(PlaylistLine line) {
        String text = line.text();
        return text.startsWith(EXTM3U)
                && (text.length() == EXTM3U.length() || !Character.isLetterOrDigit(text.charAt(EXTM3U.length())));
    }

    private static List<PlaylistLine> split(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') >= 0
                ? splitAtCarriageReturns(text)
                : splitAtLineFeeds(text);
    }

    private static List<PlaylistLine> splitAtCarriageReturns(String text) {
        List<PlaylistLine> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\r'); end >= 0; end = text.indexOf('\r', start)) {
            lines.add(new PlaylistLine(text.substring(start, end), CR));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(new PlaylistLine(text.substring(start), ""));
        }
        return lines;
    }

    private static List<PlaylistLine> splitAtLineFeeds(String text) {
        List<PlaylistLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lf = text.indexOf('\n', start);
            if (lf < 0) {
                lines.add(new PlaylistLine(text.substring(start), ""));
                break;
            }
            boolean crlf = lf > start && text.charAt(lf - 1) == '\r';
            lines.add(new PlaylistLine(text.substring(start, crlf ? lf - 1 : lf), crlf ? CRLF : LF));
            start = lf + 1;
        }
        return lines;
    }

    /** The beginning of a line of somebody else's making, fit for a message. */
    static String excerpt(String line) {
        String printable = line.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= EXCERPT_CHARS ? printable : printable.substring(0, EXCERPT_CHARS) + "…";
    }

    /** The line end of most lines, to be used for lines added to them; that of the first line where it is one of two halves. */
    public String terminator() {
        if (lines.getFirst().terminator().equals(CR)) {
            return CR; // then all are: beside a line feed it ends no line
        }
        long crlf =
                lines.stream().filter(line -> line.terminator().equals(CRLF)).count();
        long lf = lines.stream().filter(line -> line.terminator().equals(LF)).count();
        if (crlf == lf) {
            return lines.getFirst().terminator().equals(CRLF) ? CRLF : LF;
        }
        return crlf > lf ? CRLF : LF;
    }

    /** The very bytes that {@link #parse} was given, or those of a list of lines that was edited since. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        if (byteOrderMark) {
            text.append(BOM);
        }
        for (PlaylistLine line : lines) {
            text.append(line.text()).append(line.terminator());
        }
        return text.toString().getBytes(charset);
    }
}
