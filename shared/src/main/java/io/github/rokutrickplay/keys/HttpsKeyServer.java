package io.github.rokutrickplay.keys;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Fetches keys over HTTPS. Follows no redirect: it could lead anywhere. */
public final class HttpsKeyServer implements KeyServer {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Duration timeout;

    /**
     * @param tls what to trust
     * @param timeout for the whole answer
     */
    public HttpsKeyServer(SSLContext tls, Duration timeout) {
        client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.timeout = timeout;
    }

    /** One that trusts whom the JDK trusts. Makes its client when a key is asked for: few films need one. */
    public static KeyServer onDemand() {
        return url -> {
            try {
                return new HttpsKeyServer(SSLContext.getDefault(), TIMEOUT).fetch(url);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK has no TLS", e);
            }
        };
    }

    @Override
    public byte[] fetch(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).GET().build();
        HttpResponse<byte[]> response = await(
                client.sendAsync(request, answer -> new BoundedBody(answer.statusCode() == OK ? KEY_BYTES + 1 : 0)),
                url);
        int status = response.statusCode();
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new TransientFailure(named(url) + " is not to be had now: its server answered with status " + status);
        }
        if (status != OK) {
            throw new PermanentFailure(named(url) + " is not to be had: its server answered with status " + status
                    + " (redirects are not followed)");
        }
        if (response.body().length != KEY_BYTES) {
            throw new PermanentFailure(
                    named(url) + " is no AES-128 key: what its server answered with has not " + KEY_BYTES + " bytes");
        }
        return response.body();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI url) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransientFailure(named(url) + " did not come within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new TransientFailure(named(url) + " could not be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while fetching " + named(url), e);
        }
    }

    /** Without its query, which may hold a token. */
    private static String named(URI url) {
        return "key https://" + url.getRawAuthority() + url.getRawPath();
    }
}
