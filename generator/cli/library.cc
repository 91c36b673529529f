#include "cli/library.h"

#include "report/report.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {

bool load_library(catalog::Library& library, const Arguments& arguments, Console& console) {
  for (const std::string_view folder : {"templates", "rules", "catalog"}) {
    for (const std::string& directory : arguments.values(concat("--", folder))) {
      if (const auto error = library.add(folder, directory)) {
        console.complain(error->message);
        return false;
      }
    }
  }
  return true;
}

std::optional<FileId> read_source(Sources& sources, const std::string& path, Console& console) {
  Result<std::string> text = path == "-" ? console.read_input() : read_file(path);
  if (!text) {
    console.complain(text.error().message);
    return std::nullopt;
  }
  return sources.add(path == "-" ? "<stdin>" : path, std::move(*text));
}

void print_report(const Arguments& arguments, Console& console, const Sources& sources,
                  const Diagnostics& diags, std::size_t files, bool to_output, std::vector<Span> hidden) {
  const bool is_json = arguments.value("--format") == "json";
  if (diags.empty() && !is_json && !to_output) return;
  const report::Report report{.sources = sources,
                              .diagnostics = diags.sorted(),
                              .files = files,
                              .color = to_output ? console.colors_output() : console.colors_notes(),
                              .hidden = std::move(hidden)};
  const std::string text = report::find_format(is_json ? "json" : "text")->print(report);
  if (is_json || to_output)
    console.print(text);
  else
    console.note(text);
}

std::string today(const Arguments& arguments, const Console& console) {
  return arguments.has("--today") ? arguments.value("--today") : console.today();
}

}  // namespace blueprint::cli
