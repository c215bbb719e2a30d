package io.github.rokutrickplay.invalidation;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.rokutrickplay.snapshot.Rehearsal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InvalidatorRehearsalTest {

    @Test
    void clearsItsPath() {
        assertThatCode(() -> Rehearsal.run(Map.of(), Map.of(), new InvalidatorRehearsal()))
                .doesNotThrowAnyException();
    }
}
