variable "name" {
  description = "The queue's name; its dead-letter queue is <name>-dlq."
  type        = string
}

variable "visibility_timeout" {
  description = "Seconds that a message which was received stays hidden."
  type        = number
}

variable "max_receive_count" {
  description = "After how many deliveries a message becomes a dead letter."
  type        = number
}

variable "kms_key_arn" {
  description = "The KMS key; null for SSE-SQS."
  type        = string
  default     = null
}
