#include "schema/requirements.h"

#include <array>

#include "support/strings.h"

namespace blueprint::schema {
namespace {

constexpr VersionRange kNothing = {.from = kNoVersion, .to = kNoVersion};

std::string_view text_or_empty(const hcl::Expr* expr) {
  const std::string_view* text = expr ? hcl::literal_text(expr) : nullptr;
  return text ? *text : std::string_view();
}

const hcl::Expr* member(const hcl::Object& object, std::string_view name) {
  for (const hcl::ObjectItem& item : object.items) {
    const auto* bare = hcl::as<hcl::Name>(item.key);
    if ((bare ? bare->name : text_or_empty(item.key)) == name) return item.value;
  }
  return nullptr;
}

// "registry.terraform.io/hashicorp/aws" and "aws" are "hashicorp/aws".
std::string short_source(std::string_view source) {
  for (const std::string_view host : {"registry.terraform.io/", "registry.opentofu.org/"}) {
    if (source.starts_with(host)) source.remove_prefix(host.size());
  }
  const std::size_t slashes = split(source, '/').size() - 1;
  if (slashes == 0) return concat("hashicorp/", source);
  return slashes == 1 ? std::string(source) : std::string();
}

}  // namespace

void Requirements::require(const std::string& source, std::string_view constraints) {
  VersionRange& range = versions_[source];
  range = both(range, parse_constraints(constraints).value_or(kNothing));
}

void Requirements::add(const std::string& folder, const hcl::Block& block) {
  if (block.type == "provider") {
    // Before Terraform 0.13 the version stood here, too.
    const hcl::Attribute* version = block.body.attribute("version");
    const std::string_view constraints = version ? text_or_empty(version->value) : std::string_view();
    const bool is_address = block.label(0).find('/') != std::string_view::npos;
    if (constraints.empty()) return;
    require(is_address ? short_source(block.label(0)) : source(folder, block.label(0)), constraints);
    return;
  }
  if (const hcl::Attribute* version = block.body.attribute("required_version")) {
    const auto range = parse_constraints(text_or_empty(version->value));
    if (range) terraform_ = both(terraform_, *range);
  }
  for (const hcl::Block& required : block.body.blocks) {
    if (required.type != "required_providers") continue;
    for (const hcl::Attribute& attribute : required.body.attributes) {
      const auto* object = hcl::as<hcl::Object>(attribute.value);
      const hcl::Expr* stated = object ? member(*object, "source") : nullptr;
      const hcl::Expr* version = object ? member(*object, "version") : attribute.value;
      std::string& source = sources_[{folder, std::string(attribute.name)}];
      source = short_source(stated ? text_or_empty(stated) : attribute.name);
      const std::string_view constraints = text_or_empty(version);
      if (!constraints.empty()) require(source, constraints);
    }
  }
}

std::string Requirements::source(const std::string& folder, std::string_view name) const {
  const auto found = sources_.find({folder, std::string(name)});
  return found != sources_.end() ? found->second : concat("hashicorp/", name);
}

VersionRange Requirements::versions(std::string_view source) const {
  if (terraform_.to <= Version{1, 0, 0}) return kNothing;
  const auto found = versions_.find(source);
  return found != versions_.end() ? found->second : VersionRange{};
}

std::string_view provider_name(const hcl::Block& block) {
  if (block.type == "provider") return block.label(0);
  if (const hcl::Attribute* stated = block.body.attribute("provider")) {
    const hcl::Expr* expr = stated->value;
    if (const auto* index = hcl::as<hcl::Index>(expr)) expr = index->collection;
    if (const auto* attribute = hcl::as<hcl::Attr>(expr)) expr = attribute->object;
    if (const auto* name = hcl::as<hcl::Name>(expr)) return name->name;
    const std::string_view text = text_or_empty(expr);
    return text.substr(0, text.find('.'));
  }
  return block.label(0).substr(0, block.label(0).find('_'));
}

}  // namespace blueprint::schema
