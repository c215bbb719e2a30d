locals {
  # [title, unit, metrics in the dashboard's own notation]
  dashboard_widgets = [
    {
      title = "Films", stat = "Sum", metrics = [
        [local.metrics_namespace, "EventsReceived", "FunctionName", local.names["trick-play-generator"]],
        [local.metrics_namespace, "AssetsGenerated", "FunctionName", local.names["trick-play-generator"]],
        [local.metrics_namespace, "Published", "FunctionName", local.names["manifest-updater"]],
      ]
    },
    {
      title = "Refused", stat = "Sum", metrics = [
        for name in values(local.names) : [local.metrics_namespace, "Refused", "FunctionName", name]
      ]
    },
    {
      title = "From the event to the publication", stat = "p90", metrics = [
        [local.metrics_namespace, "EventToPublished", "FunctionName", local.names["manifest-updater"]],
      ]
    },
    {
      title = "Time taken for one film", stat = "p90", metrics = [
        [local.metrics_namespace, "GenerateDuration", "FunctionName", local.names["trick-play-generator"]],
        [local.metrics_namespace, "PublishDuration", "FunctionName", local.names["manifest-updater"]],
      ]
    },
    {
      title = "Bytes", stat = "Sum", metrics = [
        [local.metrics_namespace, "SegmentBytesRead", "FunctionName", local.names["trick-play-generator"]],
        [local.metrics_namespace, "ThumbnailBytesWritten", "FunctionName", local.names["trick-play-generator"]],
      ]
    },
    {
      title = "Thumbnails written, paths invalidated", stat = "Sum", metrics = [
        [local.metrics_namespace, "ThumbnailsWritten", "FunctionName", local.names["trick-play-generator"]],
        [local.metrics_namespace, "PathsInvalidated", "FunctionName", local.names["cache-invalidator"]],
      ]
    },
    {
      title = "Errors", stat = "Sum", metrics = [
        for name in values(local.names) : ["AWS/Lambda", "Errors", "FunctionName", name]
      ]
    },
    {
      title = "Throttles", stat = "Sum", metrics = [
        for name in values(local.names) : ["AWS/Lambda", "Throttles", "FunctionName", name]
      ]
    },
    {
      title = "Duration", stat = "Maximum", metrics = [
        for name in values(local.names) : ["AWS/Lambda", "Duration", "FunctionName", name]
      ]
    },
    {
      title = "Concurrent executions", stat = "Maximum", metrics = [
        for name in values(local.names) : ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", name]
      ]
    },
    {
      title = "Age of the oldest message", stat = "Maximum", metrics = [
        for queue in values(module.queue) : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.name]
      ]
    },
    {
      title = "Dead letters", stat = "Maximum", metrics = [
        for queue in values(local.dead_letter_queues) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "trick_play" {
  dashboard_name = "${var.name_prefix}trick-play"

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in local.dashboard_widgets : {
        type   = "metric"
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        width  = 8
        height = 6
        properties = {
          title   = widget.title
          region  = var.region
          stat    = widget.stat
          period  = 300
          metrics = widget.metrics
        }
      }
    ]
  })
}
