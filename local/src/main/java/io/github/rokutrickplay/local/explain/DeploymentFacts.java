package io.github.rokutrickplay.local.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deployment knows of a film.
 *
 * @param waiting how many messages, of any film, are in each queue
 * @param letters of this film, the oldest first
 * @param unread whether there are more dead letters than were looked at
 * @param lines the last ones of this film, the oldest first
 * @param alarms the names of those that are on
 * @param unknown what could not be asked, and why
 */
public record DeploymentFacts(
        Map<String, Integer> waiting,
        List<DeadLetter> letters,
        boolean unread,
        List<LogLine> lines,
        List<String> alarms,
        List<String> unknown) {

    public DeploymentFacts {
        waiting = new LinkedHashMap<>(waiting);
        letters = List.copyOf(letters);
        lines = List.copyOf(lines);
        alarms = List.copyOf(alarms);
        unknown = List.copyOf(unknown);
    }
}
