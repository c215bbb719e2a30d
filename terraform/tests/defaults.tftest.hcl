# What a deployment gets that says no more than it has to. Runs with `terraform test`, without credentials.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { region = "us-east-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:us-east-1:123456789012:function:f", version = "1" }
  }
  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:us-east-1:123456789012:function:f:live" }
  }
  mock_resource "aws_lambda_layer_version" {
    defaults = { arn = "arn:aws:lambda:us-east-1:123456789012:layer:ffmpeg:1" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/r" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:us-east-1:123456789012:q", url = "https://sqs.us-east-1.amazonaws.com/123456789012/q" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:us-east-1:123456789012:t" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:us-east-1:123456789012:rule/r" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:g" }
  }
}

variables {
  buckets                     = { my-bucket = { prefixes = ["content/"] } }
  cloudfront_distribution_ids = ["E123ABC456"]
  # Any file will do here: what is in it is another test's business.
  ffmpeg_layer_zip = "event-pattern.json"
}

run "derives_visibility_from_timeouts" {
  variables {
    manifest_updater  = { timeout = 100 }
    cache_invalidator = { timeout = 40, batching_window = 7 }
  }

  assert {
    condition     = local.queues["manifest-queue"].visibility_timeout == 600
    error_message = "the manifest queue hides a message for six times the updater's timeout"
  }
  assert {
    condition     = local.queues["invalidation-queue"].visibility_timeout == 247
    error_message = "the invalidation queue adds the batching window"
  }
}

run "calls_functions_by_their_alias" {
  assert {
    condition     = aws_cloudwatch_event_target.trick_play_generator.arn == module.function["trick-play-generator"].alias_arn
    error_message = "the rule's target is the alias"
  }
  assert {
    condition     = aws_lambda_event_source_mapping.manifest_updater.function_name == module.function["manifest-updater"].alias_arn
    error_message = "the manifest queue feeds the alias"
  }
  assert {
    condition     = aws_lambda_permission.event_rule.qualifier == "live"
    error_message = "EventBridge may invoke the alias"
  }
}

run "reports_batch_item_failures_with_bounded_concurrency" {
  assert {
    condition = alltrue([
      for mapping in [aws_lambda_event_source_mapping.manifest_updater, aws_lambda_event_source_mapping.cache_invalidator] :
      mapping.function_response_types == toset(["ReportBatchItemFailures"]) && mapping.scaling_config[0].maximum_concurrency >= 2
    ])
    error_message = "both mappings report failed items one by one, and are bounded"
  }
}

run "uses_the_shared_pattern_as_it_is_without_a_filter" {
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.job_complete.event_pattern) == jsondecode(file("event-pattern.json"))
    error_message = "the rule has the pattern that the local tests use"
  }
}

run "filters_mediaconvert_events_only" {
  variables {
    mediaconvert_queue_arns = ["arn:aws:mediaconvert:us-east-1:123456789012:queues/films"]
    user_metadata_filter    = { trickPlay = ["true"] }
  }

  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.job_complete.event_pattern)["$or"][0].detail == {
      status       = ["COMPLETE"]
      queue        = ["arn:aws:mediaconvert:us-east-1:123456789012:queues/films"]
      userMetadata = { trickPlay = ["true"] }
    }
    error_message = "the MediaConvert branch is narrowed"
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.job_complete.event_pattern)["$or"][1].detail == { eventType = ["JOB_COMPLETE", "TRICK_PLAY_REMOVE"] }
    error_message = "the project's own event is not"
  }
}

run "names_no_key_and_no_secret_unless_given" {
  assert {
    condition     = alltrue([for name, function in local.functions : !contains(keys(merge(local.common_environment, function.environment)), "SLACK_WEBHOOK_URL")])
    error_message = "without a secret there is no variable for it"
  }
  assert {
    condition     = aws_sqs_queue.generator_dead_letters.sqs_managed_sse_enabled == true
    error_message = "without a key SQS encrypts by itself"
  }
}

run "rolls_back_by_pinning_a_version" {
  variables {
    pinned_versions = { manifest-updater = "7" }
  }

  assert {
    condition     = module.function["manifest-updater"].version == "7" && module.function["cache-invalidator"].version == "1"
    error_message = "the alias of the pinned function alone stays behind"
  }
}
