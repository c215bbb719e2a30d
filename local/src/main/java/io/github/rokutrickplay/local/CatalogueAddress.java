package io.github.rokutrickplay.local;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.local.files.FileObjectStore;
import io.github.rokutrickplay.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where films are: in a folder, or below a prefix of a bucket.
 *
 * @param prefix empty, or ending in a slash
 * @param inBucket whether it is one of S3
 * @param readable puts what a person calls it in the place of a location of the store
 */
record CatalogueAddress(
        ObjectStore store, String bucket, String prefix, boolean inBucket, UnaryOperator<String> readable) {

    private static final String S3 = "s3://";

    /**
     * @param address a folder, or {@code s3://bucket/prefix}
     * @throws CommandFailedException if there is no such folder
     * @throws UsageException if it names no bucket
     */
    static CatalogueAddress of(String address, Terminal terminal) {
        if (!address.startsWith(S3)) {
            return folder(terminal.path(address).toAbsolutePath().normalize());
        }
        String folder = address.endsWith("/") ? address : address + "/";
        String bucket = folder.substring(S3.length(), folder.indexOf('/', S3.length()));
        if (bucket.isEmpty()) {
            throw new UsageException(address + " names no bucket: use s3://bucket/prefix/");
        }
        return new CatalogueAddress(
                new AwsClients(terminal.environment()).objectStore(),
                bucket,
                folder.substring(S3.length() + bucket.length() + 1),
                true,
                UnaryOperator.identity());
    }

    private static CatalogueAddress folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailedException("there is no folder " + folder);
        }
        try {
            FileObjectStore store = new FileObjectStore(folder);
            return new CatalogueAddress(store, FileObjectStore.BUCKET, "", false, store::inTermsOfFiles);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
