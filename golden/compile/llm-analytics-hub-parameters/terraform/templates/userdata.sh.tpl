MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="==NODE=="

--==NODE==
Content-Type: application/node.eks.aws

# Merged with what EKS itself tells the node: cluster, endpoint and certificate.
---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: ${max_pods}

--==NODE==--
