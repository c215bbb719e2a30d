# Wrong values are refused at plan, by the variable's own name.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

variables {
  buckets                     = { my-bucket = {} }
  cloudfront_distribution_ids = ["E123ABC456"]
  ffmpeg_layer_zip            = "event-pattern.json"
}

run "refuses_what_cannot_be_right" {
  command = plan

  variables {
    region                      = "Virginia"
    name_prefix                 = "far-too-long-a-prefix-"
    cloudfront_distribution_ids = ["https://d111111abcdef8.cloudfront.net"]
    mediaconvert_queue_arns     = ["Default"]
    user_metadata_filter        = { trickPlay = [] }
    invalidation_scope          = "some"
    public_url_prefixes         = { "https://cdn.example.com/vod" = "s3://my-bucket/../" }
    architecture                = "arm"
    trick_play_generator        = { timeout = 1000 }
    manifest_updater            = { maximum_concurrency = 10, reserved_concurrency = 2 }
    cache_invalidator           = { batch_size = 100 }
    pinned_versions             = { manifest-updater = "$LATEST" }
    kms_key_arn                 = "alias/films"
    bucket_kms_key_arns         = ["alias/films"]
    slack_webhook_arn           = "https://hooks.slack.com/services/T0/B0/x"
    log_level                   = "LOUD"
    log_retention_days          = 31
    alarm_emails                = ["nobody"]
    max_message_age_minutes     = 1
    max_receive_count           = 1
    completion_deadline_minutes = 300
  }

  expect_failures = [
    var.region, var.name_prefix, var.cloudfront_distribution_ids, var.mediaconvert_queue_arns, var.user_metadata_filter,
    var.invalidation_scope, var.public_url_prefixes, var.architecture, var.trick_play_generator, var.manifest_updater, var.cache_invalidator,
    var.pinned_versions, var.kms_key_arn, var.bucket_kms_key_arns, var.slack_webhook_arn, var.log_level,
    var.log_retention_days, var.alarm_emails, var.max_message_age_minutes, var.max_receive_count,
    var.completion_deadline_minutes,
  ]
}

run "refuses_buckets_by_address" {
  command = plan
  variables {
    buckets = { "arn:aws:s3:::films" = {} }
  }
  expect_failures = [var.buckets]
}

run "refuses_prefixes_that_are_patterns" {
  command = plan
  variables {
    buckets = { my-bucket = { prefixes = ["content*"] } }
  }
  expect_failures = [var.buckets]
}

run "refuses_thumbnails_that_the_functions_would_refuse" {
  command = plan
  variables {
    thumbnails = { interval = 0, width = 5000, quality = 1, frame = "best", max_missing = 2, folder = "a/b" }
  }
  expect_failures = [var.thumbnails]
}

run "refuses_successes_without_a_webhook" {
  command = plan
  variables {
    notify_slack_of_successes = true
  }
  expect_failures = [var.notify_slack_of_successes]
}

run "refuses_a_layer_that_was_not_built" {
  command = plan
  variables {
    ffmpeg_layer_zip = "no-such.zip"
  }
  expect_failures = [aws_lambda_layer_version.ffmpeg]
}
