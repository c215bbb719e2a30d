package io.github.rokutrickplay.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A layer as Lambda lays it out below /opt: its zip unpacked, once for all functions and starts. */
final class LayerContent {

    private LayerContent() {}

    /**
     * Unpacks a layer into a folder named by what the zip holds, unless it is there already.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    static synchronized Path unpack(Path zip, Path workFolder) {
        try {
            Path layers = Files.createDirectories(workFolder.resolve("layers").toAbsolutePath());
            Path folder = layers.resolve(sha256(zip));
            if (!Files.exists(folder)) {
                Path whole = Files.createTempDirectory(layers, "unpacking");
                FunctionCode.unzip(zip, whole);
                moveIntoPlace(whole, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip + ": " + e.getMessage(), e);
        }
    }

    /** Another process may have been quicker, with the same content. */
    static void moveIntoPlace(Path whole, Path folder) throws IOException {
        try {
            Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // "Directory not empty" is no DirectoryNotEmptyException where the move is atomic.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            FunctionCode.delete(whole);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
