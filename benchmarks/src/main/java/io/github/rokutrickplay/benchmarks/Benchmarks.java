package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures everything, or the sections that are named, and writes them into docs/benchmarks.md. */
public final class Benchmarks {

    @FunctionalInterface
    private interface Section {
        String measure(int runs) throws IOException;
    }

    private Benchmarks() {}

    /**
     * @param arguments how often each thing is measured, then the names of sections, none for all
     */
    public static void main(String[] arguments) throws IOException {
        int runs = Integer.parseInt(arguments[0]);
        Path home = Path.of(System.getProperty("trickplay.home", "."));
        Path target = home.resolve("benchmarks/target");
        Path work = target.resolve("work");
        Ffmpeg ffmpeg = Ffmpeg.installed();
        Films films = new Films(ffmpeg, Files.createDirectories(target.resolve("films")));
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("comparison", new Comparison(home, work, ffmpeg, films)::measure);
        sections.put("growth", new Growth(home, work, films)::measure);
        sections.put("functions", new Functions(home, work, films)::measure);
        sections.put("forms", new Forms(home, work, films)::measure);
        sections.put("parts", Parts::measure);
        List<String> wanted = arguments.length > 1
                ? Arrays.asList(arguments).subList(1, arguments.length)
                : List.copyOf(sections.keySet());
        Report report = new Report(home.resolve("docs/benchmarks.md"));
        for (String name : wanted) {
            Section section = sections.get(name);
            if (section == null) {
                throw new IllegalArgumentException("no section " + name + "; there are " + sections.keySet());
            }
            String text = section.measure(runs);
            System.out.println(text);
            report.replace(
                    name,
                    text + "\nWritten by `benchmarks/run " + runs + " " + name + "` on " + LocalDate.now(ZoneOffset.UTC)
                            + ": " + Machine.describe() + ".\n");
        }
        // Not before: see Folders.fresh.
        Folders.delete(work);
    }
}
