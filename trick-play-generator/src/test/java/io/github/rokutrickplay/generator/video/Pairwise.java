package io.github.rokutrickplay.generator.video;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Few choices of one value each of several kinds, such that every two values of two kinds meet in one of them. */
final class Pairwise {

    private record Pair(int kind, int value, int otherKind, int otherValue) {}

    private final List<Integer> counts;
    private final Random random;
    private final Set<Pair> left = new HashSet<>();

    private Pairwise(List<Integer> counts, long seed) {
        this.counts = counts;
        random = new Random(seed);
        for (int kind = 0; kind < counts.size(); kind++) {
            for (int other = kind + 1; other < counts.size(); other++) {
                for (int value = 0; value < counts.get(kind); value++) {
                    for (int otherValue = 0; otherValue < counts.get(other); otherValue++) {
                        left.add(new Pair(kind, value, other, otherValue));
                    }
                }
            }
        }
    }

    /**
     * @param counts how many values there are of each kind
     * @param seed the same seed gives the same choices
     * @return for each choice the index of its value of each kind
     */
    static List<List<Integer>> choices(List<Integer> counts, long seed) {
        Pairwise pairwise = new Pairwise(counts, seed);
        List<List<Integer>> choices = new ArrayList<>();
        while (!pairwise.left.isEmpty()) {
            choices.add(pairwise.next());
        }
        return choices;
    }

    /** Takes one pair that is left, and of every other kind the value that meets most of what is left. */
    private List<Integer> next() {
        Pair first = Collections.min(
                left,
                Comparator.comparingInt(Pair::kind)
                        .thenComparingInt(Pair::otherKind)
                        .thenComparingInt(Pair::value)
                        .thenComparingInt(Pair::otherValue));
        Integer[] choice = new Integer[counts.size()];
        choice[first.kind] = first.value;
        choice[first.otherKind] = first.otherValue;
        List<Integer> others = new ArrayList<>(IntStream.range(0, counts.size())
                .filter(kind -> kind != first.kind && kind != first.otherKind)
                .boxed()
                .toList());
        Collections.shuffle(others, random);
        for (int kind : others) {
            List<Integer> values =
                    new ArrayList<>(IntStream.range(0, counts.get(kind)).boxed().toList());
            Collections.shuffle(values, random);
            choice[kind] = Collections.max(values, Comparator.comparingInt(value -> news(choice, kind, value)));
        }
        left.removeIf(pair -> choice[pair.kind] == pair.value && choice[pair.otherKind] == pair.otherValue);
        return List.of(choice);
    }

    private int news(Integer[] choice, int kind, int value) {
        int news = 0;
        for (int other = 0; other < choice.length; other++) {
            if (other != kind && choice[other] != null) {
                Pair pair = kind < other
                        ? new Pair(kind, value, other, choice[other])
                        : new Pair(other, choice[other], kind, value);
                news += left.contains(pair) ? 1 : 0;
            }
        }
        return news;
    }
}
