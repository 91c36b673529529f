// Files of any kind as the subjects of one lint run.
//
// Terraform files of one folder are one module. A folder that no other folder of
// the run calls is a root, and its modules are looked at as it calls them. A YAML
// or JSON file is a helmfile, a plan, a blueprint, Helm values (read through the
// helmfile beside them) or Kubernetes documents, told by what it holds. Everything
// below one call is related.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "catalog/files.h"
#include "lint/subject.h"
#include "support/diagnostic.h"
#include "support/spread.h"
#include "terraform/module.h"
#include "yaml/node.h"

namespace blueprint::lint {

using InputFile = terraform::NamedFile;

// Owns what the subjects refer to; must outlive them.
struct Inputs {
  std::vector<Subject> subjects{};
  std::vector<InputFile> blueprints{};  // For the caller, who knows how to read them.
  std::size_t files = 0;                // How many were understood.
  std::vector<Span> hidden{};           // What no report may show: secrets, but for their first characters.

  std::unique_ptr<terraform::Folders> folders{};
  struct Root {
    std::unique_ptr<Diagnostics> diags{};  // What is found out about it later goes there too.
    std::unique_ptr<terraform::Module> module{};
  };
  std::vector<Root> roots{};
};

struct InputOptions {
  terraform::FolderReader reader{};  // Of the modules that the files call and that are not among them.
  terraform::GivenValues values{};   // For the variables of every root.
  Spread spread = one_by_one;        // Over roots, and files.
  bool finds_secrets = true;
  terraform::Asked asks = [](std::string_view) { return true; };  // Of what costs something to find.
};

// Reads `files`. Syntax errors are reported; what could be read is there.
Inputs read_inputs(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                   std::vector<InputFile> files, const InputOptions& options = {});

// True for names of files that read_inputs understands: *.tf, *.tofu, their
// JSON forms, values files, *.yaml, *.yml.
bool is_input(std::string_view path);

}  // namespace blueprint::lint
