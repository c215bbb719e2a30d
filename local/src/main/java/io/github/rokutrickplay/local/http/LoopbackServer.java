package io.github.rokutrickplay.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1, unless told otherwise, with one virtual thread a request. */
public final class LoopbackServer implements AutoCloseable {

    /** Any port that is free. */
    public static final int ANY_PORT = 0;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // Else a small answer waits for the client's delayed acknowledgement, 40 ms an invocation.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to serve.
     *
     * @param port {@link #ANY_PORT}, or the one to listen on
     * @throws UncheckedIOException if the port is taken
     */
    public LoopbackServer(int port, HttpHandler handler) {
        this(new InetSocketAddress(loopback(), port), handler);
    }

    /**
     * Starts to serve somewhere else: inside a container, whose own 127.0.0.1 nobody reaches from outside.
     *
     * @throws UncheckedIOException if it cannot listen there
     */
    public LoopbackServer(InetSocketAddress address, HttpHandler handler) {
        String shown = address.getHostString() + ":" + address.getPort();
        try {
            server = HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new UncheckedIOException(
                    shown + " is taken, or no address of this machine; choose another with --port", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + shown + ": " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(LOOPBACK);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://" + hostAndPort());
    }

    /** Answers with a body, which may be empty. */
    public static void answer(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        // For this server 0 means "length unknown", -1 "no body".
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops at once; requests under way are broken off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
