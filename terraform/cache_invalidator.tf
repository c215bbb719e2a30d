# cache-invalidator: its trigger and what it may do.

locals {
  cache_invalidator = {
    description = "Clears CloudFront of what has been published anew"
    handler     = "io.github.rokutrickplay.invalidation.InvalidationHandler"
    settings    = var.cache_invalidator
    layers      = []
    environment = { AWS_CLOUDFRONT_DISTRIBUTION_ID = join(",", var.cloudfront_distribution_ids) }
    policy_json = data.aws_iam_policy_document.cache_invalidator.json
  }
}

resource "aws_lambda_event_source_mapping" "cache_invalidator" {
  event_source_arn                   = local.queue_arns.invalidation
  function_name                      = module.function["cache-invalidator"].alias_arn
  batch_size                         = var.cache_invalidator.batch_size
  maximum_batching_window_in_seconds = var.cache_invalidator.batching_window
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.cache_invalidator.maximum_concurrency
  }
}

data "aws_iam_policy_document" "cache_invalidator" {
  statement {
    sid     = "Invalidate"
    actions = ["cloudfront:CreateInvalidation"]
    resources = [
      for id in var.cloudfront_distribution_ids : "arn:${local.partition}:cloudfront::${local.account_id}:distribution/${id}"
    ]
  }

  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [local.queue_arns.invalidation]
  }
}
