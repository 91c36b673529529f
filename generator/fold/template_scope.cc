#include <algorithm>
#include <array>

#include "fold/address.h"
#include "fold/calls.h"
#include "fold/fold.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

namespace {

constexpr std::array<std::string_view, 10> kTerraformNames = {
    "var", "local", "each", "count", "self", "path", "terraform", "module", "data", "ephemeral"};

// What a template may begin a reference with, whatever the component.
constexpr std::array<std::string_view, 4> kOurNames = {"blueprint", "spec", "component", "catalog"};

bool is_terraform_name(std::span<const std::string_view> path) {
  // Resource types have an underscore, and a label behind them.
  if (path.size() > 1 && path[0].find('_') != std::string_view::npos) return true;
  return std::ranges::find(kTerraformNames, path[0]) != kTerraformNames.end();
}

// The blocks that top-level `dynamic`s make of one type, by their label.
Value elements_of(const Declared& declared, std::string_view type) {
  std::vector<eval::Entry> entries;
  const std::string prefix = concat(type, ".");
  for (auto at = declared.blocks.lower_bound(prefix); at != declared.blocks.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    if (at->second.element) entries.emplace_back(at->first.substr(prefix.size()), block_value(at->second));
  }
  return Value::object(std::move(entries));
}

}  // namespace

TemplateScope::TemplateScope(Environment& environment, const Declared& declared,
                             std::span<const hcl::File* const> files)
    : environment_(environment), declared_(declared) {
  for (const hcl::File* file : files) {
    for (const hcl::Block& block : file->body.blocks) {
      if (block.type != "locals") continue;
      for (const hcl::Attribute& attribute : block.body.attributes) {
        locals_[std::string(attribute.name)].attribute = &attribute;
      }
    }
  }
}

std::optional<eval::Scope::Found> TemplateScope::find(eval::Context& context,
                                                      std::span<const std::string_view> path, Span at) const {
  if (auto known = environment_.known.find(context, path, at)) return known;
  if (path[0] == "local" && path.size() > 1) return local(context, path, at);
  if (const auto block = find_block(declared_, path)) return Found{block_value(*block->block), block->used};
  for (std::size_t used = std::min<std::size_t>(path.size(), 2); used > 0; --used) {
    const std::string type = joined(path.first(used));
    if (declared_.types.contains(type)) return Found{elements_of(declared_, type), used};
  }
  if (is_terraform_name(path)) return Found{Value::symbol(std::string(path[0])), 1};
  std::vector<std::string_view> names(kOurNames.begin(), kOurNames.end());
  names.insert(names.end(), environment_.names.begin(), environment_.names.end());
  names.insert(names.end(), kTerraformNames.begin(), kTerraformNames.end());
  context.diags.add({.code = "fold/unknown-name",
                     .message = concat("nothing is called `", path[0], "` here"),
                     .span = at,
                     .help = did_you_mean(path[0], names)});
  return Found{Value::unknown(), path.size()};
}

eval::Scope::Found TemplateScope::local(eval::Context& context, std::span<const std::string_view> path,
                                        Span at) const {
  const auto found = locals_.find(path[1]);
  if (found == locals_.end()) {
    std::vector<std::string_view> names;
    for (const auto& [name, local] : locals_) names.push_back(name);
    context.diags.add({.code = "fold/unknown-name",
                       .message = concat("this component has no local `", path[1], "`"),
                       .span = at,
                       .help = did_you_mean(path[1], names)});
    return {Value::unknown(), path.size()};
  }
  Local& local = found->second;
  if (local.state == Local::State::Busy) {
    context.diags.add({.code = "fold/local-cycle",
                       .message = concat("`local.", path[1], "` refers to itself"),
                       .span = at,
                       .labels = {{.span = local.attribute->name_span, .text = "defined here"}}});
    return {Value::unknown(), path.size()};
  }
  if (local.state == Local::State::New) evaluate(context, path[1], local);
  return {local.value, 2};
}

void TemplateScope::evaluate(eval::Context& context, std::string_view name, Local& local) const {
  local.state = Local::State::Busy;
  // A mistake in a local is reported even when the use is only a trial.
  eval::Context& own = environment_.context;
  const int depth = std::exchange(own.depth, context.depth + 1);
  own.steps = std::max(own.steps, context.steps);
  if (own.depth < own.limits.depth) {
    local.value = eval::evaluate(own, *local.attribute->value, *this);
  } else {
    own.diags.add({.code = "eval/limit",
                   .message = "locals refer to each other too deeply",
                   .span = local.attribute->name_span});
    local.value = Value::unknown();
  }
  own.depth = depth;
  context.steps = own.steps;
  local.stays =
      !local.value.wholly_known() || local.value.is_sensitive() || has_kept_call(*local.attribute->value);
  if (local.value.is_unknown() && local.value.symbol_text().empty()) {
    local.value = Value::symbol(concat("local.", environment_.naming.label(name)));
  }
  local.state = Local::State::Done;
}

bool TemplateScope::local_stays(std::string_view name) const {
  const std::array<std::string_view, 2> path = {"local", name};
  const auto found = locals_.find(name);
  if (found == locals_.end()) return true;
  if (found->second.state == Local::State::New) {
    local(environment_.context, path, found->second.attribute->name_span);
  }
  return found->second.stays;
}

}  // namespace blueprint::fold
