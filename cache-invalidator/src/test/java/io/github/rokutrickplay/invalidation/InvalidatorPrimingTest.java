package io.github.rokutrickplay.invalidation;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rokutrickplay.snapshot.Priming;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InvalidatorPrimingTest {

    @Test
    void clearsItsPath() {
        assertThatCode(() -> Priming.run(Map.of(), Map.of(), new InvalidatorPriming()))
                .doesNotThrowAnyException();
    }
}
