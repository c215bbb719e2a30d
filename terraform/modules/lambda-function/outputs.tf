output "name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
}

output "alias_name" {
  description = "The alias's name: a qualifier of the function."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "What to call: the function's ARN with the alias."
  value       = aws_lambda_alias.live.arn
}

output "role_arn" {
  description = "The function's role."
  value       = aws_iam_role.this.arn
}

output "log_group" {
  description = "The name of its log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "timeout" {
  description = "Seconds that one invocation may take."
  value       = aws_lambda_function.this.timeout
}

output "version" {
  description = "The published version that the alias is on."
  value       = aws_lambda_alias.live.function_version
}
