#include "emit/moved.h"

#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

std::vector<std::string> addresses(Plan& plan, std::string_view path, const MappedText& text) {
  Diagnostics already_reported;
  const FileId id = plan.sources().add(std::string(path), text.text());
  std::vector<std::string> result;
  for (const hcl::Block& block : hcl::parse(already_reported, plan.sources(), id).body.blocks) {
    if (block.type == "resource") result.push_back(concat(block.label(0), ".", block.label(1)));
    if (block.type == "module") result.push_back(concat("module.", block.label(0)));
  }
  return result;
}

}  // namespace

MappedText moved_blocks(Plan& plan, const Instance& instance, const TemplateFile& file,
                        const MappedText& folded) {
  MappedText moves;
  const std::string was = former_key(plan.blueprint(), instance);
  if (was.empty()) return moves;

  // Folding once more under the former key gives the same blocks in the same
  // order, under their former addresses.
  Diagnostics already_reported;
  eval::Context context{.diags = already_reported, .sources = plan.sources(), .any_shape = true};
  const eval::Scope& names = plan.environment(instance, View::Terraform).known;
  fold::Environment former{.context = context,
                           .known = names,
                           .naming = {.key = was, .default_instance = was == instance.type->name}};
  std::vector<const hcl::File*> files;
  for (const TemplateFile& other : plan.templates(instance)) {
    if (other.path.ends_with(".tf") || other.path.ends_with(".hcl")) files.push_back(&other.syntax);
  }
  const fold::Declared declared = fold::declare(former, files);
  const fold::TemplateScope scope(former, declared, files);
  const std::vector<std::string> before =
      addresses(plan, file.path, fold::fold_file(former, scope, declared, file.syntax));
  const std::vector<std::string> now = addresses(plan, file.path, folded);
  for (std::size_t i = 0; i < before.size() && i < now.size(); ++i) {
    if (before[i] == now[i]) continue;
    if (!moves.empty()) moves.put("\n");
    moves.put(concat("moved {\n  from = ", before[i], "\n  to   = ", now[i], "\n}\n"),
              {.value = instance.key_span});
  }
  return moves;
}

}  // namespace blueprint::emit
