#include "terraform/moves.h"

#include <map>
#include <set>

#include "support/strings.h"
#include "terraform/module_state.h"
#include "terraform/references.h"

namespace blueprint::terraform {
namespace {

bool is_indexed(const hcl::Expr* expr) {
  if (!expr) return false;
  if (expr->kind == hcl::ExprKind::Index) return true;
  const auto* const attribute = hcl::as<hcl::Attr>(expr);
  return attribute && is_indexed(attribute->object);
}

// What a block says it is about: "aws_vpc.main", "module.vpc". Things inside of
// a called module are another module's business.
struct Target {
  std::string address{};
  bool is_instance = false;  // "aws_vpc.main[0]"
  const hcl::Expr* expr = nullptr;
};

Target target(const hcl::Block& block, std::string_view argument) {
  Target found;
  const hcl::Attribute* const attribute = block.body.attribute(argument);
  if (!attribute) return found;
  each_reference(*attribute->value, [&](const Reference& reference) {
    if (reference.span != attribute->value->span) return;
    const bool is_call = reference.path[0] == "module";
    if (is_call && reference.path.size() != 2) return;
    found.address = address_of(reference.path);
    found.is_instance = is_indexed(attribute->value);
    found.expr = attribute->value;
  });
  return found;
}

class Moves {
 public:
  explicit Moves(const Folder& folder) : folder_(folder) {
    for (const hcl::File& file : folder.files) {
      is_broken_ = is_broken_ || file.has_errors;
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type == "resource" || block.type == "module") declared_.insert(address_of(block));
      }
    }
  }

  std::vector<FaultOfBlock> run() {
    if (is_broken_) return {};
    for (const hcl::File& file : folder_.files) {
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type == "moved") check_move(block);
        if (block.type == "removed") check_removal(block);
        if (block.type == "import") check_import(block);
      }
    }
    return std::move(faults_);
  }

 private:
  void add(const hcl::Block& block, std::string_view check, const Target& about, std::string why = {}) {
    faults_.push_back(
        {.block = &block,
         .fault = {.check = check, .span = about.expr->span, .name = about.address, .why = std::move(why)}});
  }

  void check_move(const hcl::Block& block) {
    const Target from = target(block, "from");
    const Target to = target(block, "to");
    if (!from.expr || !to.expr) return;
    const bool is_same = from.address == to.address;
    if (is_same && !from.is_instance && !to.is_instance) {
      return add(block, "move-without-effect", from, "it is moved to where it is");
    }
    if (!is_same && !from.is_instance && declared_.contains(from.address)) {
      return add(block, "move-without-effect", from, "it is still declared");
    }
    if (from.is_instance) return;
    const auto [first, is_new] = moved_.emplace(from.address, to.address);
    if (!is_new && first->second != to.address)
      add(block, "move-twice", from, concat("to `", first->second, "`"));
  }

  void check_removal(const hcl::Block& block) {
    const Target from = target(block, "from");
    if (from.expr && !from.is_instance && declared_.contains(from.address)) {
      add(block, "move-without-effect", from, "it is still declared");
    }
  }

  void check_import(const hcl::Block& block) {
    const Target to = target(block, "to");
    if (to.expr && !declared_.contains(to.address)) add(block, "import-without-target", to);
  }

  const Folder& folder_;
  bool is_broken_ = false;
  std::set<std::string> declared_;
  std::map<std::string, std::string> moved_;
  std::vector<FaultOfBlock> faults_;
};

}  // namespace

std::vector<FaultOfBlock> move_faults(const Folder& folder) { return Moves(folder).run(); }

}  // namespace blueprint::terraform
