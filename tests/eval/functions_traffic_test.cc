// What security groups and network ACLs let through, and what certificates say.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "eval/functions/certificate.h"

namespace blueprint::eval {

namespace {

constexpr std::string_view kEc = R"(-----BEGIN CERTIFICATE-----
MIIBBDCBrAIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARzaG9wMB4XDTIwMDEw
MTAwMDAwMFoXDTIxMDEwMTAwMDAwMFowDzENMAsGA1UEAwwEc2hvcDBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABK7NpT0q8AbPwTAi0ayb4s18GL8RPV7icRVgkOE9
rNjWCAutwFpnZa/Nm/I64DdgV7NuszgLXXeQ0CudycIHCkIwCgYIKoZIzj0EAwID
RwAwRAIgVdzrV6ueQUXyTf6e46bijbdairRSLD3YiheMUjLFYvACIFPUBuI+zpaB
ZG2ULB/DkDz8ef05OIlukny2GyoZ7Dpl
-----END CERTIFICATE-----
)";

// An expression about the first rule of a resource, written by `body`.
std::string of_rule(std::string_view type, std::string_view body, std::string_view member) {
  std::string text = "blueprint::traffic(\"";
  text += type;
  text += "\", {";
  text += body;
  text += "})[0]";
  text += member;
  return evaluated(text).text();
}

}  // namespace

TEST_CASE("rules of security groups have one shape") {
  CHECK(
      of_rule(
          "aws_security_group",
          "ingress = [{from_port = 22, to_port = \"23\", protocol = \"TCP\", cidr_blocks = [\"0.0.0.0/0\"]}]",
          "") ==
      R"({"allow":true,"at":"ingress[0].cidr_blocks","cidrs":["0.0.0.0/0"],"direction":"ingress",)"
      R"("from":22,"number":null,"open":true,"protocol":"tcp","services":["SSH","Telnet"],"to":23})");
  CHECK(of_rule("aws_security_group_rule", "type = \"egress\", protocol = -1, ipv6_cidr_blocks = [\"::/0\"]",
                "") == of_rule("aws_security_group_rule",
                               "type = \"egress\", protocol = \"all\", ipv6_cidr_blocks = [\"::/0\"]", ""));
  CHECK(of_rule("aws_vpc_security_group_egress_rule", "ip_protocol = \"6\", cidr_ipv6 = \"::/0\"", ".at") ==
        "\"cidr_ipv6\"");
  CHECK(of_rule("aws_vpc_security_group_ingress_rule", "ip_protocol = \"tcp\", prefix_list_id = \"pl-1\"",
                ".open") == "false");
  CHECK(of_rule("aws_security_group", "egress = [{protocol = \"-1\", from_port = 0, to_port = 0}]", ".to") ==
        "65535");
  CHECK(of_rule("aws_security_group", "ingress = [{protocol = \"icmp\", from_port = 8, to_port = 0}]",
                ".services") == "[]");
  CHECK(evaluated("blueprint::traffic(\"aws_security_group\", {})").text() == "[]");
  CHECK(evaluated("blueprint::traffic(\"aws_instance\", {ingress = [{}]})").text() == "[]");
}

TEST_CASE("rules in the inputs of the public module have the same shape") {
  const std::string call =
      "ingress_cidr_blocks = [\"10.0.0.0/8\"], ingress_with_cidr_blocks = ["
      "{from_port = 22, to_port = 22, protocol = \"tcp\", cidr_blocks = \"10.0.0.0/8, 0.0.0.0/0\"},"
      "{from_port = 80, to_port = 80, protocol = \"tcp\"}, {rule = \"of-my-own\"}],"
      "egress_with_ipv6_cidr_blocks = [{from_port = 0, to_port = 0, protocol = -1, ipv6_cidr_blocks = "
      "\"::/0\"}]";
  CHECK(of_rule("module", call, "").find("\"services\":[\"SSH\"]") != std::string::npos);
  CHECK(of_rule("module", call, ".open") == "true");
  CHECK(of_rule("module", call, ".at") == "\"ingress_with_cidr_blocks[0].cidr_blocks\"");
  const std::string rules = "blueprint::traffic(\"module\", {" + call + "})";
  CHECK(evaluated(rules + "[1].open").text() == "false");
  CHECK(evaluated(rules + "[2]").text() == "unknown");
  CHECK(evaluated(rules + "[3].open").text() == "true");
  CHECK(evaluated(rules + "[3].direction").text() == "\"egress\"");
}

TEST_CASE("rules that are only named have the ports of their names, and the networks of the call") {
  const std::string rules =
      "blueprint::traffic(\"module\", {ingress_cidr_blocks = [\"0.0.0.0/0\"], ingress_rules = [\"ssh-tcp\", "
      "\"mongodb-27017-tcp\", \"of-my-own\"], ingress_with_cidr_blocks = [{rule = \"rdp-udp\", cidr_blocks = "
      "\"10.0.0.0/8\"}]})";
  CHECK(evaluated(rules + "[0].services").text() == "[\"RDP\"]");
  CHECK(evaluated(rules + "[0].open").text() == "false");
  CHECK(evaluated(rules + "[1].services").text() == "[\"SSH\"]");
  CHECK(evaluated(rules + "[1].open").text() == "true");
  CHECK(evaluated(rules + "[2].from").text() == "27017");
  CHECK(evaluated(rules + "[3]").text() == "unknown");
}

TEST_CASE("rules of network ACLs have one shape") {
  constexpr std::string_view kRule =
      "egress = false, rule_action = \"allow\", rule_number = 100, protocol = \"17\", cidr_block = "
      "\"1.2.3.0/24\"";
  CHECK(of_rule("aws_network_acl_rule", kRule, ".number") == "100");
  CHECK(of_rule("aws_network_acl_rule", kRule, ".direction") == "\"ingress\"");
  CHECK(of_rule("aws_network_acl_rule", kRule, ".protocol") == "\"udp\"");
  CHECK(of_rule("aws_network_acl_rule", kRule, ".open") == "false");
  CHECK(of_rule("aws_network_acl", "egress = [{action = \"deny\", rule_no = \"5\"}]", ".allow") == "false");
}

TEST_CASE("what is unknown of a rule stays so") {
  const EvaluateOptions options{
      .names = {{"cidr", Value::unknown(Type::string())}, {"rules", Value::unknown()}}};
  const auto text = [&](std::string_view expression) { return evaluated(expression, options).text(); };
  CHECK(text("blueprint::traffic(\"aws_security_group\", {ingress = [{cidr_blocks = [cidr]}]})[0].open") ==
        "unknown");
  CHECK(text("blueprint::traffic(\"aws_security_group\", {ingress = [{cidr_blocks = [cidr, "
             "\"::/0\"]}]})[0].open") == "true");
  CHECK(text("blueprint::traffic(\"aws_security_group\", {ingress = rules, egress = [{}]})[1].direction") ==
        "\"egress\"");
  CHECK(text("blueprint::traffic(\"aws_security_group_rule\", {from_port = cidr, protocol = "
             "\"tcp\"})[0].from") == "unknown");
  CHECK(text("blueprint::traffic(\"aws_security_group\", rules)") == "unknown");
}

TEST_CASE("certificates say when they end and what their key is") {
  const std::optional<Certificate> certificate = parse_certificate(kEc);
  REQUIRE(certificate);
  CHECK(certificate->not_after == "2021-01-01");
  CHECK(certificate->key == "EC");
  CHECK(certificate->bits == 256);
  CHECK(!parse_certificate(""));
  CHECK(!parse_certificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
  CHECK(!parse_certificate(
      "-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
      "-----END CERTIFICATE-----\n"));
}

}  // namespace blueprint::eval
