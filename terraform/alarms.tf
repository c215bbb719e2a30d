# Each alarm has its section in docs/operations.md. Nothing to report is no reason for alarm: missing data counts as good.

locals {
  alarm_help = "What to do: docs/operations.md"

  # By FunctionName alone, which is every version and alias together.
  function_alarms = merge([
    for name, function in module.function : {
      "${name}-errors" = {
        description = "${function.name} threw, timed out or ran out of memory."
        metric      = "Errors", statistic = "Sum", threshold = 1, function = function.name
      }
      "${name}-duration" = {
        description = "${function.name} came within a tenth of its timeout of ${function.timeout} s."
        metric      = "Duration", statistic = "Maximum", threshold = 900 * function.timeout, function = function.name
      }
      "${name}-throttles" = {
        description = "${function.name} was throttled: the concurrency that is left to it is too low."
        metric      = "Throttles", statistic = "Sum", threshold = 1, function = function.name
      }
    }
  ]...)

  # How events wait for the generator, and what Lambda does with those that fail to the end.
  event_alarms = {
    trick-play-generator-event-age = {
      description = "An event has been waiting for the generator, or for its next try, for more than ${var.max_message_age_minutes} minutes."
      metric      = "AsyncEventAge", statistic = "Maximum", threshold = 60000 * var.max_message_age_minutes, function = local.names["trick-play-generator"]
    }
    trick-play-generator-lost-events = {
      description = "An event failed to the last try and could not be put into the dead-letter queue: it is lost."
      metric      = "DestinationDeliveryFailures", statistic = "Sum", threshold = 1, function = local.names["trick-play-generator"]
    }
  }

  rule_dimensions = merge(
    { RuleName = aws_cloudwatch_event_rule.job_complete.name },
    var.event_bus_name == "default" ? {} : { EventBusName = var.event_bus_name },
  )
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name_prefix}trick-play-alarms"
  kms_master_key_id = var.kms_key_arn
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "TakeAlarms"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_sns_topic_subscription" "emails" {
  for_each = toset(var.alarm_emails)

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_cloudwatch_metric_alarm" "function" {
  for_each = merge(local.function_alarms, local.event_alarms)

  alarm_name          = "${var.name_prefix}${each.key}"
  alarm_description   = "${each.value.description} ${local.alarm_help}"
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = each.value.function }
  statistic           = each.value.statistic
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "message_age" {
  for_each = module.queue

  alarm_name          = "${var.name_prefix}${each.key}-age"
  alarm_description   = "The oldest message of ${each.value.name} is older than ${var.max_message_age_minutes} minutes. ${local.alarm_help}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.value.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 60 * var.max_message_age_minutes
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = local.dead_letter_queues

  alarm_name          = "${var.name_prefix}${each.key}-dead-letters"
  alarm_description   = "${each.value.name} holds work that was refused or given up. ${local.alarm_help}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = each.value.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "event_rule" {
  for_each = {
    failed-events = { metric = "FailedInvocations", description = "EventBridge could not hand an event to the generator." }
    lost-events   = { metric = "InvocationsFailedToBeSentToDlq", description = "EventBridge could hand an event neither to the generator nor to the dead-letter queue: it is lost." }
  }

  alarm_name          = "${var.name_prefix}event-rule-${each.key}"
  alarm_description   = "${each.value.description} ${local.alarm_help}"
  namespace           = "AWS/Events"
  metric_name         = each.value.metric
  dimensions          = local.rule_dimensions
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# The functions date these three by the event's time plus the deadline: so what is due in this minute is compared with what
# ended until now. The generator writes all three whenever it writes one, so none is ever missing beside another.
resource "aws_cloudwatch_metric_alarm" "overdue" {
  alarm_name          = "${var.name_prefix}publications-overdue"
  alarm_description   = "A film whose event came ${var.completion_deadline_minutes} minutes ago is neither published nor refused. ${local.alarm_help}"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "overdue"
    label       = "Publications that are overdue"
    expression  = "IF(due > ended, due - ended, IF(assets > 0 AND ended == 0, 1, 0))"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { assets = "AssetsDue", due = "PublicationsDue", ended = "PublicationsEnded" }

    content {
      id = metric_query.key

      metric {
        namespace   = local.metrics_namespace
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 60
      }
    }
  }
}
