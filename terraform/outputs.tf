output "functions" {
  description = "The functions' aliases, by name: what to invoke."
  value       = { for name, function in module.function : name => function.alias_arn }
}

output "roles" {
  description = "The functions' roles, for a bucket's or key's policy."
  value       = { for name, function in module.function : name => function.role_arn }
}

output "log_groups" {
  description = "The functions' log groups."
  value       = { for name, function in module.function : name => function.log_group }
}

output "queue_urls" {
  description = "The two queues between the functions."
  value       = { for name, queue in module.queue : name => queue.url }
}

output "dead_letter_queue_urls" {
  description = "Where refused and failed work waits, by the function (or event rule) that it was meant for."
  value       = { for name, queue in local.dead_letter_queues : name => queue.url }
}

output "event_rule_arn" {
  description = "The rule that takes the events."
  value       = aws_cloudwatch_event_rule.job_complete.arn
}

output "alarm_topic_arn" {
  description = "The topic of the alarms, to subscribe a pager to."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard_url" {
  description = "The dashboard."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.trick_play.dashboard_name}"
}

output "alarms" {
  description = "The names of all alarms: what ./trickplay explain asks for."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.function : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.message_age : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.dead_letters : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.event_rule : alarm.alarm_name],
    [aws_cloudwatch_metric_alarm.overdue.alarm_name],
  ))
}
