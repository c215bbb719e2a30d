package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions as SnapStart starts them: hooks before the snapshot, then restored, then invoked. */
final class SnapStartIT {

    @Test
    void primesEveryFunctionAndThenDoesTheRealWork(@TempDir Path folder) throws IOException {
        try (LocalPlatform platform = LocalPlatform.start(EmbeddedChainIT.settings(folder)
                .withVariables(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")))) {
            for (FunctionName name : FunctionName.values()) {
                assertThat(Files.readString(platform.function(name).log()))
                        .contains("primed for the snapshot")
                        .doesNotContain("\"WARN\"", "\"ERROR\"", "_aws");
            }
            assertThat(platform.objectStore().list(LocalPlatform.BUCKET, "")).isEmpty();

            Film film = new Film(folder.resolve("film"));
            film.upload(platform.objectStore(), "content/snap/");
            platform.putEvent(Events.documented("snap", "content/snap/"));

            assertThat(platform.awaitIdle(Duration.ofMinutes(2))).isTrue();
            assertThat(Film.text(platform.objectStore(), ChainContract.at("content/snap/play.m3u8")))
                    .contains("thumbs_640x360.m3u8");
        }
    }
}
