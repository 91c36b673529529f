#include "terraform/conventions.h"

#include <algorithm>
#include <array>
#include <set>

#include "hcl/visit.h"
#include "support/strings.h"
#include "terraform/references.h"

namespace blueprint::terraform {
namespace {

constexpr std::array<std::string_view, 8> kNamed = {"variable", "output",    "module", "resource",
                                                    "data",     "ephemeral", "check",  "action"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Small letters and digits, in words between single underscores.
bool is_snake_case(std::string_view name) {
  if (name.empty() || !is_lower(name.front()) || name.back() == '_') return false;
  if (name.find("__") != std::string_view::npos) return false;
  return std::ranges::all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

std::string_view before(std::string_view text, char end) { return text.substr(0, text.find(end)); }

class Conventions {
 public:
  explicit Conventions(const Folder& folder) : folder_(folder) {}

  std::vector<FaultOfBlock> run() {
    each_block([&](const hcl::Block& block) { look_around(block); });
    each_block([&](const hcl::Block& block) {
      check_names(block);
      check_calls(block);
      if (block.type == "terraform") check_providers(block);
      if (block.type == "variable") check_validation(block);
      if (has_remote_backend_) check_workspace(block);
    });
    return std::move(faults_);
  }

 private:
  template <typename Visit>
  void each_block(Visit visit) {
    for (const hcl::File& file : folder_.files) {
      for (const hcl::Block& block : file.body.blocks) visit(block);
    }
  }

  void add(const hcl::Block& block, std::string_view check, Span span, std::string_view name = {}) {
    faults_.push_back({.block = &block, .fault = {.check = check, .span = span, .name = std::string(name)}});
  }

  // What the blocks of the folder say about each other.
  void look_around(const hcl::Block& block) {
    if (block.type == "provider") used_.insert(block.label(0));
    if (block.type == "module") calls_modules_ = true;
    if (block.type == "resource" || block.type == "data" || block.type == "ephemeral" ||
        block.type == "action" || block.type == "list" || block.type == "check") {
      use_provider_of(block);
      for (const hcl::Block& inner : block.body.blocks) use_provider_of(inner);
    }
    if (block.type == "import") {
      if (const hcl::Attribute* provider = block.body.attribute("provider")) use_name(provider->value);
    }
    hcl::each_expression(block.body, [&](const hcl::Expr& expr) {
      const auto* const call = hcl::as<hcl::Call>(&expr);
      if (!call || !call->name.starts_with("provider::")) return;
      used_.insert(before(call->name.substr(10), ':'));
    });
    if (block.type != "terraform") return;
    for (const hcl::Block& inner : block.body.blocks) {
      if (inner.type == "backend" && inner.label(0) == "remote") has_remote_backend_ = true;
    }
  }

  void use_provider_of(const hcl::Block& block) {
    if (!block.labels.empty()) used_.insert(before(block.label(0), '_'));
    if (const hcl::Attribute* provider = block.body.attribute("provider")) use_name(provider->value);
  }

  void use_name(const hcl::Expr* expr) {
    if (const auto* index = hcl::as<hcl::Index>(expr)) expr = index->collection;
    if (const auto* attribute = hcl::as<hcl::Attr>(expr)) expr = attribute->object;
    if (const auto* name = hcl::as<hcl::Name>(expr)) used_.insert(name->name);
    if (const std::string_view* text = hcl::literal_text(expr)) used_.insert(before(*text, '.'));
  }

  void check_names(const hcl::Block& block) {
    if (block.type == "locals") {
      for (const hcl::Attribute& local : block.body.attributes) {
        if (!is_snake_case(local.name)) add(block, "not-snake-case", local.name_span, local.name);
      }
    } else if (std::ranges::count(kNamed, block.type) > 0 && !block.labels.empty()) {
      const hcl::BlockLabel& label = block.labels.back();
      if (!is_snake_case(label.text)) add(block, "not-snake-case", label.span, label.text);
    }
  }

  void check_calls(const hcl::Block& block) {
    hcl::each_expression(block.body, [&](const hcl::Expr& expr) {
      const auto* const call = hcl::as<hcl::Call>(&expr);
      if (call && call->name == "lookup" && call->args.size() == 2 && !call->expand_last) {
        add(block, "old-lookup", expr.span);
      }
    });
  }

  void check_validation(const hcl::Block& block) {
    const hcl::Attribute* const type = block.body.attribute("type");
    const auto* const name = type ? hcl::as<hcl::Name>(type->value) : nullptr;
    if (name && name->name == "string" && !block.body.block("validation"))
      add(block, "no-validation", block.header, block.label(0));
  }

  // A root that calls modules pins the providers that these use.
  void check_providers(const hcl::Block& block) {
    if (calls_modules_) return;
    for (const hcl::Block& required : block.body.blocks) {
      if (required.type != "required_providers") continue;
      for (const hcl::Attribute& provider : required.body.attributes) {
        if (!used_.contains(provider.name)) add(block, "unused-provider", provider.name_span, provider.name);
      }
    }
  }

  void check_workspace(const hcl::Block& block) {
    each_reference(block.body, [&](const Reference& reference) {
      if (reference.path.size() == 2 && reference.path[0] == "terraform" &&
          reference.path[1] == "workspace") {
        add(block, "remote-workspace", reference.span);
      }
    });
  }

  const Folder& folder_;
  std::set<std::string_view> used_;
  bool calls_modules_ = false;
  bool has_remote_backend_ = false;
  std::vector<FaultOfBlock> faults_;
};

}  // namespace

std::vector<FaultOfBlock> convention_faults(const Folder& folder) { return Conventions(folder).run(); }

}  // namespace blueprint::terraform
