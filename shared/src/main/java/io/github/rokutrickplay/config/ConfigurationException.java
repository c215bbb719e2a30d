package io.github.rokutrickplay.config;

import java.util.List;

/** The environment holds wrong values. The message has one line for each, naming the variable, the value and the remedy. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
