package io.github.rokutrickplay.dash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The characters of an XML document, and how they become the very bytes again that they were read from (XML 1.0, appendix F).
 *
 * @param mark the byte order mark, or no bytes
 * @param text without it; line ends as they are
 */
public record XmlText(byte[] mark, Charset charset, String text) {

    private static final byte[] NONE = {};
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xfe, (byte) 0xff};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xff, (byte) 0xfe};

    private static final Pattern DECLARATION =
            Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)[\"']");
    private static final int DECLARATION_BYTES = 400;

    /**
     * @throws UnusableMpdException if the bytes are not what they are declared to be
     */
    public static XmlText read(byte[] bytes) {
        byte[] mark = mark(bytes);
        Charset charset = charset(bytes);
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark.length, bytes.length - mark.length))
                    .toString();
            requireDeclared(charset, text);
            XmlText read = new XmlText(mark, charset, text);
            if (Arrays.equals(read.encode(text), bytes)) {
                return read;
            }
            throw new UnusableMpdException("its bytes can be written in " + charset + " in more than one way");
        } catch (CharacterCodingException e) {
            throw new UnusableMpdException("its bytes are not " + charset, e);
        }
    }

    /**
     * @param edited has no characters but this one's, and those of ASCII
     */
    public byte[] encode(String edited) {
        byte[] encoded = edited.getBytes(charset);
        if (mark.length == 0) {
            return encoded;
        }
        byte[] bytes = Arrays.copyOf(mark, mark.length + encoded.length);
        System.arraycopy(encoded, 0, bytes, mark.length, encoded.length);
        return bytes;
    }

    /** A byte order mark and a declaration must not say two things. */
    private static void requireDeclared(Charset charset, String text) {
        Matcher declaration = DECLARATION.matcher(text);
        if (declaration.find()) {
            Charset declared = named(declaration.group(1));
            boolean wide = charset.equals(UTF_16BE) || charset.equals(UTF_16LE);
            if (!declared.equals(charset) && !(wide && declared.equals(UTF_16))) {
                throw new UnusableMpdException("it declares " + declared + ", and is " + charset);
            }
        }
    }

    private static Charset charset(byte[] bytes) {
        boolean two = bytes.length > 1;
        if (startsWith(bytes, UTF_8_MARK)) {
            return UTF_8;
        }
        if (startsWith(bytes, UTF_16BE_MARK) || (two && bytes[0] == 0)) {
            return UTF_16BE;
        }
        if (startsWith(bytes, UTF_16LE_MARK) || (two && bytes[1] == 0)) {
            return UTF_16LE;
        }
        Matcher declaration =
                DECLARATION.matcher(new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), ISO_8859_1));
        return declaration.find() ? named(declaration.group(1)) : UTF_8;
    }

    private static byte[] mark(byte[] bytes) {
        return Stream.of(UTF_8_MARK, UTF_16BE_MARK, UTF_16LE_MARK)
                .filter(mark -> startsWith(bytes, mark))
                .findFirst()
                .orElse(NONE);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(start, 0, start.length, bytes, 0, start.length);
    }

    private static Charset named(String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode()) {
                return charset;
            }
            throw new UnusableMpdException("its encoding " + charset + " cannot be written");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnusableMpdException("its encoding is declared as '" + name + "', which is not known", e);
        }
    }
}
