package io.github.rokutrickplay.local.aws;

/** One embedded AWS for all contract tests of this JVM; it ends with it. */
final class RunningAws {

    static final EmbeddedAws AWS = EmbeddedAws.start();

    private RunningAws() {}
}
