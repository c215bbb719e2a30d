module "function" {
  source   = "./modules/lambda-function"
  for_each = local.functions

  name                 = local.names[each.key]
  description          = each.value.description
  handler              = each.value.handler
  jar                  = "${path.module}/../${each.key}/target/lambda/${each.key}.jar"
  layers               = each.value.layers
  architecture         = var.architecture
  memory_mb            = each.value.settings.memory_mb
  timeout              = each.value.settings.timeout
  reserved_concurrency = each.value.settings.reserved_concurrency
  environment          = merge(local.common_environment, each.value.environment, { DEAD_LETTER_QUEUE_URL = local.dead_letter_queues[each.key].url })
  policy_json          = data.aws_iam_policy_document.function[each.key].json
  pinned_version       = lookup(var.pinned_versions, each.key, null)
  log_level            = var.log_level
  log_retention_days   = var.log_retention_days
  tracing              = var.tracing
  kms_key_arn          = var.kms_key_arn
}

# What each function may do: its own statements, and what all three need alike.
data "aws_iam_policy_document" "function" {
  for_each = local.functions

  source_policy_documents = [each.value.policy_json]

  statement {
    sid       = "RecordRefusals"
    actions   = ["sqs:SendMessage"]
    resources = [local.dead_letter_queues[each.key].arn]
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "UseTheQueuesKey"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["sqs.${var.region}.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.slack_webhook_arn == null ? [] : [var.slack_webhook_arn]

    content {
      sid       = "ReadTheSlackWebhook"
      actions   = [strcontains(statement.value, ":secretsmanager:") ? "secretsmanager:GetSecretValue" : "ssm:GetParameter"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = var.slack_webhook_kms_key_arn == null ? [] : [var.slack_webhook_kms_key_arn]

    content {
      sid       = "DecryptTheSlackWebhook"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["secretsmanager.${var.region}.amazonaws.com", "ssm.${var.region}.amazonaws.com"]
      }
    }
  }
}

# What generator and updater need alike: the films.
data "aws_iam_policy_document" "read_films" {
  statement {
    sid       = "ReadFilms"
    actions   = ["s3:GetObject"]
    resources = local.film_objects
  }

  # Who may not list is told 403 instead of 404 of an object that is not there, and the functions have to know the
  # difference. That question comes without a prefix, hence IfExists: docs/decisions has the record.
  dynamic "statement" {
    for_each = var.buckets

    content {
      sid       = "ListFilms${index(keys(var.buckets), statement.key)}"
      actions   = ["s3:ListBucket"]
      resources = ["arn:${local.partition}:s3:::${statement.key}"]

      condition {
        test     = "StringLikeIfExists"
        variable = "s3:prefix"
        values   = [for prefix in statement.value.prefixes : "${prefix}*"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.bucket_kms_key_arns) == 0 ? [] : [1]

    content {
      sid       = "UseTheBucketsKeys"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = var.bucket_kms_key_arns

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${var.region}.amazonaws.com"]
      }
    }
  }
}
