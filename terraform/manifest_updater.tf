# manifest-updater: its trigger and what it may do.

locals {
  manifest_updater = {
    description = "Publishes a film's thumbnails in its playlists"
    handler     = "io.github.rokutrickplay.manifest.ManifestHandler"
    settings    = var.manifest_updater
    layers      = []
    environment = merge(local.film_environment, local.public_url_environment, {
      SQS_MANIFEST_QUEUE_URL           = module.queue["manifest-queue"].url
      SQS_CACHE_INVALIDATION_QUEUE_URL = module.queue["invalidation-queue"].url
      INVALIDATION_SCOPE               = var.invalidation_scope
    })
    policy_json = data.aws_iam_policy_document.manifest_updater.json
  }
}

resource "aws_lambda_event_source_mapping" "manifest_updater" {
  event_source_arn        = local.queue_arns.manifest
  function_name           = module.function["manifest-updater"].alias_arn
  batch_size              = var.manifest_updater.batch_size
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.manifest_updater.maximum_concurrency
  }
}

data "aws_iam_policy_document" "manifest_updater" {
  source_policy_documents = [data.aws_iam_policy_document.read_films.json]

  statement {
    sid     = "WritePlaylists"
    actions = ["s3:PutObject"]
    # The main playlist is the customer's, and may have any name below the prefixes.
    resources = local.film_objects
  }

  statement {
    sid     = "KeepTags"
    actions = ["s3:GetObjectTagging", "s3:PutObjectTagging"]
    # A playlist that is replaced keeps its tags.
    resources = local.film_objects
  }

  statement {
    sid       = "RemoveSurplusThumbnails"
    actions   = ["s3:DeleteObject"]
    resources = concat(local.thumbnail_objects, local.thumbnail_files, local.thumbnail_documents)
  }

  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [local.queue_arns.manifest]
  }

  statement {
    sid       = "RemindItself"
    actions   = ["sqs:SendMessage"]
    resources = [local.queue_arns.manifest]
  }

  statement {
    sid       = "TellTheInvalidator"
    actions   = ["sqs:SendMessage"]
    resources = [local.queue_arns.invalidation]
  }
}
