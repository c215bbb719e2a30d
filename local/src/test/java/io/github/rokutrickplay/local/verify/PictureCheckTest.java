package io.github.rokutrickplay.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Thumbnails are compared with frames that are found by another way than they were made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PictureCheckTest {

    private static final int ALL = 13;

    private PublishedAsset good = PublishedAsset.NONE;

    @BeforeAll
    void publish(@TempDir Path folder) throws IOException {
        good = PublishedAsset.make(folder, true);
    }

    @Test
    void findsNothingWrongWithGoodPictures() {
        Verified verified = good.verify(options -> options.withPictures(ALL, 1));

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.picturesCompared()).isEqualTo(ALL);
    }

    /** All forms and the index agree on them: only the film can tell. */
    @Test
    void findsPicturesOfAnotherTime() {
        PublishedAsset asset = good.copy();
        for (String size : new String[] {"small", "big"}) {
            asset.swap("thumbs/film_" + size + ".00003.jpg", "thumbs/film_" + size + ".00004.jpg");
        }

        Verified verified = asset.verify(options -> options.withPictures(ALL, 1));

        assertThat(verified.findings())
                .filteredOn(finding -> finding.what().contains("shows the frame at"))
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::object)
                .containsExactly("thumbs/film_big.00003.jpg", "thumbs/film_big.00004.jpg");
        assertThat(verified.findings())
                .anyMatch(finding -> finding.what().contains("it is for 5 s, and shows the frame at 7."));
    }
}
