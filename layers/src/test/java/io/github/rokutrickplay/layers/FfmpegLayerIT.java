package io.github.rokutrickplay.layers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Lambda's loader, its size limits and FFmpeg's licence ask of the layers. */
class FfmpegLayerIT {

    /**
     * What the runtime itself brings: glibc's libraries and the C++ compiler's, which Amazon Linux 2023 has in the versions
     * below. Beside these comes the dynamic loader.
     */
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            "libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libgcc_s.so.1", "libstdc++.so.6");

    /**
     * The newest symbol versions of Amazon Linux 2023: glibc 2.34, and GCC 11's libstdc++ and libgcc.
     *
     * @see <a href="https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html">Amazon Linux 2023: glibc, GCC</a>
     * @see <a href="https://gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html">libstdc++: symbol versions by release</a>
     */
    private static final Map<String, String> NEWEST =
            Map.of("GLIBC", "2.34", "GLIBCXX", "3.4.29", "CXXABI", "1.3.13", "GCC", "11.0.0");

    private static final Path READELF = Path.of("/usr/bin/readelf");

    private static final Pattern VERSION = Pattern.compile("(GLIBC|GLIBCXX|CXXABI|GCC)_([0-9.]+)");

    @ParameterizedTest
    @EnumSource
    void holdsLibrariesOfItsArchitectureUnderTheNamesThatTheyAreAskedForBy(Architecture architecture)
            throws IOException {
        assertThat(LayerZip.read(architecture).libraries()).isNotEmpty().allSatisfy((name, bytes) -> {
            ElfFile elf = ElfFile.parse(bytes);
            assertThat(elf.machine()).isEqualTo(architecture.machine());
            assertThat(elf.soname()).isIn("", name);
        });
    }

    @ParameterizedTest
    @EnumSource
    void needsNothingThatIsNeitherInTheLayerNorInTheRuntime(Architecture architecture) throws IOException {
        Map<String, byte[]> libraries = LayerZip.read(architecture).libraries();
        Set<String> there = new TreeSet<>(OF_THE_RUNTIME);
        there.add(architecture.loader());
        there.addAll(libraries.keySet());
        assertThat(libraries)
                .allSatisfy((name, bytes) ->
                        assertThat(there).containsAll(ElfFile.parse(bytes).needed()));
    }

    @ParameterizedTest
    @EnumSource
    void holdsNothingButTheBindingsThatWeLoadAndWhatTheyNeed(Architecture architecture) throws IOException {
        Map<String, byte[]> libraries = LayerZip.read(architecture).libraries();
        Set<String> reached = new TreeSet<>();
        for (String module : Set.of("avutil", "swresample", "swscale", "avcodec", "avformat", "avfilter", "javacpp")) {
            reach("libjni" + module + ".so", libraries, reached);
        }
        assertThat(libraries.keySet()).isEqualTo(reached);
        assertThat(reached).noneMatch(name -> name.contains("avdevice"));
    }

    private static void reach(String name, Map<String, byte[]> libraries, Set<String> reached) {
        byte[] library = libraries.get(name);
        if (library != null && reached.add(name)) {
            ElfFile.parse(library).needed().forEach(needed -> reach(needed, libraries, reached));
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsNoNewerSymbolsThanAmazonLinux2023Has(Architecture architecture) throws IOException {
        Map<String, String> tooNew = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        LayerZip.read(architecture)
                .libraries()
                .forEach((name, bytes) -> ElfFile.parse(bytes).versions().values().stream()
                        .flatMap(Set::stream)
                        .forEach(version -> {
                            var match = VERSION.matcher(version);
                            if (match.matches()) {
                                seen.add(match.group(1));
                                if (compare(match.group(2), NEWEST.getOrDefault(match.group(1), "0")) > 0) {
                                    tooNew.put(name, version);
                                }
                            }
                        }));
        assertThat(seen).contains("GLIBC", "GLIBCXX", "CXXABI");
        assertThat(tooNew).isEmpty();
    }

    private static int compare(String one, String other) {
        return ModuleDescriptor.Version.parse(one).compareTo(ModuleDescriptor.Version.parse(other));
    }

    @ParameterizedTest
    @EnumSource
    void isConfiguredWithoutWhatIsUnderTheGpl(Architecture architecture) throws IOException {
        Map<String, byte[]> libraries = LayerZip.read(architecture).libraries();
        TreeSet<String> ffmpegs = libraries.keySet().stream()
                .filter(name -> name.matches("lib(av|sw).*\\.so\\.\\d+"))
                .collect(toCollection(TreeSet::new));
        assertThat(ffmpegs)
                .hasSize(6)
                .allSatisfy(name -> assertThat(new String(libraries.get(name), ISO_8859_1))
                        .contains("license: LGPL version 3 or later", "--enable-shared --enable-version3")
                        .doesNotContain("--enable-gpl", "--enable-nonfree", "license: GPL", "license: nonfree"));
    }

    @ParameterizedTest
    @EnumSource
    void bringsItsLicencesAndSaysWhereTheSourceIs(Architecture architecture) throws IOException {
        Map<String, byte[]> files = LayerZip.read(architecture).files();
        String notice = new String(files.get("ffmpeg-licences/NOTICE"), ISO_8859_1);
        assertThat(notice).contains("https://ffmpeg.org/releases/ffmpeg-7.1.tar.bz2");
        Set<String> named = Pattern.compile("licenses/[\\w.-]+\\.txt")
                .matcher(notice)
                .results()
                .map(match -> "ffmpeg-licences/" + match.group())
                .collect(toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(files.keySet()).containsAll(named);
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsReadelfReadsIt(Architecture architecture, @TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(READELF), "readelf of binutils, to compare with, is not installed");
        Path file = folder.resolve("library");
        for (byte[] library : LayerZip.read(architecture).libraries().values()) {
            Files.write(file, library);
            Process readelf = new ProcessBuilder(READELF.toString(), "-d", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(readelf.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(Pattern.compile("\\(NEEDED\\).*\\[(.*)]")
                            .matcher(output)
                            .results()
                            .map(match -> match.group(1)))
                    .containsExactlyElementsOf(ElfFile.parse(library).needed());
        }
    }
}
