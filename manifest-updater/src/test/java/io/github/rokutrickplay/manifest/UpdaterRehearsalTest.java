package io.github.rokutrickplay.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.snapshot.Rehearsal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpdaterRehearsalTest {

    @Test
    void publishesItsFilm() {
        assertThatCode(() -> Rehearsal.run(Map.of(), UpdaterRehearsal.objects(), new UpdaterRehearsal()))
                .doesNotThrowAnyException();
    }

    @Test
    void isRefusedAsARealFilmIsWhenItsIndexIsMissing() {
        assertThatThrownBy(() -> Rehearsal.run(Map.of(), Map.of(), new UpdaterRehearsal()))
                .isInstanceOf(PermanentFailure.class);
    }
}
