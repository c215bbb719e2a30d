locals {
  # AWS asks for six times the function's timeout, and the batching window with it: so a message whose invocation was
  # throttled or timed out is not handed out a second time while it is still being worked on.
  queues = {
    manifest-queue     = { visibility_timeout = 6 * var.manifest_updater.timeout }
    invalidation-queue = { visibility_timeout = 6 * var.cache_invalidator.timeout + var.cache_invalidator.batching_window }
  }
}

module "queue" {
  source   = "./modules/queue"
  for_each = local.queues

  name               = "${var.name_prefix}${each.key}"
  visibility_timeout = each.value.visibility_timeout
  max_receive_count  = var.max_receive_count
  kms_key_arn        = var.kms_key_arn
}

# Events that the generator refused, or that still failed at the last try.
resource "aws_sqs_queue" "generator_dead_letters" {
  name                              = "${local.names["trick-play-generator"]}-dlq"
  message_retention_seconds         = 14 * 24 * 3600
  visibility_timeout_seconds        = 60
  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 3600
}

# Events that EventBridge could not hand to the generator.
resource "aws_sqs_queue" "undelivered_events" {
  name                              = "${var.name_prefix}undelivered-events-dlq"
  message_retention_seconds         = 14 * 24 * 3600
  visibility_timeout_seconds        = 60
  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 3600
}

# Neither is a queue's dead-letter queue: what comes in comes from Lambda and from EventBridge.
resource "aws_sqs_queue_redrive_allow_policy" "no_source" {
  for_each = {
    generator_dead_letters = aws_sqs_queue.generator_dead_letters.url
    undelivered_events     = aws_sqs_queue.undelivered_events.url
  }

  queue_url            = each.value
  redrive_allow_policy = jsonencode({ redrivePermission = "denyAll" })
}

data "aws_iam_policy_document" "undelivered_events" {
  statement {
    sid       = "TakeEventsOfTheRule"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.undelivered_events.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.job_complete.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "undelivered_events" {
  queue_url = aws_sqs_queue.undelivered_events.url
  policy    = data.aws_iam_policy_document.undelivered_events.json
}
