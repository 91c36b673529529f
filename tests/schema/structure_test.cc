#include "schema/structure.h"

#include <catch2/catch.hpp>

#include "schema/faults.h"

namespace blueprint::schema {
namespace {

TEST_CASE("what fits has no faults") {
  CHECK(faults(R"(
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
      default_tags {
        tags = { a = "b" }
      }
    }
    data "aws_ami" "a" {
      owners      = ["amazon"]
      most_recent = true
      filter {
        name   = "name"
        values = ["x"]
      }
      lifecycle {
        postcondition {
          condition     = self.id != ""
          error_message = "none"
        }
      }
    }
    resource "aws_instance" "b" {
      count         = 2
      provider      = aws.west
      ami           = data.aws_ami.a.id
      instance_type = "t3.micro"
      depends_on    = [data.aws_ami.a]
      connection {
        host = self.public_ip
      }
      provisioner "local-exec" {
        command = "true"
      }
      timeouts {
        create = "1h"
      }
    })") == "");
}

TEST_CASE("a name that is not there is told with the one that may be meant") {
  CHECK(faults(R"(resource "aws_s3_bucket" "a" {
  bukcet = "a"
  colour = "red"
  lifecycel_rule {
  }
})") == R"(2:3 unknown-argument: bukcet in aws_s3_bucket ?bucket
3:3 unknown-argument: colour in aws_s3_bucket
4:3 unknown-block: lifecycel_rule in aws_s3_bucket ?lifecycle_rule
)");
  // What is set already is not meant.
  CHECK(faults("resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"abc\"\n  buckets = \"b\"\n}\n") ==
        "3:3 unknown-argument: buckets in aws_s3_bucket\n");
  CHECK(faults("resource \"aws_s3_bukcet\" \"a\" {}\ndata \"aws_s3\" \"b\" {}\n") ==
        "1:10 unknown-type: aws_s3_bukcet in resource ?aws_s3_bucket\n"
        "2:6 unknown-type: aws_s3 in data\n");
}

TEST_CASE("a name is misspelt when it differs in one place, by a few letters") {
  CHECK(is_misspelt("bukcet", "bucket"));
  CHECK(is_misspelt("action", "actions"));
  CHECK(is_misspelt("number_cache_clusters", "num_cache_clusters"));
  CHECK(is_misspelt("root_block_devise", "root_block_device"));
  CHECK_FALSE(is_misspelt("access_log_configuration", "volume_configuration"));
  CHECK_FALSE(is_misspelt("bucket_namespace", "bucket_prefix"));
  CHECK_FALSE(is_misspelt("ab", "x"));
  CHECK_FALSE(is_misspelt("bucket", ""));
  CHECK_FALSE(is_misspelt("", ""));
}

TEST_CASE("nested blocks are looked at too, dynamic ones by their content") {
  CHECK(faults(R"(resource "aws_lb_listener" "a" {
  load_balancer_arn = "x"
  default_action {
    typ = "forward"
  }
  dynamic "default_action" {
    for_each = var.actions
    content {
      type = "forward"
      dynamic "forwards" {
        for_each = [1]
        content {}
      }
    }
  }
})") == R"(4:5 unknown-argument: typ in default_action of aws_lb_listener ?type
3:3 missing-argument: type in default_action of aws_lb_listener
10:15 unknown-block: forwards in default_action of aws_lb_listener ?forward
)");
}

TEST_CASE("what is needed is missed, in the block that lacks it") {
  CHECK(faults("resource \"aws_lb_listener\" \"a\" {\n}\n") ==
        "1:1 missing-block: default_action in aws_lb_listener\n"
        "1:1 missing-argument: load_balancer_arn in aws_lb_listener\n");
  CHECK(faults(R"(resource "aws_lb_listener" "a" {
  load_balancer_arn = "x"
  dynamic "default_action" {
    for_each = []
    content {
      type = "forward"
    }
  }
})") == "");
}

TEST_CASE("a second block is one too many where one is all, but dynamic ones are not counted") {
  CHECK(faults(R"(resource "aws_instance" "a" {
  root_block_device {}
  root_block_device {}
  ebs_block_device {
    device_name = "a"
  }
  ebs_block_device {
    device_name = "b"
  }
  metadata_options {}
  dynamic "metadata_options" {
    for_each = []
    content {}
  }
})") == "3:3 too-many-blocks: root_block_device in aws_instance\n");
}

TEST_CASE("arguments and blocks are told apart, except where Terraform takes both") {
  CHECK(faults(R"(resource "aws_instance" "a" {
  tags {
    a = "b"
  }
  root_block_device = { encrypted = true }
})") == R"(5:3 block-as-argument: root_block_device in aws_instance
2:3 argument-as-block: tags in aws_instance
)");
  CHECK(faults(R"(resource "aws_security_group" "a" {
  ingress {
    from_port = 1
    to_prot   = 2
  }
  dynamic "ingress" {
    for_each = [1]
    content {
      to_port = 1
    }
  }
  egress = []
})") == "4:5 unknown-argument: to_prot in ingress of aws_security_group ?to_port\n");
}

TEST_CASE("deprecated arguments and types are told") {
  CHECK(faults("resource \"aws_s3_bucket\" \"a\" {\n  acl = \"private\"\n  versioning {}\n}\n") ==
        "2:3 deprecated-argument: acl in aws_s3_bucket\n"
        "3:3 deprecated-argument: versioning in aws_s3_bucket\n");
  CHECK(faults("resource \"aws_media_store_container\" \"a\" {\n  name = \"a\"\n}\n") ==
        "1:10 deprecated-type: aws_media_store_container in resource\n");
}

TEST_CASE("other providers have schemas too, and the rest is left alone") {
  CHECK(faults("resource \"random_id\" \"a\" {\n  byte_lenght = 4\n}\n") ==
        "2:3 unknown-argument: byte_lenght in random_id ?byte_length\n"
        "1:1 missing-argument: byte_length in random_id\n");
  CHECK(faults("provider \"helm\" {\n  kubernetes {\n  }\n}\n") ==
        "2:3 argument-as-block: kubernetes in provider helm\n");
  CHECK(faults("resource \"acme_rocket\" \"a\" {\n  colour = \"red\"\n}\nresource \"terraform_data\" \"b\" "
               "{}\n") == "");
}

TEST_CASE("code of any shape is looked at without harm") {
  for (const char* text :
       {"resource {}\n", "resource \"aws_vpc\" {}\n", "resource \"aws_vpc\" \"a\" \"b\" {}\n",
        "provider {}\n", "resource \"aws_vpc\" \"a\" {\n  dynamic {}\n}\n",
        "resource \"aws_instance\" \"a\" {\n  dynamic \"ebs_block_device\" {}\n}\n",
        "resource \"\" \"\" {}\n", "data \"aws_\" \"a\" {}\n"}) {
    CHECK_NOTHROW(faults(text));
  }
}

}  // namespace
}  // namespace blueprint::schema
