package io.github.rokutrickplay.local.files;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.PipelineException;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.storage.MultipartUpload;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A folder that stands for a bucket: a file's path below it is the key. A file has no attributes but its bytes, and its
 * ETag is their digest (of ranges its time and size). Writes appear all at once, by renaming.
 */
public final class FileObjectStore implements ObjectStore {

    /** What all locations of this store name as their bucket. */
    public static final String BUCKET = "local-files";

    private static final ObjectAttributes NO_ATTRIBUTES = ObjectAttributes.ofType("application/octet-stream");

    private final Path root;
    private final Path realRoot;
    private final UnfinishedFiles unfinished = new UnfinishedFiles();
    private final Map<Path, Path> realFolders = new ConcurrentHashMap<>();

    /** One writer at a time in this process, for file locks are a process's; {@link ProcessLock} keeps other processes out. */
    private static final ReentrantLock REPLACING = new ReentrantLock();

    /**
     * @param root an existing folder
     */
    public FileObjectStore(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.realRoot = root.toRealPath();
    }

    /** Puts file paths in the place of this store's locations. */
    public String inTermsOfFiles(String message) {
        return message.replace("s3://" + BUCKET + "/", root + "/");
    }

    /** Puts this store's locations in the place of a bucket's, whichever it is, and of paths that {@link #inTermsOfFiles} gave. */
    public String inTermsOfLocations(String publicUrlPrefixes) {
        String own = "=s3://" + BUCKET + "/";
        return publicUrlPrefixes.replace("=" + root + "/", own).replaceAll("=s3://[^/,]+/", own);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        return read("reading", location, file -> {
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new PermanentFailure(
                        location + " is " + size + " bytes large; at most " + maxBytes + " are read");
            }
            byte[] body = Files.readAllBytes(file);
            return new StoredObject(location, body, etag(body), NO_ATTRIBUTES);
        });
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        return read("reading", location, file -> {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            try (FileChannel channel = FileChannel.open(file)) {
                long available = Math.clamp(attributes.size() - offset, 0L, (long) length);
                ByteBuffer bytes = ByteBuffer.allocate((int) available);
                while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                    // read on: one call may bring less than was asked for
                }
                return new ObjectRange(bytes.array(), attributes.size(), version(attributes));
            }
        });
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        Path file = file(location);
        try {
            try {
                put(file, body);
            } catch (NoSuchFileException e) {
                Files.createDirectories(file.getParent());
                put(file, body);
            }
        } catch (IOException e) {
            throw failure("writing", location, e);
        }
    }

    private void put(Path file, byte[] body) throws IOException {
        Path temporary = unfinished.beside(file);
        try {
            Files.write(temporary, body, StandardOpenOption.CREATE_NEW);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    @Override
    public MultipartUpload startMultipart(S3Location location, ObjectAttributes attributes) {
        return new FileMultipartUpload(file(location), unfinished);
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        REPLACING.lock();
        try (ProcessLock lock = lock()) {
            Path file = file(location);
            if (!Files.isRegularFile(file) || !etag(Files.readAllBytes(file)).equals(expectedEtag)) {
                return false;
            }
            put(location, body, attributes);
            return true;
        } catch (IOException e) {
            throw failure("replacing", location, e);
        } finally {
            REPLACING.unlock();
        }
    }

    private ProcessLock lock() throws IOException {
        return ProcessLock.acquire(
                Path.of(System.getProperty("java.io.tmpdir")), Integer.toHexString(realRoot.hashCode()));
    }

    @Override
    public List<ObjectSummary> list(String bucket, String keyPrefix) {
        int folderEnd = keyPrefix.lastIndexOf('/') + 1;
        Path folder = root.resolve(keyPrefix.substring(0, folderEnd));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String namePrefix = keyPrefix.substring(folderEnd);
        List<ObjectSummary> found = new ArrayList<>();
        // Its visitor is given what a look at each file would have to ask for again.
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                summary(file, attributes).ifPresent(found::add);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Gone since its folder was read.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        };
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> entry.getFileName().toString().startsWith(namePrefix))) {
            for (Path entry : entries) {
                Files.walkFileTree(entry, visitor);
            }
        } catch (DirectoryIteratorException e) {
            throw new TransientFailure("listing " + folder + " failed: " + e.getCause(), e);
        } catch (IOException e) {
            throw new TransientFailure("listing " + folder + " failed: " + e, e);
        }
        found.sort(
                (one, other) -> one.location().key().compareTo(other.location().key()));
        return List.copyOf(found);
    }

    /** Empty for a link that leads to no file. */
    private Optional<ObjectSummary> summary(Path file, BasicFileAttributes attributes) throws IOException {
        BasicFileAttributes own = attributes.isSymbolicLink() && Files.isRegularFile(file)
                ? Files.readAttributes(file, BasicFileAttributes.class)
                : attributes;
        return own.isRegularFile()
                ? Optional.of(new ObjectSummary(
                        new S3Location(BUCKET, key(file)),
                        own.size(),
                        own.lastModifiedTime().toInstant()))
                : Optional.empty();
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        for (S3Location location : locations) {
            try {
                Files.deleteIfExists(file(location));
            } catch (IOException e) {
                throw failure("deleting", location, e);
            }
        }
    }

    private interface FileWork<T> {
        T apply(Path file) throws IOException;
    }

    private <T> Optional<T> read(String what, S3Location location, FileWork<T> work) {
        Path file = file(location);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (!realPath(file).startsWith(realRoot)) {
                throw new PermanentFailure(location + " is a link that leads out of " + root + ", which is refused");
            }
            return Optional.of(work.apply(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(what, location, e);
        }
    }

    private Path realPath(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || Files.isSymbolicLink(file)) {
            return file.toRealPath();
        }
        // A film has thousands of files in a few folders, and this looks at each folder above.
        Path real = realFolders.get(folder);
        if (real == null) {
            real = folder.toRealPath();
            realFolders.put(folder, real);
        }
        return real.resolve(folder.relativize(file));
    }

    private Path file(S3Location location) {
        Path file;
        try {
            file = root.resolve(location.key()).normalize();
        } catch (InvalidPathException e) {
            throw new PermanentFailure(location + " cannot be the name of a file: " + e.getReason(), e);
        }
        if (!file.startsWith(root) || file.equals(root)) {
            throw new PermanentFailure(location + " lies outside " + root + ", which is refused");
        }
        return file;
    }

    private static PipelineException failure(String what, S3Location location, IOException e) {
        String message = what + " " + location + " failed: " + e;
        return e instanceof AccessDeniedException ? new PermanentFailure(message, e) : new TransientFailure(message, e);
    }

    /** Cheaper than a digest of a whole film, and as good for telling that it was replaced. */
    private static String version(BasicFileAttributes file) {
        return '"' + Long.toHexString(file.lastModifiedTime().toMillis()) + "-" + file.size() + '"';
    }

    /** Two sums and the length tell versions of a file apart. A digest is code of Java's own, and slow before it is compiled. */
    private static String etag(byte[] body) {
        return '"' + sum(new CRC32(), body) + "-" + sum(new CRC32C(), body) + "-" + body.length + '"';
    }

    private static String sum(Checksum checksum, byte[] body) {
        checksum.update(body);
        return Long.toHexString(checksum.getValue());
    }
}
