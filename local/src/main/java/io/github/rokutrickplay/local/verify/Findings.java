package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes down what is found, each thing once. For many threads. */
final class Findings {

    private final Set<Finding> found = new LinkedHashSet<>();

    void error(String object, String what, String why, String remedy) {
        add(new Finding(Severity.ERROR, object, what, why, remedy));
    }

    void warning(String object, String what, String why, String remedy) {
        add(new Finding(Severity.WARNING, object, what, why, remedy));
    }

    void note(String object, String what, String why, String remedy) {
        add(new Finding(Severity.NOTE, object, what, why, remedy));
    }

    synchronized void add(Finding finding) {
        found.add(finding);
    }

    /** The worst first; those of one severity by their objects. */
    synchronized List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::object));
        return sorted;
    }
}
