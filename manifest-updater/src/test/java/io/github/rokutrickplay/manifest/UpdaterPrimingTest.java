package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.snapshot.Priming;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpdaterPrimingTest {

    @Test
    void publishesItsFilm() {
        assertThatCode(() -> Priming.run(Map.of(), UpdaterPriming.objects(), new UpdaterPriming()))
                .doesNotThrowAnyException();
    }

    @Test
    void isRefusedAsARealFilmIsWhenItsIndexIsMissing() {
        assertThatThrownBy(() -> Priming.run(Map.of(), Map.of(), new UpdaterPriming()))
                .isInstanceOf(PermanentFailure.class);
    }
}
