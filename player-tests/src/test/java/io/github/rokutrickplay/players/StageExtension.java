package io.github.rokutrickplay.players;

import io.github.rokutrickplay.players.NodeModules.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the {@link Stage} to tests; skips them with a reason where there can be none. */
final class StageExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StageExtension.class);

    /** One of both; closed with JUnit's last class. */
    private record Outcome(@Nullable Stage stage, String whyNot) implements AutoCloseable {

        @Override
        public void close() {
            if (stage != null) {
                stage.close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Outcome outcome = outcome(context);
        Assumptions.assumeTrue(outcome.stage != null, outcome.whyNot);
    }

    private static Outcome outcome(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Outcome.class, key -> open(), Outcome.class);
    }

    private static Outcome open() {
        try {
            return new Outcome(Stage.open(Path.of(System.getProperty("players.folder", "target/players"))), "");
        } catch (UnavailableException e) {
            System.err.println("The tests with players are skipped: " + e.getMessage());
            return new Outcome(null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return outcome(context).stage;
    }
}
