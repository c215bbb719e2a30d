package io.github.rokutrickplay.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.verify.Finding.Severity;
import io.github.rokutrickplay.local.verify.PlantedFault.Good;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is made in a copy of a good asset, and has to be found there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlantedFaultsTest {

    private static final List<String> ALL = List.of(
            "MJPEG_ENABLED", "true",
            "BIF_ENABLED", "true",
            "BIF_SIZES", "320x180,640x360",
            "WEBVTT_ENABLED", "true",
            "STORYBOARD_ENABLED", "true",
            "DASH_ENABLED", "true");

    private final Map<Good, PublishedAsset> assets = new EnumMap<>(Good.class);

    @BeforeAll
    void publish(@TempDir Path folder) throws IOException {
        assets.put(Good.SINGLES, PublishedAsset.make(folder.resolve("singles"), true, with()));
        assets.put(Good.SHEETS, PublishedAsset.make(folder.resolve("sheets"), false, with("THUMBNAIL_TILES", "3x2")));
        assets.put(
                Good.GAPS,
                PublishedAsset.makeDamaged(
                        folder.resolve("gaps"), with("MAX_MISSING_THUMBNAILS", "0.5", "DASH_ENABLED", "false")));
        assets.put(Good.PLAIN, PublishedAsset.make(folder.resolve("plain"), false));
    }

    private static String[] with(String... more) {
        return Stream.concat(ALL.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private PublishedAsset asset(Good good) {
        PublishedAsset asset = assets.get(good);
        if (asset == null) {
            throw new AssertionError(good + " was not made");
        }
        return asset.copy();
    }

    @ParameterizedTest
    @EnumSource(Good.class)
    void findsNothingInGoodAssets(Good good) {
        assertThat(asset(good).verify(UnaryOperator.identity()).findings())
                .noneMatch(finding -> finding.severity() != Severity.NOTE);
        Verified deep = asset(good).verify(VerifyOptions::deeply);
        assertThat(deep.findings()).noneMatch(finding -> finding.severity() != Severity.NOTE);
        assertThat(deep.images()).isPositive();
        assertThat(deep.sizes()).isEqualTo(2);
        assertThat(deep.filmSeconds()).isEqualByComparingTo("31.5");
    }

    static List<PlantedFault> faults() {
        return Stream.of(
                        PlantedFaults.ofImages(),
                        PlantedFaults.ofMainPlaylists(),
                        PlantedFileFaults.ofFiles(),
                        PlantedTextFaults.ofImagePlaylists(),
                        PlantedTextFaults.ofDocuments(),
                        PlantedTextFaults.ofWhole())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void finds(PlantedFault fault) throws Exception {
        PublishedAsset asset = asset(fault.asset());
        fault.plant().into(asset);

        Verified verified = asset.verify(UnaryOperator.identity());

        assertThat(verified.findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(fault.severity());
            assertThat(finding.object()).isEqualTo(fault.object());
            assertThat(finding.what()).contains(fault.what());
            assertThat(finding.why()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void looksIntoFilesIfAsked() {
        PublishedAsset asset = asset(Good.SINGLES);
        byte[] bif = asset.bytes("thumbs_320x180.bif");
        bif[bif.length - 100] ^= 0x55;
        asset.put("thumbs_320x180.bif", bif);

        assertThat(asset.verify(UnaryOperator.identity()).findings()).isEmpty();
        assertThat(asset.verify(VerifyOptions::deeply).findings())
                .anyMatch(finding -> finding.object().equals("thumbs_320x180.bif")
                        && finding.what().contains("another JPEG"));
    }

    @Test
    void plantsEnoughFaults() {
        assertThat(faults()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(faults().stream().map(PlantedFault::name)).doesNotHaveDuplicates();
    }
}
