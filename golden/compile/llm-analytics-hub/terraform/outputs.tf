output "alarm_topic_arn" {
  description = "Where alarms are published."
  value       = aws_sns_topic.alarms.arn
}

output "alb_security_group_id" {
  description = "The security group for load balancers."
  value       = aws_security_group.alb.id
}

output "autoscaler_role_arn" {
  description = "The role of the autoscaler."
  value       = aws_iam_role.autoscaler.arn
}

output "backup_vault_arn" {
  description = "The backup vault."
  value       = aws_backup_vault.backup.arn
}

output "cluster_certificate_authority" {
  description = "The certificate that the API is checked against, in base64."
  value       = aws_eks_cluster.cluster.certificate_authority[0].data
}

output "cluster_endpoint" {
  description = "Where the Kubernetes API is."
  value       = aws_eks_cluster.cluster.endpoint
}

output "cluster_name" {
  description = "The cluster's name."
  value       = "llm-analytics-hub-prod-eks"
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = "llm-analytics-hub-prod-eks"
}

output "database_security_group_id" {
  description = "The security group for databases."
  value       = aws_security_group.database.id
}

output "external_secrets_role_arn" {
  description = "The role that reads secrets."
  value       = aws_iam_role.external_secrets.arn
}

output "intra_subnet_ids" {
  description = "Subnets without a way out."
  value       = values(aws_subnet.intra)[*].id
}

output "kms_key_arn" {
  description = "The key that everything is encrypted with."
  value       = aws_kms_key.kms.arn
}

output "kubernetes_version" {
  description = "The Kubernetes version."
  value       = "1.35"
}

output "load_balancer_controller_role_arn" {
  description = "The role of the load-balancer controller."
  value       = aws_iam_role.load_balancer_controller.arn
}

output "nat_public_ips" {
  description = "The addresses that the outside sees, for allow lists."
  value       = values(aws_eip.nat)[*].public_ip
}

output "node_role_arn" {
  description = "The role of the nodes."
  value       = aws_iam_role.node.arn
}

output "node_security_group_id" {
  description = "The security group of the nodes."
  value       = aws_security_group.node.id
}

output "private_subnet_ids" {
  description = "Subnets of nodes and databases."
  value       = values(aws_subnet.private)[*].id
}

output "public_subnet_ids" {
  description = "Subnets of load balancers and NAT gateways."
  value       = values(aws_subnet.public)[*].id
}

output "secret_names" {
  description = "The names of the secrets in AWS."
  value = [
    "llm-analytics-hub-prod/influxdb",
    "llm-analytics-hub-prod/postgresql",
    "llm-analytics-hub-prod/redis",
    "llm-analytics-hub-prod/timescaledb",
  ]
}

output "vpc_cidr" {
  description = "The VPC's address range."
  value       = "10.0.0.0/16"
}

output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.network.id
}

output "web_acl_arn" {
  description = "The firewall, for the annotation alb.ingress.kubernetes.io/wafv2-acl-arn."
  value       = aws_wafv2_web_acl.waf.arn
}
