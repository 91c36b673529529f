// Files of any kind as the subjects of one lint run.
//
// .tf files of one folder are one Terraform root; a YAML file is a helmfile, a
// blueprint, Helm values (read through the helmfile beside them) or Kubernetes
// documents, told by what it holds. Everything below one call is related.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/files.h"
#include "lint/subject.h"
#include "support/diagnostic.h"
#include "terraform/module.h"
#include "yaml/node.h"

namespace blueprint::lint {

struct InputFile {
  std::string path{};
  FileId id{};
};

// Owns what the subjects refer to; must outlive them.
struct Inputs {
  std::vector<Subject> subjects{};
  std::vector<InputFile> blueprints{};  // For the caller, who knows how to read them.
  std::size_t files = 0;                // How many were understood.

  std::vector<std::unique_ptr<terraform::Module>> modules{};
};

// Reads `files`. Syntax errors are reported; what could be read is there.
Inputs read_inputs(Diagnostics& diags, const Sources& sources, const catalog::Library& library,
                   std::vector<InputFile> files);

// True for names of files that read_inputs understands: *.tf, *.yaml, *.yml.
bool is_input(std::string_view path);

}  // namespace blueprint::lint
