// Which resources a block is related to.

#include <algorithm>

#include "support/strings.h"
#include "terraform/module_state.h"
#include "terraform/references.h"

namespace blueprint::terraform {

using eval::Value;

namespace {

// The first `count` steps of a traversal in text, of which "module.x" are two,
// keys not counted: where `text` goes on behind them.
std::size_t steps_end(std::string_view text, std::size_t from, std::size_t count) {
  bool quoted = false;
  int brackets = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (quoted) {
      if (text[i] == '\\')
        ++i;
      else if (text[i] == '"')
        quoted = false;
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == '[') {
      ++brackets;
    } else if (text[i] == ']') {
      --brackets;
    } else if (text[i] == '.' && brackets == 0 && --count == 0) {
      return i;
    }
  }
  return text.size();
}

// "module.a.aws_vpc.b[0].id" is of the instance "module.a.aws_vpc.b[0]" of "module.a.aws_vpc.b".
struct Instance {
  std::string_view address;
  std::string_view declared;
};

Instance instance_of(std::string_view symbol) {
  std::size_t at = 0;
  while (symbol.substr(at).starts_with("module.")) {
    const std::size_t end = steps_end(symbol, at, 2);
    if (end == symbol.size()) return {};
    at = end + 1;
  }
  const std::string_view rest = symbol.substr(at);
  if (rest.starts_with("var.") || rest.starts_with("local.") || rest.starts_with("path.")) return {};
  const std::size_t end = steps_end(symbol, at, rest.starts_with("data.") ? 3 : 2);
  if (rest.find('.') == rest.npos) return {};  // An output.
  const std::string_view address = symbol.substr(0, end);
  const std::size_t name = address.rfind('.', address.ends_with(']') ? address.rfind("[") : address.npos);
  const std::size_t key = address.find('[', name == address.npos ? at : name);
  return {address, address.substr(0, key)};
}

// The instances that the symbols in a value are of.
struct Symbols {
  std::set<Module::Related> instances;
  std::set<std::string, std::less<>> declared;
  bool complete = true;  // Nothing unknown is without a name.
  int left = 100'000;    // Parts of values are shared; as trees they may be endless.

  void collect(const Value& value) {
    if (--left < 0) return void(complete = false);
    if (value.is_unknown()) {
      if (!value.pieces().empty()) {
        for (const Value& piece : value.pieces()) collect(piece);
      } else if (const Instance found = instance_of(value.symbol_text()); !found.address.empty()) {
        instances.insert({std::string(found.address), std::string(found.declared)});
        declared.emplace(found.declared);
      } else if (value.symbol_text().empty()) {
        complete = false;
      }
      return;
    }
    if (!value.is_sequence() && !value.is_mapping()) return;
    if (value.wholly_known()) return;
    for (const Value& item : value.items()) collect(item);
    for (const eval::Entry& entry : value.entries()) collect(entry.second);
  }
};

bool is_indirect(std::string_view reference) {
  return reference.starts_with("local.") || reference.starts_with("var.") || reference.starts_with("module.");
}

}  // namespace

const std::set<std::string>& Module::State::behind(const std::string& reference) const {
  if (const auto known = behind_names.find(reference); known != behind_names.end()) return known->second;
  behind_names[reference];  // What refers to itself ends here.
  std::set<std::string> found;
  const auto follow = [&](const State& state, const hcl::Expr& expr) {
    std::set<std::string> names;
    collect_references(names, expr);
    for (const std::string& name : names) {
      if (is_indirect(name)) {
        found.merge(std::set<std::string>(state.behind(name)));
      } else {
        found.insert(state.prefixed(name));
      }
    }
  };
  const std::string_view second = std::string_view(reference).substr(reference.find('.') + 1);
  if (reference.starts_with("module.")) {
    const std::size_t dot = second.find('.');
    const std::string name = concat("module.", second.substr(0, dot));
    const auto called = declared.find(name);
    if (dot != second.npos && called != declared.end()) {
      for (const Instance& instance : call_of(name, *called->second.block).instances) {
        const State& child = *instance.module->state_;
        const auto output = child.declared.find(concat("output.", second.substr(dot + 1)));
        if (output == child.declared.end()) continue;
        if (const auto* value = output->second.block->body.attribute("value")) follow(child, *value->value);
      }
    }
  } else if (reference.starts_with("var.")) {
    const hcl::Attribute* const argument = caller ? called_by->body.attribute(second) : nullptr;
    if (argument) follow(*caller, *argument->value);
  } else if (const auto local = declared.find(reference); local != declared.end() && local->second.local) {
    follow(*this, *local->second.local->value);
  }
  return behind_names[reference] = std::move(found);
}

std::vector<Module::Related> Module::related(const Block& block) const {
  Symbols symbols;
  symbols.collect(block.value);
  const auto [names, is_new] = state_->tree.references.try_emplace(block.syntax);
  if (is_new) collect_references(names->second, block.syntax->body);
  std::set<std::string> direct;
  std::set<std::string> indirect;
  for (const std::string& name : names->second) {
    if (is_indirect(name)) {
      indirect.merge(std::set<std::string>(state_->behind(name)));
    } else {
      direct.insert(state_->prefixed(name));
    }
  }
  // What the value says is exact: of a map of buckets it is the one that was chosen.
  std::set<Related> found = symbols.instances;
  for (const std::string& declared : direct) {
    if (!symbols.declared.contains(declared)) found.insert({declared, declared});
  }
  const bool exact = symbols.complete && !symbols.declared.empty();
  for (const std::string& declared : indirect) {
    if (!exact && !symbols.declared.contains(declared)) found.insert({declared, declared});
  }
  std::erase_if(found, [&](const Related& other) {
    return other.address == block.address || other.address == block.declared;
  });
  return {found.begin(), found.end()};
}

}  // namespace blueprint::terraform
