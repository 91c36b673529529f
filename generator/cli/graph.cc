#include "cli/command.h"
#include "cli/library.h"
#include "model/blueprint.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr Positional kPositionals[] = {
    {.name = "BLUEPRINT", .doc = "the blueprint to draw", .required = true}};

constexpr Option kOptions[] = {{.name = "--env",
                                .value = "NAME",
                                .doc = "the environment to read it for, one of the blueprint's overlays"}};

constexpr Example kExamples[] = {
    {.command = "blueprint graph platform.yaml | dot -Tsvg > platform.svg", .doc = "a picture, by Graphviz"}};

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// What refers to what: a line from a component to each that it needs, and a
// dashed one from a part to its whole.
std::string dot(const Blueprint& blueprint) {
  std::string text =
      concat("digraph ", in_quotes(blueprint.name), " {\n  rankdir = LR\n  node [shape = box]\n");
  for (const Instance& instance : blueprint.instances) {
    text += concat("  ", in_quotes(instance.key));
    if (!instance.is_default())
      text += concat(" [label = ", in_quotes(concat(instance.key, " (", instance.type->name, ")")), "]");
    text += '\n';
  }
  for (const Instance& instance : blueprint.instances) {
    if (!instance.part_of.empty()) {
      text +=
          concat("  ", in_quotes(instance.key), " -> ", in_quotes(instance.part_of), " [style = dashed]\n");
    }
    for (const auto& [need, key] : instance.links) {
      if (key != instance.part_of)
        text += concat("  ", in_quotes(instance.key), " -> ", in_quotes(key), "\n");
    }
  }
  return text + "}\n";
}

ExitCode run_graph(const Arguments& arguments, Console& console) {
  catalog::Library library;
  Sources sources;
  Diagnostics diags;
  if (!load_library(library, arguments, console)) return ExitCode::Failure;
  const std::optional<FileId> file = read_source(sources, arguments.value("BLUEPRINT"), console);
  if (!file) return ExitCode::Failure;
  ComponentTypes types(diags, sources, library);
  const Blueprint blueprint =
      read_blueprint(diags, sources, *file, types, library, {.environment = arguments.value("--env")});
  print_report(arguments, console, sources, diags, 1, false);
  if (diags.has_errors()) return ExitCode::Findings;
  console.print(dot(blueprint));
  return ExitCode::Ok;
}

}  // namespace

const Command kGraph = {
    .name = "graph",
    .summary = "print which component of a blueprint needs which, in DOT",
    .positionals = kPositionals,
    .options = kOptions,
    .examples = kExamples,
    .uses_library = true,
    .run = run_graph,
};

}  // namespace blueprint::cli
