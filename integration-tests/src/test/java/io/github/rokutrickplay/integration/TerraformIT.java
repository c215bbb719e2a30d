package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.integration.Terraform.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Terraform itself says of terraform/. */
final class TerraformIT {

    @Test
    void isFormatted() {
        Terraform.assumeInstalled();

        Result result = Terraform.run("fmt", "-check", "-recursive", "-diff");

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void isValid() {
        Terraform.assumeProvider();

        Result result = Terraform.offline("-chdir=.", "validate");

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void plansTheExampleOfItsVariables() {
        Terraform.assumeProvider();

        Result result = Terraform.offline("-chdir=.", "plan", "-var-file=terraform.tfvars.example");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains(" to add, 0 to change, 0 to destroy.");
    }

    @Test
    void passesItsOwnTests() {
        Terraform.assumeProvider();

        Result result = Terraform.offline("--rules=provider", "-chdir=.", "test");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("0 failed");
    }

    @Test
    void makesEverythingThatADeploymentConsistsOf() {
        Terraform.assumeProvider();

        Map<String, Integer> counts = new TreeMap<>();
        Terraform.rehearse(Terraform.FULL)
                .resources()
                .forEach(resource -> counts.merge(resource.type(), 1, Integer::sum));

        assertThat(counts)
                .containsEntry("aws_lambda_function", 3)
                .containsEntry("aws_lambda_alias", 3)
                .containsEntry("aws_lambda_layer_version", 1)
                .containsEntry("aws_cloudwatch_log_group", 3)
                .containsEntry("aws_iam_role", 3)
                .containsEntry("aws_sqs_queue", 6)
                .containsEntry("aws_sqs_queue_redrive_allow_policy", 4)
                .containsEntry("aws_lambda_event_source_mapping", 2)
                .containsEntry("aws_cloudwatch_event_rule", 1)
                .containsEntry("aws_cloudwatch_event_target", 1)
                .containsEntry("aws_lambda_permission", 1)
                .containsEntry("aws_lambda_function_event_invoke_config", 1)
                .containsEntry("aws_sns_topic", 1)
                .containsEntry("aws_sns_topic_subscription", 1)
                .containsEntry("aws_cloudwatch_dashboard", 1)
                .containsEntry("aws_cloudwatch_metric_alarm", 20);
    }

    @Test
    void neverUsesTheNameOfSomethingInAnotherDeployment() {
        Terraform.assumeProvider();

        List<String> names = Terraform.rehearse(Terraform.FULL).resources().stream()
                .filter(resource -> !resource.type().endsWith("_policy"))
                .flatMap(resource ->
                        List.of("name", "function_name", "alarm_name", "layer_name", "dashboard_name").stream()
                                .map(attribute ->
                                        resource.values().path(attribute).asText("")))
                .filter(name -> !name.isEmpty() && !name.equals("live") && !name.startsWith("arn:"))
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(name).contains("staging-"));
    }
}
