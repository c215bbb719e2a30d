package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.storage.MultipartUpload;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.ByteArrayInputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** S3's multipart upload. */
final class S3MultipartUpload implements MultipartUpload {

    private final S3Client s3;
    private final S3Location location;
    private final String uploadId;
    private final SortedMap<Integer, String> etags = new TreeMap<>();

    private S3MultipartUpload(S3Client s3, S3Location location, String uploadId) {
        this.s3 = s3;
        this.location = location;
        this.uploadId = uploadId;
    }

    /** Only an object's type is kept of its attributes: those of an object that is ours. */
    static S3MultipartUpload start(S3Client s3, S3Location location, ObjectAttributes attributes) {
        try {
            String id = s3.createMultipartUpload(request -> request.bucket(location.bucket())
                            .key(location.key())
                            .contentType(attributes.contentType()))
                    .uploadId();
            return new S3MultipartUpload(s3, location, id);
        } catch (SdkException e) {
            throw S3ObjectStore.failure("beginning to write " + location, e);
        }
    }

    @Override
    public void part(int number, byte[] bytes) {
        try {
            String etag = s3.uploadPart(
                            request -> request.bucket(location.bucket())
                                    .key(location.key())
                                    .uploadId(uploadId)
                                    .partNumber(number),
                            // Not fromBytes, which copies them.
                            RequestBody.fromContentProvider(
                                    () -> new ByteArrayInputStream(bytes), bytes.length, "application/octet-stream"))
                    .eTag();
            etags.put(number, etag);
        } catch (SdkException e) {
            throw S3ObjectStore.failure("writing part " + number + " of " + location, e);
        }
    }

    @Override
    public void complete() {
        try {
            s3.completeMultipartUpload(request -> request.bucket(location.bucket())
                    .key(location.key())
                    .uploadId(uploadId)
                    .multipartUpload(upload -> upload.parts(etags.entrySet().stream()
                            .map(part -> CompletedPart.builder()
                                    .partNumber(part.getKey())
                                    .eTag(part.getValue())
                                    .build())
                            .toList())));
        } catch (SdkException e) {
            throw S3ObjectStore.failure("completing " + location, e);
        }
    }

    @Override
    public void abort() {
        try {
            s3.abortMultipartUpload(request ->
                    request.bucket(location.bucket()).key(location.key()).uploadId(uploadId));
        } catch (SdkException e) {
            throw S3ObjectStore.failure("giving up " + location, e);
        }
    }
}
