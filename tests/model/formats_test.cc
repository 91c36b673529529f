#include "model/formats.h"

#include <catch2/catch.hpp>

#include "model/reading_test.h"

namespace blueprint {
namespace {

// What is said about `text` in the format; empty when nothing is.
std::string check(std::string_view format, std::string_view text) {
  const catalog::Library library;
  Sources sources;
  Diagnostics diags;
  const Reading reading{.diags = diags, .sources = sources, .library = library};
  const auto problem = format_problem(reading, *find_format(format), text);
  return problem ? problem->message + " (" + problem->help + ")" : std::string();
}

bool has(std::string_view format, std::string_view text) { return check(format, text).empty(); }

TEST_CASE("a CIDR is the first address of its range") {
  CHECK(has("cidr", "10.0.0.0/16"));
  CHECK(has("cidr", "::/0"));
  CHECK(check("cidr", "10.0.3.1/16") ==
        "`10.0.3.1/16` is an address inside a range, not the range's first (write `10.0.0.0/16`)");
  CHECK(check("cidr", "10.0.0.0") ==
        "`10.0.0.0` is not a CIDR range (write an address and a prefix length, such as `10.0.0.0/16`)");
}

TEST_CASE("host bits are fixed to the network they are in") {
  ReadTest test(with_components("network:\n  cidr: 10.0.3.1/16"));
  REQUIRE(test.diags.size() == 1);
  REQUIRE(test.diags.all().front().fix);
  CHECK(test.diags.all().front().fix->edits.front().text == "10.0.0.0/16");
}

TEST_CASE("instance types, regions and versions are those there are") {
  CHECK(has("instance-type", "m5.xlarge"));
  CHECK(check("instance-type", "m5.xlrage") ==
        "there is no instance type `m5.xlrage` (did you mean `m5.xlarge`?)");
  CHECK(check("instance-type", "zzz") ==
        "there is no instance type `zzz` (write a type such as `m5.xlarge`)");
  CHECK(has("region", "us-east-1"));
  CHECK(check("region", "us-esat-1")
            .starts_with("there is no region `us-esat-1` (did you mean `us-east-1`? known here: "));
  CHECK(has("kubernetes-version", "1.35"));
  CHECK(check("kubernetes-version", "1.350")
            .starts_with("there is no Kubernetes version `1.350` on EKS (known here: "));
  CHECK(check("kubernetes-version", "v1.35").starts_with("there is no Kubernetes version `v1.35` on EKS"));
  CHECK(check("chart", "cluster-autoscalr")
            .starts_with(
                "there is no chart `cluster-autoscalr` in the catalog (did you mean `cluster-autoscaler`?"));
}

TEST_CASE("names have the form that DNS and Kubernetes want") {
  CHECK(has("dns-label", "a"));
  CHECK(has("dns-label", std::string(63, 'a')));
  CHECK_FALSE(has("dns-label", std::string(64, 'a')));
  CHECK(check("dns-label", "Prod") ==
        "`Prod` is not a DNS label (write a DNS label: at most 63 lower-case letters, digits and inner "
        "hyphens)");
  for (const std::string_view text : {"", "-a", "a-", "a_b", "a.b", "ä", "a\n", "a b"})
    CHECK_FALSE(has("dns-label", text));
  CHECK(has("k8s-name", "gp3-retain.v1"));
  CHECK_FALSE(has("k8s-name", "gp3_retain"));
  CHECK(check("k8s-name", std::string(254, 'a')) ==
        "the name has 254 characters, at most 253 are allowed (shorten it)");
}

TEST_CASE("other formats know good from bad") {
  for (const std::string_view text : {"500m", "2", "4Gi", "1.5", ".5", "1e3", "100k"})
    CHECK(has("k8s-quantity", text));
  for (const std::string_view text : {"", "4GB", "Gi", "1 Gi", "4gi"}) CHECK_FALSE(has("k8s-quantity", text));
  for (const std::string_view text : {"10s", "1h30m", "0", "1.5h", "100ms"}) CHECK(has("duration", text));
  for (const std::string_view text : {"", "10", "10 s", "-1s", "1d"}) CHECK_FALSE(has("duration", text));
  CHECK(has("email", "ops@example.com"));
  for (const std::string_view text : {"ops", "ops@", "@example.com", "a@b", "a b@example.com"})
    CHECK_FALSE(has("email", text));
  CHECK(has("arn", "arn:aws:iam::123456789012:role/admin"));
  CHECK(has("arn", "arn:aws-cn:s3:::bucket"));
  for (const std::string_view text : {"", "arn:aws", "role/admin", "arn:aws:iam::12:role/x"})
    CHECK_FALSE(has("arn", text));
  CHECK(has("date", "2027-03-01"));
  CHECK_FALSE(has("date", "2027-13-01"));
  CHECK(has("account-id", "012345678901"));
  CHECK_FALSE(has("account-id", "12345"));
}

TEST_CASE("CloudWatch keeps logs for some numbers of days only") {
  CHECK(has("log-retention", "30"));
  CHECK(check("log-retention", "31") ==
        "CloudWatch cannot keep logs for `31` days (write 60, the next number of days it has)");
  CHECK(mistakes_in("network:\n  flow_logs: { retention_days: 15 }") ==
        "7:34: CloudWatch cannot keep logs for `15` days (write 30, the next number of days it has)");
}

TEST_CASE("naming patterns know four words") {
  CHECK(has("naming", "{name}-{environment}"));
  CHECK(has("naming", "corp-{region}-{name}"));
  CHECK_FALSE(has("naming", "fixed"));
  CHECK(check("naming", "{name}-{env}") ==
        "`env` is unknown in a naming pattern (known here: `account`, `environment`, `name` and `region`)");
}

TEST_CASE("a format's own test says what its pattern says") {
  for (const Format& format : formats()) {
    if (!format.fits) continue;
    INFO(format.name);
    for (const std::string_view text :
         {"",   "a",  "A", "-",  "_", "a-",  "-a",  "a-b",  "a_b", "a.b", "a..b",
          ".a", "a.", "1", "1a", "ä", "a b", "a\n", "a-.b", "Z9",  "_x",  "a.b-c.d"}) {
      INFO(text);
      CHECK(format.fits(text) == matches(format.pattern, text));
    }
    for (const std::size_t size : {62u, 63u, 64u, 65u})
      CHECK(format.fits(std::string(size, 'a')) == matches(format.pattern, std::string(size, 'a')));
  }
}

TEST_CASE("formats are in alphabetical order") {
  const auto rows = formats();
  for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1].name < rows[i].name);
}

}  // namespace
}  // namespace blueprint
