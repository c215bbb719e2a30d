package io.github.rokutrickplay.aws;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.MultipartUpload;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectFolder;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Amazon S3. */
final class S3ObjectStore implements ObjectStore {

    /** The most that one DeleteObjects call takes. */
    private static final int DELETE_BATCH = 1000;

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;

    S3ObjectStore(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        try {
            return Optional.of(s3.getObject(
                    request -> request.bucket(location.bucket()).key(location.key()),
                    (response, body) -> read(location, response, body, maxBytes)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("reading " + location, e);
        }
    }

    private StoredObject read(S3Location location, GetObjectResponse response, InputStream body, long maxBytes) {
        if (response.contentLength() > maxBytes) {
            throw tooLarge(location, response.contentLength(), maxBytes);
        }
        try {
            return new StoredObject(location, body.readAllBytes(), response.eTag(), attributes(location, response));
        } catch (IOException e) {
            throw RetryableException.create("the body of " + location + " broke off", e);
        }
    }

    private static PermanentFailure tooLarge(S3Location location, long bytes, long maxBytes) {
        return new PermanentFailure(location + " is " + bytes + " bytes large; at most " + maxBytes + " are read");
    }

    private ObjectAttributes attributes(S3Location location, GetObjectResponse response) {
        Map<String, String> tags = response.tagCount() != null && response.tagCount() > 0 ? tags(location) : Map.of();
        return new ObjectAttributes(
                response.contentType(),
                response.contentEncoding(),
                response.cacheControl(),
                response.contentDisposition(),
                response.contentLanguage(),
                response.expiresString(),
                response.storageClassAsString(),
                response.serverSideEncryptionAsString(),
                response.ssekmsKeyId(),
                response.metadata(),
                tags);
    }

    private Map<String, String> tags(S3Location location) {
        return s3.getObjectTagging(request -> request.bucket(location.bucket()).key(location.key())).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        try {
            ResponseBytes<GetObjectResponse> bytes = s3.getObject(
                    request -> request.bucket(location.bucket())
                            .key(location.key())
                            .range("bytes=" + offset + "-" + (offset + length - 1)),
                    ResponseTransformer.toBytes());
            return Optional.of(new ObjectRange(
                    bytes.asByteArrayUnsafe(),
                    objectSize(bytes.response()),
                    bytes.response().eTag(),
                    bytes.response().contentType(),
                    bytes.response().contentEncoding()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            if (e instanceof S3Exception s3e && s3e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.of(behindEnd(location));
            }
            throw failure("reading " + length + " bytes at " + offset + " of " + location, e);
        }
    }

    private static long objectSize(GetObjectResponse response) {
        String contentRange = response.contentRange();
        return contentRange == null
                ? response.contentLength()
                : Long.parseLong(contentRange.substring(contentRange.lastIndexOf('/') + 1));
    }

    private ObjectRange behindEnd(S3Location location) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(location.bucket()).key(location.key()));
            return new ObjectRange(new byte[0], head.contentLength(), head.eTag());
        } catch (SdkException e) {
            throw failure("reading the size of " + location, e);
        }
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        try {
            s3.putObject(request(location, attributes).build(), RequestBody.fromBytes(body));
        } catch (SdkException e) {
            throw failure("writing " + location, e);
        }
    }

    @Override
    public MultipartUpload startMultipart(S3Location location, ObjectAttributes attributes) {
        return S3MultipartUpload.start(s3, location, attributes);
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        try {
            s3.putObject(request(location, attributes).ifMatch(expectedEtag).build(), RequestBody.fromBytes(body));
            return true;
        } catch (SdkException e) {
            if (e instanceof S3Exception s3e
                    && (s3e.statusCode() == PRECONDITION_FAILED || s3e.statusCode() == CONFLICT)) {
                return false;
            }
            throw failure("replacing " + location, e);
        }
    }

    private static PutObjectRequest.Builder request(S3Location location, ObjectAttributes attributes) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key())
                .contentType(attributes.contentType())
                .contentEncoding(attributes.contentEncoding())
                .cacheControl(attributes.cacheControl())
                .contentDisposition(attributes.contentDisposition())
                .contentLanguage(attributes.contentLanguage())
                .storageClass(attributes.storageClass())
                .serverSideEncryption(attributes.encryption())
                .ssekmsKeyId(attributes.kmsKeyId())
                .metadata(attributes.userMetadata());
        if (!attributes.tags().isEmpty()) {
            request.tagging(Tagging.builder()
                    .tagSet(attributes.tags().entrySet().stream()
                            .map(tag -> Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList())
                    .build());
        }
        if (attributes.expires() != null) {
            // As text: the request's own field takes only dates, and S3 keeps whatever was sent.
            request.overrideConfiguration(override -> override.putHeader("Expires", attributes.expires()));
        }
        return request;
    }

    @Override
    public List<ObjectSummary> list(String bucket, String keyPrefix) {
        try {
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(keyPrefix)).contents().stream()
                    .map(object -> summary(bucket, object))
                    .toList();
        } catch (SdkException e) {
            throw failure("listing s3://" + bucket + "/" + keyPrefix, e);
        }
    }

    @Override
    public ObjectFolder listFolder(String bucket, String prefix) {
        try {
            List<ObjectSummary> objects = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix).delimiter("/"))
                    .forEach(page -> {
                        page.contents().forEach(object -> objects.add(summary(bucket, object)));
                        page.commonPrefixes().forEach(folder -> folders.add(folder.prefix()));
                    });
            return new ObjectFolder(objects, folders);
        } catch (SdkException e) {
            throw failure("listing s3://" + bucket + "/" + prefix, e);
        }
    }

    private static ObjectSummary summary(String bucket, S3Object object) {
        return new ObjectSummary(new S3Location(bucket, object.key()), object.size(), object.lastModified());
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        Map<String, List<S3Location>> byBucket = locations.stream().collect(Collectors.groupingBy(S3Location::bucket));
        byBucket.forEach((bucket, objects) -> {
            List<ObjectIdentifier> identifiers = new ArrayList<>();
            objects.forEach(object ->
                    identifiers.add(ObjectIdentifier.builder().key(object.key()).build()));
            for (int from = 0; from < identifiers.size(); from += DELETE_BATCH) {
                delete(bucket, identifiers.subList(from, Math.min(from + DELETE_BATCH, identifiers.size())));
            }
        });
    }

    private void delete(String bucket, List<ObjectIdentifier> identifiers) {
        String what = "deleting " + identifiers.size() + " objects of bucket " + bucket;
        try {
            DeleteObjectsResponse response = s3.deleteObjects(request -> request.bucket(bucket)
                    .delete(delete -> delete.objects(identifiers).quiet(true)));
            if (!response.errors().isEmpty()) {
                var error = response.errors().getFirst();
                throw new PermanentFailure(
                        what + " failed at " + error.key() + " with " + error.code() + ": " + error.message());
            }
        } catch (SdkException e) {
            throw failure(what, e);
        }
    }

    static RuntimeException failure(String what, SdkException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PermanentFailure ours) {
                return ours; // thrown while the SDK was handing over the body, which wraps it once or twice
            }
        }
        if (e instanceof InvalidObjectStateException) {
            return new PermanentFailure(what + " failed: the object is archived; restore it first", e);
        }
        if (e instanceof S3Exception s3e && s3e.statusCode() == 403) {
            return new PermanentFailure(
                    what + " was denied: the function's role lacks the permission, or (without s3:ListBucket) there is"
                            + " no such object",
                    e);
        }
        return AwsFailures.classify(what, e);
    }
}
