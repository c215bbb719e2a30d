package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.rokutrickplay.sample.SegmentFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Encryption. The encryptors are ffmpeg and openssl. */
final class EncryptionCases {

    private static final String GROUP = "Encryption";
    private static final byte[] KEY = key("00112233445566778899aabbccddeeff");
    private static final byte[] OTHER_KEY = key("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    private static final String IV = "f00102030405060708090a0b0c0d0e0f";
    private static final int BLOCK = 16;
    private static final String SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:";

    private EncryptionCases() {}

    private static byte[] key(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }

    static List<SourceCase> all() {
        return List.of(
                new SourceCase(
                        GROUP, "AES-128, IV in the tag (ffmpeg)", (studio, folder) -> ffmpeg(studio, folder, IV)),
                new SourceCase(
                        GROUP,
                        "AES-128, IV of the sequence number (ffmpeg)",
                        (studio, folder) -> ffmpeg(studio, folder, "")),
                new SourceCase(
                        GROUP,
                        "AES-128, clear lead, keys that rotate, a clear end, a sequence from 4294967290",
                        (studio, folder) -> {
                            Film film = short1(studio, folder);
                            Path media = Packaging.media(film.source());
                            Files.write(folder.resolve("a.key"), KEY);
                            Files.write(folder.resolve("b.key"), OTHER_KEY);
                            long first = 4_294_967_290L;
                            List<String> uris = Packaging.uris(media);
                            Packaging.edit(media, text -> text.replaceFirst(SEQUENCE + ".*", SEQUENCE + first));
                            for (int i = 2; i < uris.size() - 1; i++) {
                                boolean a = i % 2 == 0;
                                encrypt(folder.resolve(uris.get(i)), a ? KEY : OTHER_KEY, number(first + i));
                                tag(media, uris.get(i), "METHOD=AES-128,URI=\"" + (a ? "a" : "b") + ".key\"");
                            }
                            tag(media, uris.getLast(), "METHOD=NONE");
                            return film;
                        }),
                new SourceCase(GROUP, "AES-128, one fMP4 file in byte ranges, EXT-X-MAP too", EncryptionCases::ranges),
                new SourceCase(GROUP, "AES-128, fMP4, a clear EXT-X-MAP above the key", (studio, folder) -> {
                    Film film = studio.sample(Studio.spec().withFormat(SegmentFormat.FMP4), folder);
                    encryptAll(film, KEY, "METHOD=AES-128,URI=\"film.key\",IV=0x" + IV);
                    return film;
                }),
                unpadded("AES-128, the last block filled up with zeroes", EncryptionCases::filledWithZeroes),
                unpadded(
                        "AES-128, no padding, a tail shorter than a block in the clear",
                        EncryptionCases::withClearTail),
                new SourceCase(GROUP, "AES-128, the key elsewhere in the bucket", (studio, folder) -> {
                    Path asset = Files.createDirectories(folder.resolve("films/one"));
                    Film film = short1(studio, asset);
                    encryptAll(film, KEY, "METHOD=AES-128,URI=\"/keys/1 of 2.key\",IV=0x" + IV);
                    Files.createDirectories(folder.resolve("keys"));
                    Files.write(folder.resolve("keys/1 of 2.key"), KEY);
                    return Film.of(film.source(), film.truth())
                            .with("--root", folder.toString())
                            .with("--media-path", "films/one/");
                }),
                new SourceCase(GROUP, "AES-128, the key behind an https URL that is allowed", EncryptionCases::served),
                refused(
                        "AES-128, the key behind an https URL that is not allowed",
                        "METHOD=AES-128,URI=\"https://keys.example.com/1\",IV=0x" + IV,
                        "neither in the asset's bucket nor an https URL that ENCRYPTION_KEY_URL_PREFIXES allows"),
                refused("AES-128, no key", "METHOD=AES-128,URI=\"gone.key\",IV=0x" + IV, "gone.key does not exist"),
                refused(
                        "AES-128, a wrong key",
                        "METHOD=AES-128,URI=\"wrong.key\",IV=0x" + IV,
                        "the key or the IV is not the one"),
                refused(
                        "AES-128, a wrong IV",
                        "METHOD=AES-128,URI=\"film.key\",IV=0x1",
                        "the key or the IV is not the one"),
                refused("SAMPLE-AES", "METHOD=SAMPLE-AES,URI=\"film.key\"", "METHOD=SAMPLE-AES, KEYFORMAT=identity"),
                refused(
                        "FairPlay",
                        "METHOD=SAMPLE-AES,URI=\"skd://1\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
                        "METHOD=SAMPLE-AES, KEYFORMAT=com.apple.streamingkeydelivery"),
                refused(
                        "Widevine",
                        "METHOD=SAMPLE-AES-CTR,URI=\"data:,\",KEYFORMAT=\"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed\"",
                        "METHOD=SAMPLE-AES-CTR, KEYFORMAT=urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"));
    }

    private static Film short1(Studio studio, Path folder) throws IOException, InterruptedException {
        return studio.sample(Studio.spec().withSegments(Duration.ofSeconds(2), Duration.ofSeconds(2)), folder);
    }

    private static Film ffmpeg(Studio studio, Path folder, String iv) throws IOException, InterruptedException {
        Film clear = studio.encode(
                Files.createDirectories(folder.resolve("clear")),
                List.of("-c:v", "libx264", "-g", "24", "-hls_time", "2"));
        Files.write(folder.resolve("film.key"), KEY);
        Path info = folder.resolve("key.info");
        Files.writeString(info, "film.key\n" + folder.resolve("film.key") + "\n" + iv + "\n");
        Path media = folder.resolve("video.m3u8");
        Programs.ffmpeg(
                "-i",
                folder.resolve("clear/video.m3u8").toString(),
                "-c",
                "copy",
                "-f",
                "hls",
                "-hls_time",
                "2",
                "-hls_playlist_type",
                "vod",
                "-hls_key_info_file",
                info.toString(),
                media.toString());
        assertThat(media).content().contains("METHOD=AES-128").contains(iv);
        return Film.of(Studio.announce(media, "RESOLUTION=640x360"), clear.truth());
    }

    private static Film ranges(Studio studio, Path folder) throws IOException, InterruptedException {
        Film film = studio.sample(
                Studio.spec()
                        .withFormat(SegmentFormat.FMP4_SINGLE_FILE)
                        .withSegments(Duration.ofSeconds(2), Duration.ofSeconds(2)),
                folder);
        Path media = Packaging.media(film.source());
        byte[] clear = Files.readAllBytes(folder.resolve("360p.mp4"));
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(media)) {
            boolean map = line.startsWith("#EXT-X-MAP");
            if (map) {
                text.append("#EXT-X-KEY:METHOD=AES-128,URI=\"film.key\",IV=0x" + IV + "\n");
            }
            if (map && !line.contains("BYTERANGE")) {
                Path init = folder.resolve(line.replaceAll(".*URI=\"([^\"]*)\".*", "$1"));
                encrypt(init, KEY, IV);
            }
            if ((map && line.contains("BYTERANGE")) || line.startsWith("#EXT-X-BYTERANGE")) {
                String[] range = line.replaceAll(".*?(\\d+)@(\\d+).*", "$1 $2").split(" ", 2);
                int from = Integer.parseInt(range[1]);
                byte[] part = Arrays.copyOfRange(clear, from, from + Integer.parseInt(range[0]));
                byte[] unit = encrypted(part, KEY, IV);
                text.append(line.replace(range[0] + "@" + range[1], unit.length + "@" + encrypted.size()));
                encrypted.writeBytes(unit);
            } else {
                text.append(line);
            }
            text.append('\n');
        }
        Files.writeString(media, text);
        Files.write(folder.resolve("360p.mp4"), encrypted.toByteArray());
        Files.write(folder.resolve("film.key"), KEY);
        return film;
    }

    /** Encrypts whole blocks, and makes something of what is left. */
    private interface Unpadded {
        byte[] encrypted(byte[] clear) throws IOException, InterruptedException;
    }

    private static SourceCase unpadded(String name, Unpadded encryptor) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = short1(studio, folder);
            Path media = Packaging.media(film.source());
            for (String uri : Packaging.uris(media)) {
                Path segment = media.resolveSibling(uri);
                Files.write(segment, encryptor.encrypted(Files.readAllBytes(segment)));
            }
            Files.write(media.resolveSibling("film.key"), KEY);
            String tag = "#EXT-X-KEY:METHOD=AES-128,URI=\"film.key\",IV=0x" + IV + "\n";
            Packaging.edit(media, Packaging.before("#EXTINF", tag));
            return film;
        });
    }

    private static byte[] filledWithZeroes(byte[] clear) throws IOException, InterruptedException {
        return encrypted(Arrays.copyOf(clear, Math.ceilDiv(clear.length, BLOCK) * BLOCK), KEY, IV, "-nopad");
    }

    private static byte[] withClearTail(byte[] clear) throws IOException, InterruptedException {
        int whole = clear.length / BLOCK * BLOCK;
        byte[] encrypted = Arrays.copyOf(encrypted(Arrays.copyOf(clear, whole), KEY, IV, "-nopad"), clear.length);
        System.arraycopy(clear, whole, encrypted, whole, clear.length - whole);
        return encrypted;
    }

    private static SourceCase refused(String name, String tag, String message) {
        return new SourceCase(GROUP, name, (studio, folder) -> {
            Film film = short1(studio, folder);
            encryptAll(film, KEY, tag);
            Files.write(folder.resolve("wrong.key"), OTHER_KEY);
            return Film.refused(film.source(), message);
        });
    }

    /** Every segment with one key and one IV. */
    private static void encryptAll(Film film, byte[] key, String tag) throws IOException, InterruptedException {
        Path media = Packaging.media(film.source());
        for (String uri : Packaging.uris(media)) {
            encrypt(media.resolveSibling(uri), key, IV);
        }
        Files.write(media.resolveSibling("film.key"), key);
        Packaging.edit(media, Packaging.before("#EXTINF", "#EXT-X-KEY:" + tag + "\n"));
    }

    /** Above a segment. */
    private static void tag(Path media, String uri, String tag) throws IOException {
        Packaging.edit(
                media, text -> text.replaceFirst("(#EXTINF:[^\n]*\n" + uri + "\n)", "#EXT-X-KEY:" + tag + "\n$1"));
        assertThat(media).content().contains("#EXT-X-KEY:" + tag);
    }

    private static String number(long sequence) {
        return String.format(Locale.ROOT, "%032x", sequence);
    }

    private static void encrypt(Path file, byte[] key, String iv) throws IOException, InterruptedException {
        Files.write(file, encrypted(Files.readAllBytes(file), key, iv));
    }

    private static byte[] encrypted(byte[] clear, byte[] key, String iv, String... options)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("clear", ".bin");
        try {
            Files.write(in, clear);
            List<String> arguments = new ArrayList<>(List.of(
                    "enc", "-aes-128-cbc", "-K", HexFormat.of().formatHex(key), "-iv", iv, "-in", in.toString()));
            arguments.addAll(List.of(options));
            return Programs.openssl(arguments.toArray(String[]::new));
        } finally {
            Files.delete(in);
        }
    }

    private static Film served(Studio studio, Path folder) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        SSLContext tls = tls(folder);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/films/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                exchange.sendResponseHeaders(200, KEY.length);
                exchange.getResponseBody().write(KEY);
            }
        });
        server.start();
        Path asset = Files.createDirectories(folder.resolve("film"));
        Film film = short1(studio, asset);
        String prefix = "https://localhost:" + server.getAddress().getPort() + "/films/";
        encryptAll(film, KEY, "METHOD=AES-128,URI=\"" + prefix + "1?token=2\",IV=0x" + IV);
        Files.delete(asset.resolve("film.key"));
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(tls);
        return film.withVariable("ENCRYPTION_KEY_URL_PREFIXES", prefix).checked(published -> {
            server.stop(0);
            SSLContext.setDefault(usual);
            assertThat(asked).hasValue(1);
            return "one request for it";
        });
    }

    private static SSLContext tls(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        String password = "changeit";
        Path file = folder.resolve("server.p12");
        Programs.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
