package io.github.rokutrickplay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    @TempDir
    private Path folder;

    private Path page = Path.of(".");

    @BeforeEach
    void write() throws IOException {
        page = Files.writeString(
                folder.resolve("page.md"),
                "# Page\n<!-- one -->\nold\n<!-- end of one -->\n\nbetween\n\n<!-- two -->\n<!-- end of two -->\nend\n");
    }

    @Test
    void replacesOneSectionAndLeavesTheRest() throws IOException {
        new Report(page).replace("one", "new\n");
        new Report(page).replace("two", "2\n");
        new Report(page).replace("one", "newer\n");

        assertThat(page).hasContent("""
                # Page
                <!-- one -->

                newer

                <!-- end of one -->

                between

                <!-- two -->

                2

                <!-- end of two -->
                end
                """);
    }

    @Test
    void namesTheSectionThatIsNotThere() {
        assertThatThrownBy(() -> new Report(page).replace("three", "3")).hasMessageContaining("no section three");
    }
}
