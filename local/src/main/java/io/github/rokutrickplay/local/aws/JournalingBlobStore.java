package io.github.rokutrickplay.local.aws;

import java.io.InputStream;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A store whose conditional writes are atomic, as S3's are, and which notes what it was asked for. */
final class JournalingBlobStore extends ForwardingBlobStore {

    private static final int STRIPES = 64;

    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
    private final Queue<AwsCall> journal;
    private final Faults faults;

    JournalingBlobStore(BlobStore delegate, Queue<AwsCall> journal, Faults faults) {
        super(delegate);
        this.journal = journal;
        this.faults = faults;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        note("PutObject", request.bucket(), request.key());
        // Plain writes too: one that slips in between a conditional write's check and its write would be lost.
        Lock lock = lock(request.bucket(), request.key());
        lock.lock();
        try {
            checkIfMatch(request);
            return super.putBlob(request, body);
        } finally {
            lock.unlock();
        }
    }

    private void checkIfMatch(PutObjectRequest request) {
        @Nullable String expected = request.ifMatch();
        if (expected == null) {
            return;
        }
        @Nullable HeadObjectResponse now = delegate().blobMetadataIfPresent(request.bucket(), request.key());
        if (now == null) {
            throw S3Exceptions.noSuchKey(request.bucket(), request.key(), "there is nothing to replace");
        }
        if (!unquoted(expected).equals(unquoted(now.eTag()))) {
            throw failure(412, "PreconditionFailed");
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        note("CreateMultipartUpload", request.bucket(), request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        note("UploadPart", upload.containerName(), upload.blobName());
        return super.uploadMultipartPart(upload, request, body);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        note("CompleteMultipartUpload", upload.containerName(), upload.blobName());
        return super.completeMultipartUpload(upload, request);
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        note("AbortMultipartUpload", upload.containerName(), upload.blobName());
        super.abortMultipartUpload(upload);
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private Lock lock(String bucket, String key) {
        return locks[Math.floorMod(31 * bucket.hashCode() + key.hashCode(), STRIPES)];
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        note("GetObject", request.bucket(), request.key());
        return super.getBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        note("HeadObject", request.bucket(), request.key());
        return super.blobMetadata(request);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        @Nullable String prefix = request.prefix();
        note("ListObjectsV2", request.bucket(), prefix == null ? "" : prefix);
        return super.list(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        note("DeleteObject", request.bucket(), request.key());
        return super.removeBlob(request);
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        request.delete().objects().forEach(object -> note("DeleteObject", request.bucket(), object.key()));
        return delegate().removeBlobs(request);
    }

    private void note(String operation, String bucket, String key) {
        AwsCall call = new AwsCall(operation, bucket + "/" + key);
        journal.add(call);
        faults.awaitLatency();
        faults.next(call).ifPresent(fault -> {
            throw failure(fault.status(), fault.code());
        });
    }

    private static S3Exception failure(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(code)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("answered by the embedded S3")
                        .serviceName("S3")
                        .build())
                .build();
    }
}
