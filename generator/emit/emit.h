// A plan as files: Terraform, Helm values, Kubernetes YAML, documents.
//
// Emitting is pure: the same plan gives the same bytes, and nothing is written.
// Every byte of a file knows the template text and the blueprint value it came
// from (MappedText), so that a finding in the output can cite all three.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"
#include "support/mapped_text.h"

namespace blueprint::emit {

// A file to write, relative to the output directory.
struct OutputFile {
  std::string path{};
  MappedText text{};
  bool executable = false;
  FileId id{};  // The text among the plan's sources, for diagnostics.
};

// A Helm release: one `release` block of a component.
struct Release {
  std::string name{};
  std::string chart{};
  std::string version{};
  std::string repository{};  // "https://…", or "oci://…" including the chart.
  std::string namespace_name{};
  double order = 50;
  eval::Value values{};
  Span span{};  // The block.
};

// A Kubernetes document: one element of a `file` block's documents.
struct Document {
  std::string path{};  // Of the file it is in.
  eval::Value value{};
  Span span{};  // The block.
};

struct Emission {
  std::vector<OutputFile> files{};  // Sorted by path.
  std::vector<Release> releases{};  // In install order.
  std::vector<Document> documents{};
};

// One kind of output. Adding a kind is a row in target.cc and a file beside it.
struct Target {
  std::string_view name;  // As in `targets: [terraform]`.
  std::string_view summary;
  void (*emit)(Plan& plan, Emission& emission);
};

// In the order in which they are emitted: the texts of the last show what the
// others made.
std::span<const Target> targets();

// Everything that the blueprint's `targets` ask for.
Emission emit(Plan& plan);

}  // namespace blueprint::emit
