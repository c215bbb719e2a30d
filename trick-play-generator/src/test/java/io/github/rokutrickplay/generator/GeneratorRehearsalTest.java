package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.snapshot.Rehearsal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeneratorRehearsalTest {

    @Test
    void makesThumbnailsOfItsFilmWithTheFunctionsOwnSettings() {
        assertThatCode(() -> Rehearsal.run(
                        Map.of("THUMBNAIL_INTERVAL", "5", "AWS_ENDPOINT_URL_S3", "http://nowhere.invalid"),
                        GeneratorRehearsal.objects(),
                        new GeneratorRehearsal()))
                .doesNotThrowAnyException();
    }

    @Test
    void isRefusedAsARealFilmIsWhenASegmentIsMissing() {
        Map<String, byte[]> objects = new HashMap<>(GeneratorRehearsal.objects());
        objects.remove("film/rehearsal.ts");

        assertThatThrownBy(() -> Rehearsal.run(Map.of(), objects, new GeneratorRehearsal()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("rehearsal.ts");
    }

    @Test
    void isSmall() {
        assertThat(GeneratorRehearsal.objects().get("film/rehearsal.ts")).hasSizeLessThan(10_000);
    }
}
