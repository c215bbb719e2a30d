package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.sources.FilmFactors.Container;
import io.github.rokutrickplay.sources.FilmFactors.Encryption;
import io.github.rokutrickplay.sources.FilmFactors.PlaylistForm;
import io.github.rokutrickplay.sources.PictureFactors.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes HLS as a row says: files or byte ranges, in clear or encrypted, and playlists of the form asked for. */
final class FilmPackager {

    private static final String KEY = "00112233445566778899aabbccddeeff";
    private static final String IV = "0f102030405060708090a0b0c0d0e0f0";
    private static final int LONGEST = 4;

    private final Row row;
    private final StringBuilder playlist = new StringBuilder();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private int files;

    FilmPackager(Row row) {
        this.row = row;
    }

    /**
     * @param folder where it all goes
     * @return what is given to {@code ./trickplay process}
     */
    Path write(List<PackagedPart> parts, Path folder) throws IOException {
        playlist.append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + LONGEST + "\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        if (row.get(Encryption.class) == Encryption.AES_128) {
            Files.write(folder.resolve("film.key"), HexFormat.of().parseHex(KEY));
            playlist.append("#EXT-X-KEY:METHOD=AES-128,URI=\"film.key\",IV=0x" + IV + "\n");
        }
        for (PackagedPart part : parts) {
            playlist.append(playlist.indexOf("#EXTINF") < 0 ? "" : "#EXT-X-DISCONTINUITY\n");
            if (part.initialization().length > 0) {
                Stored stored = store(part.initialization(), "init", folder);
                playlist.append("#EXT-X-MAP:URI=\"" + stored.name + "\"");
                playlist.append(stored.range.isEmpty() ? "\n" : ",BYTERANGE=\"" + stored.range + "\"\n");
            }
            for (PackagedPart.Segment segment : part.segments()) {
                Stored stored = store(segment.bytes(), "segment", folder);
                playlist.append("#EXTINF:" + segment.duration() + ",\n");
                playlist.append(stored.range.isEmpty() ? "" : "#EXT-X-BYTERANGE:" + stored.range + "\n");
                playlist.append(stored.name).append('\n');
            }
        }
        playlist.append("#EXT-X-ENDLIST\n");
        if (whole.size() > 0) {
            Files.write(folder.resolve(wholeFile()), whole.toByteArray());
        }
        return playlists(Files.writeString(folder.resolve("video.m3u8"), playlist));
    }

    /** Where bytes went; the range is empty where they are the whole file. */
    private record Stored(String name, String range) {}

    private Stored store(byte[] clear, String kind, Path folder) throws IOException {
        byte[] bytes = row.get(Encryption.class) == Encryption.AES_128 ? encrypted(clear) : clear;
        if (row.get(Container.class).ranges()) {
            Stored stored = new Stored(wholeFile(), bytes.length + "@" + whole.size());
            whole.writeBytes(bytes);
            return stored;
        }
        String name = kind + ++files + extension();
        Files.write(folder.resolve(name), bytes);
        return new Stored(name, "");
    }

    private String wholeFile() {
        return "film" + extension();
    }

    private String extension() {
        return row.get(Container.class).transportStream() ? ".ts" : ".mp4";
    }

    private static byte[] encrypted(byte[] clear) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"),
                    new IvParameterSpec(HexFormat.of().parseHex(IV)));
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/CBC/PKCS5Padding", e);
        }
    }

    private Path playlists(Path media) throws IOException {
        PlaylistForm form = row.get(PlaylistForm.class);
        if (form == PlaylistForm.MEDIA_ONLY) {
            return media;
        }
        Shape shape = row.get(Shape.class);
        Path main = Studio.announce(media, "RESOLUTION=" + shape.width() + "x" + shape.height());
        for (Path written : List.of(media, main)) {
            if (form == PlaylistForm.GZIP) {
                Packaging.gzip(written);
            } else if (form == PlaylistForm.CARRIAGE_RETURNS) {
                Files.write(
                        written, Files.readString(written).replace("\n", "\r\n").getBytes(UTF_8));
            }
        }
        return main;
    }
}
