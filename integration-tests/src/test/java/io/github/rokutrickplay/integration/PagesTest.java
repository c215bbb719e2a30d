package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.rokutrickplay.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages for developers name is there. */
final class PagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(/[\\w.-]+)+|[\\w-]+\\.(java|md|tf)");
    private static final Pattern TYPE = Pattern.compile("([a-z0-9]+\\.)*[A-Z][a-z]+\\w*");

    private static final Pattern SETTINGS_ROW =
            Pattern.compile("\\| (`[A-Z0-9_]+`(?:, `[A-Z0-9_]+`)*)(?:, …)? \\| ([^|]+) \\| [a-z, ]+ \\| .*");
    private static final Pattern OF_THE_SDK = Pattern.compile("AWS_(REGION|ENDPOINT_URL).*");
    private static final Set<String> WITHOUT_DEFAULT = Set.of("required", "none");

    @Test
    void extendingNamesFilesThatAreThere() throws IOException {
        List<String> files = code("docs/extending.md", FILE);
        Set<String> types = types();

        assertThat(files).hasSizeGreaterThan(10).allMatch(file -> isThere(file, types));
    }

    /** A class may be named without its folder, beside one that was named with it. */
    private static boolean isThere(String file, Set<String> types) {
        String type = file.replaceFirst("\\.java$", "");
        return Files.exists(ROOT.resolve(file))
                || (!type.equals(file) && types.stream().anyMatch(known -> known.endsWith("." + type)));
    }

    @Test
    void architectureNamesTypesThatAreThere() throws IOException {
        List<String> named = code("docs/architecture.md", TYPE);
        Set<String> types = types();

        assertThat(named)
                .hasSizeGreaterThan(30)
                .allMatch(name -> types.stream().anyMatch(known -> known.endsWith("." + name)));
    }

    @Test
    void readmeListsEverySettingWithItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
            Matcher row = SETTINGS_ROW.matcher(line);
            if (row.matches()) {
                List<String> names = List.of(row.group(1).replace("`", "").split(", "));
                List<String> defaults = List.of(row.group(2).replace("`", "").split(", "));
                for (int i = 0; i < names.size(); i++) {
                    listed.put(names.get(i), defaults.get(Math.min(i, defaults.size() - 1)));
                }
            }
        }
        Map<String, String> expected = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            expected.put(setting.name(), setting.defaultValue());
        }
        listed.keySet().removeIf(OF_THE_SDK.asMatchPredicate());
        listed.replaceAll((name, value) -> WITHOUT_DEFAULT.contains(value) ? "" : value);

        assertThat(listed).containsExactlyEntriesOf(expected);
    }

    private static List<String> code(String page, Pattern wanted) throws IOException {
        return CODE.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(code -> code.group(1))
                .filter(wanted.asMatchPredicate())
                .toList();
    }

    private static Set<String> types() {
        return new ClassFileImporter()
                .importPackages("io.github.rokutrickplay").stream()
                        .map(JavaClass::getFullName)
                        .collect(Collectors.toSet());
    }
}
