// Any YAML is linted: Kubernetes documents, helmfiles, and the values that these name.

#include "linted.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace blueprint;
  fuzz::lint_files(fuzz::files_of(fuzz::text_of(data, size), "documents.yaml"));
  return 0;
}
