package io.github.rokutrickplay.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** AWS's Runtime Interface Client: where its jars and its native library are. */
final class RuntimeClient {

    static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    static final String NATIVE_LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** One class of each jar that the client needs. */
    private static final List<String> CLASSES = List.of(
            "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
            "com/amazonaws/services/lambda/runtime/Context.class",
            "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
            "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

    private RuntimeClient() {}

    /** The client's jars, found on this process's class path. */
    static List<Path> jars() {
        return CLASSES.stream().map(RuntimeClient::jarOf).distinct().toList();
    }

    private static Path jarOf(String resource) {
        URL url = resource(resource);
        String file = url.getPath();
        try {
            return Path.of(new URI(file.substring(0, file.lastIndexOf("!/"))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not in a jar", e);
        }
    }

    private static URL resource(String name) {
        @Nullable URL url = RuntimeClient.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        return url;
    }

    /**
     * Unpacks the native library, since several JVMs that unpack their own race for one file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    static Path unpackNativeLibrary(Path folder) {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = "libaws-lambda-jni.linux-" + (architecture.equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
        Path library = folder.resolve(name);
        if (Files.exists(library)) {
            return library;
        }
        try (InputStream in = resource("jni/" + name).openStream()) {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, name, ".part");
            Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(whole, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + library + ": " + e.getMessage(), e);
        }
    }
}
