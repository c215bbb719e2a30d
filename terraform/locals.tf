data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition

  names = {
    for name in ["trick-play-generator", "manifest-updater", "cache-invalidator"] : name => "${var.name_prefix}${name}"
  }

  # Where the functions' own metrics are; each deployment has its own.
  metrics_namespace = join("/", compact(["RokuTrickPlay", trimsuffix(var.name_prefix, "-")]))

  # The three functions: what Lambda is told of each, and what differs. functions.tf makes them.
  functions = {
    trick-play-generator = local.trick_play_generator
    manifest-updater     = local.manifest_updater
    cache-invalidator    = local.cache_invalidator
  }

  # What every function is configured with (FunctionSettings, logback.xml).
  common_environment = merge(
    {
      ENABLE_SLACK_NOTIFICATIONS = tostring(var.notify_slack_of_successes)
      LOG_LEVEL                  = var.log_level
      METRICS_NAMESPACE          = local.metrics_namespace
      COMPLETION_DEADLINE        = tostring(var.completion_deadline_minutes)
    },
    var.slack_webhook_arn == null ? {} : { SLACK_WEBHOOK_URL = var.slack_webhook_arn },
  )

  # What generator and updater must agree on (ThumbnailSettings).
  film_environment = merge(local.size_environment, {
    AWS_S3_BUCKET          = join(",", keys(var.buckets))
    THUMBNAIL_INTERVAL     = tostring(var.thumbnails.interval)
    THUMBNAIL_WIDTH        = tostring(var.thumbnails.width)
    THUMBNAIL_HEIGHT       = tostring(var.thumbnails.height)
    THUMBNAIL_BIG_WIDTH    = tostring(var.thumbnails.big_width)
    THUMBNAIL_BIG_HEIGHT   = tostring(var.thumbnails.big_height)
    THUMBNAIL_QUALITY      = tostring(var.thumbnails.quality)
    THUMBNAIL_FRAME        = var.thumbnails.frame
    THUMBNAILS_FOLDER      = var.thumbnails.folder
    THUMBNAIL_UPSCALE      = tostring(var.thumbnails.upscale)
    MAX_MISSING_THUMBNAILS = tostring(var.thumbnails.max_missing)
    THUMBNAIL_TILES        = var.thumbnails.tiles
    MJPEG_ENABLED          = tostring(var.thumbnails.mjpeg)
    BIF_ENABLED            = tostring(var.thumbnails.bif)
    WEBVTT_ENABLED         = tostring(var.thumbnails.webvtt)
    STORYBOARD_ENABLED     = tostring(var.thumbnails.storyboard)
    DASH_ENABLED           = tostring(var.thumbnails.dash)
  })

  # Left out, rather than set to nothing, where the two boxes and the smallest size will do (ThumbnailSizes).
  size_environment = merge(
    length(var.thumbnails.sizes) == 0 ? {} : { THUMBNAIL_SIZES = join(",", var.thumbnails.sizes) },
    length(var.thumbnails.bif_sizes) == 0 ? {} : { BIF_SIZES = join(",", var.thumbnails.bif_sizes) },
  )

  # Left out, rather than set to nothing, where no URL stands for an object (FunctionSettings).
  public_url_environment = length(var.public_url_prefixes) == 0 ? {} : {
    PUBLIC_URL_PREFIXES = join(",", [for url, folder in var.public_url_prefixes : "${url}=${folder}"])
  }

  bucket_arns = [for bucket in keys(var.buckets) : "arn:${local.partition}:s3:::${bucket}"]

  # Everything below the configured prefixes.
  film_objects = flatten([
    for bucket, settings in var.buckets : [
      for prefix in settings.prefixes : "arn:${local.partition}:s3:::${bucket}/${prefix}*"
    ]
  ])

  # The images' folder of a film, at any depth below the prefixes.
  thumbnail_objects = flatten([
    for bucket, settings in var.buckets : [
      for prefix in settings.prefixes : [
        "arn:${local.partition}:s3:::${bucket}/${prefix}${var.thumbnails.folder}/*",
        "arn:${local.partition}:s3:::${bucket}/${prefix}*/${var.thumbnails.folder}/*",
      ]
    ]
  ])

  # What is written beside a main playlist in files of our own: by the generator, and by the updater.
  thumbnail_files     = flatten([for suffix in ["mp4", "bif"] : local.objects_beside_playlists[suffix]])
  thumbnail_documents = flatten([for suffix in ["m3u8", "vtt", "json"] : local.objects_beside_playlists[suffix]])

  objects_beside_playlists = {
    for suffix in ["mp4", "bif", "m3u8", "vtt", "json"] : suffix => flatten([
      for bucket, settings in var.buckets : [
        for prefix in settings.prefixes : [
          "arn:${local.partition}:s3:::${bucket}/${prefix}thumbs_*.${suffix}",
          "arn:${local.partition}:s3:::${bucket}/${prefix}*/thumbs_*.${suffix}",
        ]
      ]
    ])
  }

  queue_arns = {
    manifest     = module.queue["manifest-queue"].arn
    invalidation = module.queue["invalidation-queue"].arn
  }

  dead_letter_queues = {
    trick-play-generator = { name = aws_sqs_queue.generator_dead_letters.name, url = aws_sqs_queue.generator_dead_letters.url, arn = aws_sqs_queue.generator_dead_letters.arn }
    manifest-updater     = module.queue["manifest-queue"].dead_letters
    cache-invalidator    = module.queue["invalidation-queue"].dead_letters
    event-rule           = { name = aws_sqs_queue.undelivered_events.name, url = aws_sqs_queue.undelivered_events.url, arn = aws_sqs_queue.undelivered_events.arn }
  }
}
