package io.github.rokutrickplay.local.verify.objects;

import io.github.rokutrickplay.keys.BoundedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Those that a server gives to players: of the host that the user has named and of no other, wherever a playlist or a redirect leads.
 * Addresses are URLs.
 */
public final class HttpObjects implements PublishedObjects, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_REDIRECTS = 3;
    /** Servers tell whom they allow only if somebody asks. */
    private static final String ORIGIN = "https://player.example.com";

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18})");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int BEHIND_END = 416;
    private static final List<Integer> NOT_THERE = List.of(404, 410);
    private static final List<Integer> DENIED = List.of(401, 403);

    private final HttpClient client;
    private final URI main;
    private final Duration timeout;

    public HttpObjects(URI main) {
        this(main, TIMEOUT);
    }

    /**
     * @param main the URL that the user has named
     * @param timeout for a whole answer, its redirects included
     */
    HttpObjects(URI main, Duration timeout) {
        this.main = main;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String resolve(String from, String uri) {
        try {
            URI base = URI.create(from);
            return checked(uri.startsWith("?") ? URI.create(from.split("[?#]", 2)[0] + uri) : base.resolve(uri))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new UnreadableObjectException("'" + printable(uri) + "' is no URL", e);
        }
    }

    private URI checked(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        String authority = String.valueOf(url.getRawAuthority()).toLowerCase(Locale.ROOT);
        if (!http || !authority.equals(String.valueOf(main.getRawAuthority()).toLowerCase(Locale.ROOT))) {
            throw new UnreadableObjectException(printable(url.toString()) + " is not on " + main.getRawAuthority()
                    + ", and no other host is asked");
        }
        return url;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String named(String address) {
        String folder = main.resolve(".").toString();
        return address.startsWith(folder) && address.length() > folder.length()
                ? address.substring(folder.length())
                : address;
    }

    @Override
    public Optional<ObjectPart> find(String address, int maxBytes) {
        HttpResponse<byte[]> answer = get(address, null, maxBytes + 1);
        if (NOT_THERE.contains(answer.statusCode())) {
            return Optional.empty();
        }
        if (answer.statusCode() != OK) {
            throw refused(answer);
        }
        if (answer.body().length > maxBytes) {
            throw new UnreadableObjectException("it is larger than " + maxBytes + " bytes, which is more than is read");
        }
        return Optional.of(part(answer, answer.body(), answer.body().length));
    }

    @Override
    public Optional<ObjectPart> findRange(String address, long offset, int length) {
        HttpResponse<byte[]> answer = get(
                address, "bytes=" + offset + "-" + (offset + length - 1), (int) Math.min(offset + length, MAX_SKIPPED));
        if (NOT_THERE.contains(answer.statusCode())) {
            return Optional.empty();
        }
        Matcher range = CONTENT_RANGE.matcher(
                answer.headers().firstValue("Content-Range").orElse(""));
        boolean told = range.matches();
        long size = told ? Long.parseLong(range.group(2)) : -1;
        return switch (answer.statusCode()) {
            case PARTIAL -> {
                if (!told || range.group(1) == null || Long.parseLong(range.group(1)) != offset) {
                    throw new UnreadableObjectException("its server answers with other bytes than those asked for");
                }
                byte[] bytes = answer.body();
                yield Optional.of(part(answer, Arrays.copyOf(bytes, Math.min(bytes.length, length)), size));
            }
            case BEHIND_END -> Optional.of(part(answer, new byte[0], size));
            case OK -> Optional.of(part(answer, cut(answer.body(), offset, length), whole(answer)));
            default -> throw refused(answer);
        };
    }

    /** How much is read of what a server sends that knows no ranges. */
    private static final long MAX_SKIPPED = 16L * 1024 * 1024;

    private static byte[] cut(byte[] body, long offset, int length) {
        int from = (int) Math.min(offset, body.length);
        return Arrays.copyOfRange(body, from, (int) Math.min(body.length, offset + length));
    }

    private static long whole(HttpResponse<byte[]> answer) {
        return answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    private static ObjectPart part(HttpResponse<byte[]> answer, byte[] bytes, long size) {
        return new ObjectPart(
                bytes,
                size,
                answer.headers().firstValue("Content-Type").orElse(null),
                answer.headers().firstValue("Content-Encoding").orElse(null),
                answer.headers().firstValue("Cache-Control").orElse(null),
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(null));
    }

    private static UnreadableObjectException refused(HttpResponse<byte[]> answer) {
        String message = "its server answers with status " + answer.statusCode();
        return DENIED.contains(answer.statusCode())
                ? UnreadableObjectException.denied(message)
                : new UnreadableObjectException(message);
    }

    private HttpResponse<byte[]> get(String address, @Nullable String range, int maxBytes) {
        long end = System.nanoTime() + timeout.toNanos();
        URI url = URI.create(address);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(checked(url)).header("Origin", ORIGIN);
            if (range != null) {
                request.header("Range", range);
            }
            HttpResponse<byte[]> answer = await(
                    client.sendAsync(request.build(), info -> new BoundedBody(maxBytes)), end - System.nanoTime());
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            url = URI.create(resolve(url.toString(), location.get()));
        }
        throw new UnreadableObjectException("it is redirected more than " + MAX_REDIRECTS + " times");
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, long nanos) {
        try {
            return answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnreadableObjectException("it did not come within " + timeout.toMillis() / 1000.0 + " s", e);
        } catch (ExecutionException e) {
            throw new UnreadableObjectException("it could not be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreadableObjectException("interrupted", e);
        }
    }

    @Override
    public Optional<List<ListedObject>> list(String prefix) {
        return Optional.empty();
    }

    @Override
    public Headers headers() {
        return Headers.ALL;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
