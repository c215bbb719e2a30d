package io.github.rokutrickplay.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.message.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Terraform has made in a rehearsal. */
record Deployment(JsonNode state) {

    /** A resource's address and its attributes. */
    record Resource(String address, String type, JsonNode values) {}

    List<Resource> resources(String type) {
        return resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    List<Resource> resources() {
        List<Resource> all = new ArrayList<>();
        collect(state.at("/values/root_module"), all);
        return all;
    }

    private static void collect(JsonNode module, List<Resource> into) {
        for (JsonNode resource : module.path("resources")) {
            if (resource.path("mode").asText().equals("managed")) {
                into.add(new Resource(
                        resource.path("address").asText(), resource.path("type").asText(), resource.path("values")));
            }
        }
        module.path("child_modules").forEach(child -> collect(child, into));
    }

    /** The attributes of a function's resource of a type, of which there is one. */
    JsonNode ofFunction(FunctionName function, String type) {
        return ofModule(function, type).getFirst().values();
    }

    private List<Resource> ofModule(FunctionName function, String type) {
        return resources(type).stream()
                .filter(resource ->
                        resource.address().startsWith("module.function[\"" + function.deployedName() + "\"]."))
                .toList();
    }

    Map<String, String> environment(FunctionName function) {
        Map<String, String> environment = new LinkedHashMap<>();
        ofFunction(function, "aws_lambda_function")
                .at("/environment/0/variables")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** All that a function's role may do. */
    IamPolicy policy(FunctionName function) {
        return IamPolicy.of(ofModule(function, "aws_iam_role_policy").stream()
                .map(policy -> Json.readTree(policy.values().path("policy").asText(), policy.address()))
                .toList());
    }

    String eventPattern() {
        return resources("aws_cloudwatch_event_rule")
                .getFirst()
                .values()
                .path("event_pattern")
                .asText();
    }
}
