package io.github.rokutrickplay.local.lambda;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Functions whose code is this module's test classes. */
public final class TestFunctions {

    private TestFunctions() {}

    /** The folder of the test classes: code that needs no unpacking. */
    public static Path code() {
        try {
            return Path.of(TestFunctions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the test classes are in a folder", e);
        }
    }

    static FunctionDefinition scripted() {
        return FunctionDefinition.of("scripted", ScriptedHandler.class.getName(), code())
                .withMemoryMb(256);
    }
}
