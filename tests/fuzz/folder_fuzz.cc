// Any folder of Terraform is linted: its modules, what calls them, and how they are evaluated.

#include "linted.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace blueprint;
  fuzz::lint_files(fuzz::files_of(fuzz::text_of(data, size), "main.tf"));
  return 0;
}
