# Where and what for

variable "region" {
  description = "AWS region of the buckets and of everything here, such as us-east-1."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region is a region's code, such as us-east-1."
  }
}

variable "name_prefix" {
  description = "Put before every name, so that several deployments can live in one account: \"staging-\", say."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([a-zA-Z][a-zA-Z0-9-]{0,15})?$", var.name_prefix))
    error_message = "name_prefix is empty, or up to 16 letters, digits and hyphens that begin with a letter."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  default     = {}
}

variable "buckets" {
  description = "The buckets that hold the films, each with the key prefixes that may be read and written. Without prefixes the whole bucket may."
  type        = map(object({ prefixes = optional(list(string), [""]) }))

  validation {
    condition     = length(var.buckets) > 0
    error_message = "buckets names no bucket: { my-bucket = { prefixes = [\"content/\"] } }."
  }
  validation {
    condition     = alltrue([for bucket in keys(var.buckets) : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", bucket))])
    error_message = "A key of buckets is a bucket's name: 3 to 63 small letters, digits, dots and hyphens; no ARN."
  }
  validation {
    condition = alltrue(flatten([
      for bucket in values(var.buckets) : [for prefix in bucket.prefixes : can(regex("^([^/*?$][^*?$]*/)?$", prefix))]
    ]))
    error_message = "A prefix ends in a slash, does not begin with one and holds none of * ? $: \"content/\"; \"\" is the whole bucket."
  }
  validation {
    condition     = alltrue([for bucket in values(var.buckets) : length(bucket.prefixes) > 0])
    error_message = "A bucket's prefixes are left out, which is the whole bucket, or name at least one."
  }
}

variable "cloudfront_distribution_ids" {
  description = "The CloudFront distributions that serve the buckets."
  type        = list(string)

  validation {
    condition     = length(var.cloudfront_distribution_ids) > 0 && alltrue([for id in var.cloudfront_distribution_ids : can(regex("^[A-Z0-9]{1,32}$", id))])
    error_message = "cloudfront_distribution_ids holds at least one distribution's id, such as E123ABC456."
  }
}

# Which events

variable "event_bus_name" {
  description = "The event bus that the rule listens on. MediaConvert's own events come on the default one."
  type        = string
  default     = "default"
}

variable "mediaconvert_queue_arns" {
  description = "Take MediaConvert events of jobs of these MediaConvert queues only; empty for all. The project's own events are not filtered."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.mediaconvert_queue_arns : can(regex("^arn:[a-z-]+:mediaconvert:[a-z0-9-]+:[0-9]{12}:queues/.+$", arn))])
    error_message = "mediaconvert_queue_arns holds ARNs such as arn:aws:mediaconvert:us-east-1:123456789012:queues/Default."
  }
}

variable "user_metadata_filter" {
  description = "Take MediaConvert events of jobs with these user metadata tags only, each with the values that are allowed: { trickPlay = [\"true\"] }."
  type        = map(list(string))
  default     = {}

  validation {
    condition     = alltrue([for values in values(var.user_metadata_filter) : length(values) > 0])
    error_message = "Every tag of user_metadata_filter needs at least one value."
  }
}

# What is made

variable "thumbnails" {
  description = "The thumbnails: the seconds from one to the next, the two boxes in pixels, FFmpeg's -q:v, which frame (exact or keyframe), the folder below the media path, the share that a damaged film may lack, whether a smaller picture is enlarged; sizes such as [\"320x180\", \"640x360\"] in the place of the two boxes; and what is made beside images: tiles (\"5x4,3x3\" or \"auto\"), I-frame image sequences (mjpeg), BIF, WebVTT, storyboards, image sets in MPDs (dash). See the README's table of variables."
  type = object({
    interval    = optional(number, 10)
    width       = optional(number, 320)
    height      = optional(number, 180)
    big_width   = optional(number, 640)
    big_height  = optional(number, 360)
    quality     = optional(number, 4)
    frame       = optional(string, "exact")
    folder      = optional(string, "thumbs")
    max_missing = optional(number, 0.05)
    upscale     = optional(bool, false)
    sizes       = optional(list(string), [])
    tiles       = optional(string, "1x1")
    mjpeg       = optional(bool, false)
    bif         = optional(bool, false)
    bif_sizes   = optional(list(string), [])
    webvtt      = optional(bool, false)
    storyboard  = optional(bool, false)
    dash        = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.thumbnails.interval >= 0.1 && var.thumbnails.interval <= 3600
    error_message = "thumbnails.interval is 0.1 to 3600 seconds."
  }
  validation {
    condition = alltrue([
      for pixels in [var.thumbnails.width, var.thumbnails.height, var.thumbnails.big_width, var.thumbnails.big_height] :
      pixels >= 16 && pixels <= 4096 && floor(pixels) == pixels
    ])
    error_message = "Widths and heights of thumbnails are 16 to 4096 whole pixels."
  }
  validation {
    condition     = var.thumbnails.quality >= 2 && var.thumbnails.quality <= 31 && floor(var.thumbnails.quality) == var.thumbnails.quality
    error_message = "thumbnails.quality is 2 (best) to 31 (smallest)."
  }
  validation {
    condition     = var.thumbnails.max_missing >= 0 && var.thumbnails.max_missing <= 1
    error_message = "thumbnails.max_missing is a share from 0 to 1."
  }
  validation {
    condition     = alltrue([for size in concat(var.thumbnails.sizes, var.thumbnails.bif_sizes) : can(regex("^[1-9][0-9]{1,3}x[1-9][0-9]{1,3}$", size))])
    error_message = "thumbnails.sizes and thumbnails.bif_sizes are sizes in pixels, such as 320x180."
  }
  validation {
    condition     = var.thumbnails.tiles == "auto" || can(regex("^[1-9][0-9]?x[1-9][0-9]?(,[1-9][0-9]?x[1-9][0-9]?)*$", var.thumbnails.tiles))
    error_message = "thumbnails.tiles is auto, or columns and rows, such as 5x4, once or for each size: 5x4,3x3."
  }
  validation {
    condition     = contains(["exact", "keyframe"], var.thumbnails.frame)
    error_message = "thumbnails.frame is exact or keyframe."
  }
  validation {
    condition     = can(regex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$", var.thumbnails.folder))
    error_message = "thumbnails.folder is one folder's name of letters, digits, '.', '_' and '-'."
  }
}

variable "encryption_key_url_prefixes" {
  description = "The https URLs that AES-128 keys may be fetched from, such as https://keys.example.com/films/. A key in the bucket, below its prefixes, needs none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for prefix in var.encryption_key_url_prefixes : can(regex("^https://[^/?#@,]+/[^?#,]*$", prefix))])
    error_message = "encryption_key_url_prefixes are https URLs with a '/' behind the host."
  }
}

variable "public_url_prefixes" {
  description = "What URLs in the playlists stand for, where a packager writes those of the CDN (MediaConvert's BaseUrl): { \"https://d111111abcdef8.cloudfront.net/\" = \"s3://my-bucket/\" }. Both end in a slash."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for url, folder in var.public_url_prefixes :
      can(regex("^https?://[^/?#@\\\\]+/([^?#]*/)?$", url)) && !can(regex("/[.]{1,2}/", url))
    ])
    error_message = "A key of public_url_prefixes is an http or https URL that ends in a slash: https://cdn.example.com/vod/."
  }
  validation {
    condition = alltrue([
      for folder in values(var.public_url_prefixes) :
      can(regex("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([^/?#][^?#]*/)?$", folder)) && !can(regex("/[.]{1,2}/", folder))
    ])
    error_message = "A value of public_url_prefixes is a bucket, or a folder in it, that ends in a slash: s3://my-bucket/content/."
  }
}

variable "invalidation_scope" {
  description = "changed clears what a cache may hold an older version of, all the four documented paths of every film. CloudFront bills by the path."
  type        = string
  default     = "changed"

  validation {
    condition     = contains(["all", "changed"], var.invalidation_scope)
    error_message = "invalidation_scope is all or changed."
  }
}

# How the functions run

variable "architecture" {
  description = "arm64, which costs less, or x86_64. The FFmpeg layer has to be built for it."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "ffmpeg_layer_zip" {
  description = "The FFmpeg layer; null for the one that layers/ffmpeg/build.sh makes for the architecture."
  type        = string
  default     = null
}

variable "trick_play_generator" {
  description = "Memory (MB; a whole vCPU at 1769), timeout (seconds) and reserved concurrency (-1 for none) of trick-play-generator. The default is two vCPUs: by docs/benchmarks.md a film takes half the time of one and costs a few hundred-thousandths of a dollar an hour more."
  type = object({
    memory_mb            = optional(number, 3538)
    timeout              = optional(number, 900)
    reserved_concurrency = optional(number, -1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.trick_play_generator.memory_mb >= 1024 && var.trick_play_generator.memory_mb <= 10240
    error_message = "trick_play_generator.memory_mb is 1024 to 10240: FFmpeg works outside of Java's heap."
  }
  validation {
    condition     = var.trick_play_generator.timeout >= 60 && var.trick_play_generator.timeout <= 900
    error_message = "trick_play_generator.timeout is 60 to 900 seconds."
  }
  validation {
    condition     = var.trick_play_generator.reserved_concurrency == -1 || var.trick_play_generator.reserved_concurrency >= 1
    error_message = "trick_play_generator.reserved_concurrency is -1 for none, or at least 1."
  }
}

variable "manifest_updater" {
  description = "Memory (MB), timeout (seconds), reserved concurrency (-1 for none), messages a batch and the most batches at once of manifest-updater."
  type = object({
    memory_mb            = optional(number, 512)
    timeout              = optional(number, 120)
    reserved_concurrency = optional(number, -1)
    batch_size           = optional(number, 5)
    maximum_concurrency  = optional(number, 10)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.manifest_updater.memory_mb >= 512 && var.manifest_updater.memory_mb <= 10240
    error_message = "manifest_updater.memory_mb is 512 to 10240."
  }
  validation {
    condition     = var.manifest_updater.timeout >= 30 && var.manifest_updater.timeout <= 900
    error_message = "manifest_updater.timeout is 30 to 900 seconds."
  }
  validation {
    condition     = var.manifest_updater.batch_size >= 1 && var.manifest_updater.batch_size <= 10
    error_message = "manifest_updater.batch_size is 1 to 10."
  }
  validation {
    condition     = var.manifest_updater.maximum_concurrency >= 2 && var.manifest_updater.maximum_concurrency <= 1000
    error_message = "manifest_updater.maximum_concurrency is 2 to 1000."
  }
  validation {
    condition = (
      var.manifest_updater.reserved_concurrency == -1 ||
      var.manifest_updater.reserved_concurrency >= var.manifest_updater.maximum_concurrency
    )
    error_message = "manifest_updater.reserved_concurrency is -1 for none, or at least maximum_concurrency: with less, throttled messages end in the dead-letter queue."
  }
}

variable "cache_invalidator" {
  description = "Memory (MB), timeout (seconds), reserved concurrency (-1 for none), messages a batch, the seconds that a batch waits for more, and the most batches at once of cache-invalidator. A batch is one invalidation."
  type = object({
    memory_mb            = optional(number, 512)
    timeout              = optional(number, 60)
    reserved_concurrency = optional(number, -1)
    batch_size           = optional(number, 10)
    batching_window      = optional(number, 5)
    maximum_concurrency  = optional(number, 2)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.cache_invalidator.memory_mb >= 512 && var.cache_invalidator.memory_mb <= 10240
    error_message = "cache_invalidator.memory_mb is 512 to 10240."
  }
  validation {
    condition     = var.cache_invalidator.timeout >= 30 && var.cache_invalidator.timeout <= 900
    error_message = "cache_invalidator.timeout is 30 to 900 seconds."
  }
  validation {
    condition     = var.cache_invalidator.batch_size >= 1 && var.cache_invalidator.batch_size <= 10
    error_message = "cache_invalidator.batch_size is 1 to 10."
  }
  validation {
    condition     = var.cache_invalidator.batching_window >= 0 && var.cache_invalidator.batching_window <= 300
    error_message = "cache_invalidator.batching_window is 0 to 300 seconds."
  }
  validation {
    condition     = var.cache_invalidator.maximum_concurrency >= 2 && var.cache_invalidator.maximum_concurrency <= 1000
    error_message = "cache_invalidator.maximum_concurrency is 2 to 1000."
  }
  validation {
    condition = (
      var.cache_invalidator.reserved_concurrency == -1 ||
      var.cache_invalidator.reserved_concurrency >= var.cache_invalidator.maximum_concurrency
    )
    error_message = "cache_invalidator.reserved_concurrency is -1 for none, or at least maximum_concurrency: with less, throttled messages end in the dead-letter queue."
  }
}

variable "pinned_versions" {
  description = "Rolls functions back: the alias stays on the version given here, such as { trick-play-generator = \"12\" }, instead of the newest."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for function, version in var.pinned_versions :
      contains(["trick-play-generator", "manifest-updater", "cache-invalidator"], function) && can(regex("^[1-9][0-9]*$", version))
    ])
    error_message = "pinned_versions maps trick-play-generator, manifest-updater or cache-invalidator to a published version's number."
  }
}

variable "max_receive_count" {
  description = "After how many deliveries a message becomes a dead letter."
  type        = number
  default     = 5

  validation {
    condition     = var.max_receive_count >= 2 && var.max_receive_count <= 1000
    error_message = "max_receive_count is 2 to 1000; AWS advises at least 5 where a mapping's concurrency is bounded."
  }
}

# Encryption and secrets

variable "kms_key_arn" {
  description = "A KMS key for queues, the topic, logs and the functions' variables; null for SSE-SQS and AWS's own keys. docs/operations.md says what its policy must allow."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, not of an alias."
  }
}

variable "bucket_kms_key_arns" {
  description = "The KMS keys that the buckets' objects are encrypted with; empty for SSE-S3."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.bucket_kms_key_arns : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "bucket_kms_key_arns holds ARNs of keys, not of aliases."
  }
}

variable "slack_webhook_arn" {
  description = "The Secrets Manager secret or SSM parameter that holds a Slack webhook's URL; null for no Slack."
  type        = string
  default     = null

  validation {
    condition     = var.slack_webhook_arn == null || can(regex("^arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/).+$", var.slack_webhook_arn))
    error_message = "slack_webhook_arn is the ARN of a secret or parameter; the webhook's URL itself does not belong into a plan or state."
  }
}

variable "slack_webhook_kms_key_arn" {
  description = "The KMS key that the secret or parameter is encrypted with; null for AWS's own."
  type        = string
  default     = null

  validation {
    condition     = var.slack_webhook_kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.slack_webhook_kms_key_arn))
    error_message = "slack_webhook_kms_key_arn is the ARN of a key, not of an alias."
  }
}

variable "notify_slack_of_successes" {
  description = "Whether Slack hears of successes too. Failures are always posted."
  type        = bool
  default     = false

  validation {
    condition     = !var.notify_slack_of_successes || var.slack_webhook_arn != null
    error_message = "notify_slack_of_successes needs slack_webhook_arn."
  }
}

# Eyes on it

variable "log_level" {
  description = "What the functions log."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "log_level is DEBUG, INFO, WARN or ERROR."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is a number of days that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 and so on."
  }
}

variable "tracing" {
  description = "Whether X-Ray traces invocations."
  type        = bool
  default     = true
}

variable "alarm_emails" {
  description = "Who is mailed about alarms. Each address has to confirm its subscription."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "alarm_emails holds mail addresses."
  }
}

variable "max_message_age_minutes" {
  description = "How old the oldest message of a queue, or an event that waits for the generator, may become before there is an alarm."
  type        = number
  default     = 30

  validation {
    condition     = var.max_message_age_minutes >= 5 && var.max_message_age_minutes <= 1440
    error_message = "max_message_age_minutes is 5 to 1440."
  }
}

variable "completion_deadline_minutes" {
  description = "How long after its event a film's thumbnails may take to be published before there is an alarm."
  type        = number
  default     = 60

  validation {
    condition     = var.completion_deadline_minutes >= 5 && var.completion_deadline_minutes <= 110 && floor(var.completion_deadline_minutes) == var.completion_deadline_minutes
    error_message = "completion_deadline_minutes is 5 to 110 whole minutes: CloudWatch takes metrics up to two hours ahead."
  }
}
