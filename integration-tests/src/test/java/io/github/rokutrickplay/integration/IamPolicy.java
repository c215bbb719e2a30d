package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * As much of IAM's evaluation as the roles need: allowing statements with actions, resources and conditions on strings.
 * Whatever else stands in a policy is an error here, rather than misunderstood.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM JSON policy elements</a>
 */
record IamPolicy(List<Statement> statements) {

    private static final Set<String> KNOWN_ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    /** {@code variable} has to match one of {@code patterns}, or may be missing. */
    record Condition(String variable, List<String> patterns, boolean wildcards, boolean mayBeMissing) {

        boolean holds(Map<String, String> context) {
            String value = context.get(variable);
            if (value == null) {
                return mayBeMissing;
            }
            return patterns.stream()
                    .anyMatch(pattern -> wildcards ? matches(pattern, value, 0) : pattern.equals(value));
        }
    }

    record Statement(String sid, List<String> actions, List<String> resources, List<Condition> conditions) {

        boolean allows(AwsRequest request) {
            return actions.stream().anyMatch(action -> matches(action, request.action(), Pattern.CASE_INSENSITIVE))
                    && resources.stream().anyMatch(resource -> matches(resource, request.resource(), 0))
                    && conditions.stream().allMatch(condition -> condition.holds(request.context()));
        }
    }

    static IamPolicy of(List<JsonNode> documents) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode document : documents) {
            document.path("Statement").forEach(statement -> statements.add(statement(statement)));
        }
        return new IamPolicy(statements);
    }

    private static Statement statement(JsonNode json) {
        json.fieldNames()
                .forEachRemaining(name -> assertThat(name)
                        .as("an element that this evaluation knows")
                        .isIn(KNOWN_ELEMENTS));
        assertThat(json.path("Effect").asText()).isEqualTo("Allow");
        List<Condition> conditions = new ArrayList<>();
        json.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                conditions.add(condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return new Statement(
                json.path("Sid").asText(), texts(json.path("Action")), texts(json.path("Resource")), conditions);
    }

    private static Condition condition(String operator, String variable, List<String> patterns) {
        return switch (operator) {
            case "StringEquals" -> new Condition(variable, patterns, false, false);
            case "StringLike" -> new Condition(variable, patterns, true, false);
            case "StringLikeIfExists" -> new Condition(variable, patterns, true, true);
            default -> throw new AssertionError("condition " + operator + " is not known here");
        };
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? StreamSupport.stream(oneOrMore.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(oneOrMore.asText());
    }

    private static boolean matches(String pattern, String text, int flags) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(text).matches();
    }

    boolean allows(AwsRequest request) {
        return statements.stream().anyMatch(statement -> statement.allows(request));
    }
}
