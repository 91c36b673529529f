locals {
  autoscaler_karpenter       = spec.kind == "karpenter"
  autoscaler_service_account = spec.kind
  autoscaler_role_name       = "${cluster.cluster_name}-${spec.kind}"
  autoscaler_node_role_name  = "${cluster.cluster_name}-karpenter-node"
  autoscaler_queue           = "${cluster.cluster_name}-interruptions"
  autoscaler_arn             = "arn:${blueprint.partition}:ec2:${blueprint.region}"
  autoscaler_cluster_arn     = "arn:${blueprint.partition}:eks:${blueprint.region}:${account.id}:cluster/${cluster.cluster_name}"

  # Everything that Karpenter makes carries these tags, and it may touch nothing else.
  autoscaler_owned = { "aws:ResourceTag/kubernetes.io/cluster/${cluster.cluster_name}" = "owned" }
  autoscaler_asked = {
    "aws:RequestTag/kubernetes.io/cluster/${cluster.cluster_name}" = "owned"
    "aws:RequestTag/eks:eks-cluster-name"                          = cluster.cluster_name
  }
}

# ---------------------------------------------------------------------------
# Autoscaling of nodes

resource "aws_iam_role" "this" {
  name = local.autoscaler_role_name

  # Only for this service account of this cluster.
  assume_role_policy = cluster.identity == "irsa" ? jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = cluster.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${cluster.oidc_issuer}:aud" = "sts.amazonaws.com"
          "${cluster.oidc_issuer}:sub" = "system:serviceaccount:${spec.namespace}:${local.autoscaler_service_account}"
        }
      }
    }]
    }) : jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = {
        StringEquals = {
          "aws:SourceAccount"                         = account.id
          "aws:RequestTag/eks-cluster-name"           = cluster.cluster_name
          "aws:RequestTag/kubernetes-namespace"       = spec.namespace
          "aws:RequestTag/kubernetes-service-account" = local.autoscaler_service_account
        }
      }
    }]
  })
}

resource "aws_eks_pod_identity_association" "this" {
  count = cluster.identity == "pod_identity" ? 1 : 0

  cluster_name    = cluster.name
  namespace       = spec.namespace
  service_account = local.autoscaler_service_account
  role_arn        = aws_iam_role.this.arn
}

# It sees all groups, because AWS cannot limit that, and changes only those of this cluster.
resource "aws_iam_role_policy" "cluster_autoscaler" {
  count = local.autoscaler_karpenter ? 0 : 1

  name = "scale-node-groups"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "SeeGroups"
        Effect = "Allow"
        Action = [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities",
          "autoscaling:DescribeTags",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
        ]
        Resource = "*"
      },
      {
        Sid      = "SeeLabelsAndTaintsOfEmptyGroups"
        Effect   = "Allow"
        Action   = "eks:DescribeNodegroup"
        Resource = "arn:${blueprint.partition}:eks:${blueprint.region}:${account.id}:nodegroup/${cluster.cluster_name}/*/*"
      },
      {
        Sid      = "ScaleGroupsOfThisCluster"
        Effect   = "Allow"
        Action   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Resource = "arn:${blueprint.partition}:autoscaling:${blueprint.region}:${account.id}:autoScalingGroup:*:autoScalingGroupName/*"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled"                 = "true"
            "aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster.cluster_name}" = "owned"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "karpenter" {
  count = local.autoscaler_karpenter ? 1 : 0

  name = "start-and-stop-nodes"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "StartFromImagesAndNetworks"
        Effect = "Allow"
        Action = ["ec2:RunInstances", "ec2:CreateFleet"]
        Resource = [
          "${local.autoscaler_arn}::image/*",
          "${local.autoscaler_arn}::snapshot/*",
          "${local.autoscaler_arn}:*:security-group/*",
          "${local.autoscaler_arn}:*:subnet/*",
          "${local.autoscaler_arn}:*:capacity-reservation/*",
          "${local.autoscaler_arn}:*:placement-group/*",
        ]
      },
      {
        Sid      = "StartFromOwnTemplates"
        Effect   = "Allow"
        Action   = ["ec2:RunInstances", "ec2:CreateFleet"]
        Resource = "${local.autoscaler_arn}:*:launch-template/*"
        Condition = {
          StringEquals = local.autoscaler_owned
          StringLike   = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "StartWithTags"
        Effect = "Allow"
        Action = ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"]
        Resource = [
          "${local.autoscaler_arn}:*:fleet/*",
          "${local.autoscaler_arn}:*:instance/*",
          "${local.autoscaler_arn}:*:volume/*",
          "${local.autoscaler_arn}:*:network-interface/*",
          "${local.autoscaler_arn}:*:launch-template/*",
          "${local.autoscaler_arn}:*:spot-instances-request/*",
        ]
        Condition = {
          StringEquals = local.autoscaler_asked
          StringLike   = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "TagWhatIsStarted"
        Effect = "Allow"
        Action = "ec2:CreateTags"
        Resource = [
          "${local.autoscaler_arn}:*:fleet/*",
          "${local.autoscaler_arn}:*:instance/*",
          "${local.autoscaler_arn}:*:volume/*",
          "${local.autoscaler_arn}:*:network-interface/*",
          "${local.autoscaler_arn}:*:launch-template/*",
          "${local.autoscaler_arn}:*:spot-instances-request/*",
        ]
        Condition = {
          StringEquals = merge(local.autoscaler_asked, { "ec2:CreateAction" = ["RunInstances", "CreateFleet", "CreateLaunchTemplate"] })
          StringLike   = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid      = "NameOwnInstances"
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = "${local.autoscaler_arn}:*:instance/*"
        Condition = {
          StringEquals                = local.autoscaler_owned
          StringLike                  = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
          StringEqualsIfExists        = { "aws:RequestTag/eks:eks-cluster-name" = cluster.cluster_name }
          "ForAllValues:StringEquals" = { "aws:TagKeys" = ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] }
        }
      },
      {
        Sid      = "StopOwnInstances"
        Effect   = "Allow"
        Action   = ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"]
        Resource = ["${local.autoscaler_arn}:*:instance/*", "${local.autoscaler_arn}:*:launch-template/*"]
        Condition = {
          StringEquals = local.autoscaler_owned
          StringLike   = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "SeeWhatThereIs"
        Effect = "Allow"
        Action = [
          "ec2:DescribeCapacityReservations",
          "ec2:DescribeImages",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribePlacementGroups",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSpotPriceHistory",
          "ec2:DescribeSubnets",
        ]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = blueprint.region } }
      },
      {
        Sid      = "SeePricesAndProfiles"
        Effect   = "Allow"
        Action   = ["pricing:GetProducts", "iam:ListInstanceProfiles"]
        Resource = "*"
      },
      {
        Sid      = "SeeNewestImages"
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = "arn:${blueprint.partition}:ssm:${blueprint.region}::parameter/aws/service/*"
      },
      {
        Sid      = "SeeCluster"
        Effect   = "Allow"
        Action   = "eks:DescribeCluster"
        Resource = local.autoscaler_cluster_arn
      },
      {
        Sid       = "SeeZonalShifts"
        Effect    = "Allow"
        Action    = "arc-zonal-shift:GetManagedResource"
        Resource  = "*"
        Condition = { StringEquals = { "arc-zonal-shift:ResourceIdentifier" = local.autoscaler_cluster_arn } }
      },
      {
        Sid      = "HearOfInterruptions"
        Effect   = "Allow"
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
        Resource = aws_sqs_queue.interruptions[0].arn
      },
      {
        Sid       = "GiveNodesTheirRole"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = aws_iam_role.karpenter_node[0].arn
        Condition = { StringEquals = { "iam:PassedToService" = "ec2.${blueprint.dns_suffix}" } }
      },
      {
        Sid      = "MakeOwnProfiles"
        Effect   = "Allow"
        Action   = "iam:CreateInstanceProfile"
        Resource = "arn:${blueprint.partition}:iam::${account.id}:instance-profile/*"
        Condition = {
          StringEquals = merge(local.autoscaler_asked, { "aws:RequestTag/topology.kubernetes.io/region" = blueprint.region })
          StringLike   = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "TagOwnProfiles"
        Effect   = "Allow"
        Action   = "iam:TagInstanceProfile"
        Resource = "arn:${blueprint.partition}:iam::${account.id}:instance-profile/*"
        Condition = {
          StringEquals = merge(local.autoscaler_owned, local.autoscaler_asked, {
            "aws:ResourceTag/topology.kubernetes.io/region" = blueprint.region
            "aws:RequestTag/topology.kubernetes.io/region"  = blueprint.region
          })
          StringLike = {
            "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*"
            "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass"  = "*"
          }
        }
      },
      {
        Sid      = "ChangeOwnProfiles"
        Effect   = "Allow"
        Action   = ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"]
        Resource = "arn:${blueprint.partition}:iam::${account.id}:instance-profile/*"
        Condition = {
          StringEquals = merge(local.autoscaler_owned, { "aws:ResourceTag/topology.kubernetes.io/region" = blueprint.region })
          StringLike   = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "SeeProfiles"
        Effect   = "Allow"
        Action   = "iam:GetInstanceProfile"
        Resource = "arn:${blueprint.partition}:iam::${account.id}:instance-profile/*"
      },
    ]
  })
}

# The role of the nodes that Karpenter starts; Karpenter makes the instance profile.
resource "aws_iam_role" "karpenter_node" {
  count = local.autoscaler_karpenter ? 1 : 0

  name = local.autoscaler_node_role_name

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.${blueprint.dns_suffix}" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "karpenter_node" {
  for_each = toset(local.autoscaler_karpenter ? ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"] : [])

  role       = aws_iam_role.karpenter_node[0].name
  policy_arn = "arn:${blueprint.partition}:iam::aws:policy/${each.key}"
}
