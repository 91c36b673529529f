#include "lint/inputs.h"

#include <catch2/catch.hpp>

#include "lint/document_subjects.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct Read {
  explicit Read(Files files) {
    std::vector<InputFile> listed;
    for (auto& [path, text] : files)
      listed.push_back({.path = path, .id = sources.add(path, std::move(text))});
    inputs = read_inputs(diags, sources, library, std::move(listed));
  }

  // "kind type address" for each subject, a line each.
  std::string subjects() const {
    std::string lines;
    for (const Subject& s : inputs.subjects) lines += concat(s.select, " ", s.type, " ", s.address, "\n");
    return lines;
  }

  std::string_view at(std::string_view path, std::size_t subject = 0) const {
    return sources.text(inputs.subjects.at(subject).locate(path));
  }

  catalog::Library library{};
  Sources sources{};
  Diagnostics diags{};
  Inputs inputs{};
};

TEST_CASE("Terraform blocks, documents and releases are subjects") {
  const Read read(
      Files{{"main.tf", "resource \"aws_vpc\" \"v\" {}\ndata \"aws_region\" \"r\" {}\nterraform {}\n"},
            {"k.yaml",
             "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n"
             "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\n"},
            {"helmfile.yaml", "releases:\n  - { name: r, chart: eks/karpenter }\n"}});
  CHECK(read.diags.empty());
  CHECK(read.inputs.files == 3);
  CHECK(read.subjects() ==
        "resource aws_vpc aws_vpc.v\n"
        "data aws_region data.aws_region.r\n"
        "block terraform terraform\n"
        "chart karpenter r\n"
        "kind Namespace Namespace/shop\n"
        "kind Deployment Deployment/shop/web\n");
}

TEST_CASE("resources without instances are subjects of no kind") {
  const Read read(
      Files{{"main.tf", "resource \"x\" \"y\" {\n  count = 0\n}\ndata \"x\" \"z\" {\n  for_each = {}\n}\n"}});
  CHECK(read.subjects() == "  x.y\n  data.x.z\n");
}

TEST_CASE("the elements of a list are subjects each, and other YAML is none") {
  const Read read(
      {{"a.yaml", "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod }\n  - 1\n"},
       {"b.yaml", "just: values\n"},
       {"c.yaml", ""}});
  CHECK(read.subjects() == "kind Pod Pod/\n");
  CHECK(read.inputs.files == 1);
}

TEST_CASE("the text of a template is no document, and an encrypted one is nothing") {
  const Read read({{"chart.yaml", "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n"},
                   {"page.yaml", "{% raw %}\napiVersion: v1\nkind: Pod\n{% endraw %}\n"},
                   {"secret.yaml", std::string("\0GITCRYPT\0\1\2", 12)},
                   {"pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: \"{{ name }}\" }\n"}});
  CHECK(read.diags.empty());
  CHECK(read.subjects() == "kind Pod Pod/{{ name }}\n");
  const Read broken(Files{{"pod.yaml", "apiVersion: v1\nkind: [Pod\n"}});
  CHECK(broken.diags.size() == 1);
}

TEST_CASE("roots are folders, and blocks are related only inside one") {
  const Read read(Files{{"a/main.tf", "resource \"x\" \"y\" {}\n"},
                        {"a/more.tf", "resource \"x\" \"z\" {\n  v = x.y.id\n}\n"},
                        {"b/main.tf", "resource \"x\" \"z\" {\n  v = x.y.id\n}\n"}});
  REQUIRE(read.inputs.subjects.size() == 3);
  CHECK(read.inputs.subjects[1].refers_to == std::vector<std::size_t>{0});
  CHECK(read.inputs.subjects[2].refers_to.empty());
}

TEST_CASE("blocks are related that name a thing alike") {
  const Read read(Files{{"main.tf",
                         "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"a\"\n}\n"
                         "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"${var.team}-b\"\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"a\" {\n  bucket = \"a\"\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"b\" {\n  bucket = \"${var.team}-b\"\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"c\" {\n  bucket = \"c\"\n}\n"
                         "resource \"aws_cloudtrail\" \"t\" {\n  s3_bucket_name = \"a\"\n}\n"}});
  const std::vector<Subject>& subjects = read.inputs.subjects;
  REQUIRE(subjects.size() == 6);
  CHECK(subjects[2].refers_to == std::vector<std::size_t>{0});
  CHECK(subjects[3].refers_to == std::vector<std::size_t>{1});
  CHECK(subjects[4].refers_to.empty());
  CHECK(subjects[5].refers_to == std::vector<std::size_t>{0});
}

TEST_CASE("a call of the public collection answers to the module's name") {
  const auto also = [](const std::string& source) {
    const Read read(Files{{"main.tf", "module \"m\" {\n  source = \"" + source + "\"\n}\n"}});
    REQUIRE(read.inputs.subjects.size() == 1);
    const std::vector<std::string>& names = read.inputs.subjects[0].also;
    return names.empty() ? std::string() : names[0];
  };
  for (const std::string source :
       {"terraform-aws-modules/rds/aws", "registry.terraform.io/terraform-aws-modules/rds/aws",
        "github.com/terraform-aws-modules/terraform-aws-rds",
        "git::https://github.com/terraform-aws-modules/terraform-aws-rds.git?ref=v6.0.0",
        "git@github.com:terraform-aws-modules/terraform-aws-rds.git"}) {
    INFO(source);
    CHECK(also(source) == "terraform-aws-modules/rds");
  }
  CHECK(also("terraform-aws-modules/iam/aws//modules/iam-policy?ref=v1") ==
        "terraform-aws-modules/iam//modules/iam-policy");
  CHECK(also("./terraform-aws-rds").empty());
  CHECK(also("my-terraform-aws-modules/rds/aws").empty());
}

TEST_CASE("a name says nothing when it is a reference, or when two things have it") {
  const Read read(Files{{"main.tf",
                         "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"x\"\n}\n"
                         "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"y\"\n}\n"
                         "resource \"aws_s3_bucket\" \"c\" {\n  bucket = \"y\"\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"a\" {\n  bucket = \"x\"\n"
                         "  policy = aws_s3_bucket.b.arn\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"b\" {\n  bucket = aws_s3_bucket.b.bucket\n}\n"
                         "resource \"aws_s3_bucket_policy\" \"c\" {\n  bucket = \"y\"\n}\n"}});
  const std::vector<Subject>& subjects = read.inputs.subjects;
  REQUIRE(subjects.size() == 6);
  CHECK(subjects[3].refers_to == std::vector<std::size_t>{1, 0});
  CHECK(subjects[4].refers_to == std::vector<std::size_t>{1});
  CHECK(subjects[5].refers_to.empty());
}

TEST_CASE("a release's values are read wherever the helmfile says they are") {
  for (const std::string file : {"values/r.yaml", "./values/r.yaml", "../h/values/r.yaml"}) {
    const Read read(
        {{"h/helmfile.yaml", concat("releases: [{ name: r, chart: a/b, values: [", file, "] }]\n")},
         {"h/values/r.yaml", "replicas: 3\n"}});
    REQUIRE(read.inputs.subjects.size() == 1);
    CHECK(read.at("values.replicas") == "replicas");
  }
}

TEST_CASE("a path in a document leads to its key, or as deep as there is one") {
  const Read read(Files{{"k.yaml",
                         "apiVersion: v1\nkind: Pod\nmetadata: { annotations: { a.b/c: x, a: y } }\n"
                         "spec:\n  containers:\n    - name: one\n    - name: two\n"}});
  CHECK(read.at("metadata.annotations.a.b/c") == "a.b/c");
  CHECK(read.at("metadata.annotations.a") == "a");
  CHECK(read.at("spec.containers[1].name") == "name");
  CHECK(read.at("spec.containers[7].name") == "containers");
  CHECK(read.at("spec.nothing.here") == "spec");
  CHECK_FALSE(read.at("[0").empty());
  CHECK_FALSE(read.at("..[").empty());
}

TEST_CASE("input of any kind is read without harm") {
  for (const std::string& text : {std::string("\0\xff\xfe", 3),
                                  std::string("\xef\xbb\xbf"
                                              "a: 1\r\n"),
                                  std::string(10'000, '['), std::string("releases: [1, [], {}, null]\n"),
                                  std::string("releases: [{ chart: [], values: [[]] }]\n"),
                                  std::string("kind: [a]\napiVersion: {}\n"), std::string("a:\n\t- b\n")}) {
    const Read yaml(Files{{"x.yaml", text}});
    const Read terraform(Files{{"x.tf", text}});
    CHECK(yaml.inputs.files <= 1);
  }
}

TEST_CASE("templates of YAML, and YAML that is about something else, are left alone") {
  const auto problems = [](std::string text) {
    Sources sources;
    Diagnostics diags;
    const catalog::Library library;
    read_inputs(diags, sources, library, {{.path = "a.yaml", .id = sources.add("a.yaml", std::move(text))}});
    return diags.size();
  };
  CHECK(problems("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n") == 0);
  CHECK(problems("- {% if x %}\n  \tb: [\n") == 0);
  CHECK(problems("apiVersion: v1\nkind: [\n") == 1);
}

}  // namespace
}  // namespace blueprint::lint
