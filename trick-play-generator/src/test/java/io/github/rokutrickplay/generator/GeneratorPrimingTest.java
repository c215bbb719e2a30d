package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.snapshot.Priming;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeneratorPrimingTest {

    @Test
    void makesThumbnailsOfItsFilmWithTheFunctionsOwnSettings() {
        assertThatCode(() -> Priming.run(
                        Map.of("THUMBNAIL_INTERVAL", "5", "AWS_ENDPOINT_URL_S3", "http://nowhere.invalid"),
                        GeneratorPriming.objects(),
                        new GeneratorPriming()))
                .doesNotThrowAnyException();
    }

    @Test
    void isRefusedAsARealFilmIsWhenASegmentIsMissing() {
        Map<String, byte[]> objects = new HashMap<>(GeneratorPriming.objects());
        objects.remove("film/priming.ts");

        assertThatThrownBy(() -> Priming.run(Map.of(), objects, new GeneratorPriming()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("priming.ts");
    }

    @Test
    void isSmall() {
        assertThat(GeneratorPriming.objects().get("film/priming.ts")).hasSizeLessThan(10_000);
    }
}
