variable "name" {
  description = "The function's name."
  type        = string
}

variable "description" {
  description = "What it does, in a line."
  type        = string
}

variable "handler" {
  description = "The handler's class."
  type        = string
}

variable "jar" {
  description = "The shaded jar."
  type        = string
}

variable "layers" {
  description = "ARNs of layer versions."
  type        = list(string)
  default     = []
}

variable "architecture" {
  description = "arm64 or x86_64."
  type        = string
}

variable "memory_mb" {
  description = "Memory in MB."
  type        = number
}

variable "timeout" {
  description = "Seconds that one invocation may take."
  type        = number
}

variable "reserved_concurrency" {
  description = "Reserved concurrency; -1 for none."
  type        = number
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "policy_json" {
  description = "What the function itself may do. Logs, traces and the key of its variables are added here."
  type        = string
}

variable "pinned_version" {
  description = "The published version that the alias stays on; null for the newest."
  type        = string
  default     = null
}

variable "log_level" {
  description = "DEBUG, INFO, WARN or ERROR."
  type        = string
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
}

variable "tracing" {
  description = "Whether X-Ray traces invocations."
  type        = bool
}

variable "kms_key_arn" {
  description = "The KMS key of variables and logs; null for AWS's own."
  type        = string
  default     = null
}
