# trick-play-generator: its layer, its trigger and what it may do.

locals {
  ffmpeg_layer_zip = coalesce(var.ffmpeg_layer_zip, "${path.module}/../layers/target/ffmpeg-layer-${var.architecture}.zip")

  trick_play_generator = {
    description = "Makes the thumbnails of a film that MediaConvert has finished"
    handler     = "io.github.rokutrickplay.generator.GeneratorHandler"
    settings    = var.trick_play_generator
    layers      = [aws_lambda_layer_version.ffmpeg.arn]
    environment = merge(
      local.film_environment,
      local.public_url_environment,
      { SQS_MANIFEST_QUEUE_URL = module.queue["manifest-queue"].url },
      length(var.encryption_key_url_prefixes) == 0 ? {} : { ENCRYPTION_KEY_URL_PREFIXES = join(",", var.encryption_key_url_prefixes) },
    )
    policy_json = data.aws_iam_policy_document.trick_play_generator.json
  }

  # The pattern that the local tests use too, narrowed where a filter is given: only MediaConvert's branch, which names
  # its source; the project's own event has neither queue nor metadata.
  event_pattern = jsondecode(file("${path.module}/event-pattern.json"))
  job_filter = merge(
    length(var.mediaconvert_queue_arns) == 0 ? {} : { queue = var.mediaconvert_queue_arns },
    length(var.user_metadata_filter) == 0 ? {} : { userMetadata = var.user_metadata_filter },
  )
  filtered_event_pattern = {
    "$or" = [
      for branch in local.event_pattern["$or"] :
      merge(branch, { detail = merge(branch.detail, [{}, local.job_filter][can(branch.source) ? 1 : 0]) })
    ]
  }
}

resource "aws_lambda_layer_version" "ffmpeg" {
  layer_name               = "${var.name_prefix}ffmpeg"
  description              = "FFmpeg's libraries (LGPL) for ${var.architecture}"
  filename                 = local.ffmpeg_layer_zip
  source_code_hash         = fileexists(local.ffmpeg_layer_zip) ? filebase64sha256(local.ffmpeg_layer_zip) : null
  compatible_runtimes      = ["java21"]
  compatible_architectures = [var.architecture]
  license_info             = "LGPL-3.0-or-later"

  # A version that is deleted stays for the functions that use it; Lambda keeps a copy until none does.
  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = fileexists(local.ffmpeg_layer_zip)
      error_message = "${local.ffmpeg_layer_zip} is not there: build the layer first, by layers/ffmpeg/build.sh."
    }
  }
}

resource "aws_cloudwatch_event_rule" "job_complete" {
  name           = "${var.name_prefix}trick-play-job-complete"
  description    = "A MediaConvert job is complete, or somebody says so"
  event_bus_name = var.event_bus_name
  event_pattern  = jsonencode(local.filtered_event_pattern)
}

resource "aws_cloudwatch_event_target" "trick_play_generator" {
  rule           = aws_cloudwatch_event_rule.job_complete.name
  event_bus_name = var.event_bus_name
  target_id      = "trick-play-generator"
  arn            = module.function["trick-play-generator"].alias_arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_events.arn
  }

  retry_policy {
    maximum_event_age_in_seconds = 24 * 3600
    maximum_retry_attempts       = 185
  }

  # Without them an event is refused, or lost, in the first moments.
  depends_on = [aws_lambda_permission.event_rule, aws_sqs_queue_policy.undelivered_events]
}

resource "aws_lambda_permission" "event_rule" {
  statement_id  = "EventRule"
  action        = "lambda:InvokeFunction"
  function_name = module.function["trick-play-generator"].name
  qualifier     = module.function["trick-play-generator"].alias_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.job_complete.arn
}

resource "aws_lambda_function_event_invoke_config" "trick_play_generator" {
  function_name                = module.function["trick-play-generator"].name
  qualifier                    = module.function["trick-play-generator"].alias_name
  maximum_event_age_in_seconds = 6 * 3600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.generator_dead_letters.arn
    }
  }
}

data "aws_iam_policy_document" "trick_play_generator" {
  source_policy_documents = [data.aws_iam_policy_document.read_films.json]

  statement {
    sid       = "WriteThumbnails"
    actions   = ["s3:PutObject"]
    resources = concat(local.thumbnail_objects, local.thumbnail_files)
  }

  statement {
    sid       = "GiveUpFiles"
    actions   = ["s3:AbortMultipartUpload"]
    resources = local.thumbnail_files
  }

  statement {
    sid       = "TellTheUpdater"
    actions   = ["sqs:SendMessage"]
    resources = [local.queue_arns.manifest]
  }
}
