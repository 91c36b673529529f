// Any JSON is linted: as a plan of Terraform beside its source, as its configuration and as values for that.

#include "linted.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace blueprint;
  const std::string text(fuzz::text_of(data, size));
  fuzz::lint_files(
      {{.path = "plan/plan.json", .text = text},
       {.path = "plan/main.tf", .text = "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"b\"\n}\n"},
       {.path = "main.tf.json", .text = text},
       {.path = "values/variables.tf", .text = "variable \"a\" {\n  type = object({ b = list(any) })\n}\n"},
       {.path = "values/terraform.tfvars.json", .text = text}});
  return 0;
}
