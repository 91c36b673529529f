#include "lint/twins.h"

#include <algorithm>

namespace blueprint::lint {
namespace {

using eval::Value;

// Values may share their parts many times over; as trees they may be endless.
constexpr int kMostCompared = 10'000;

// "module.a.module.b[0]." of "module.a.module.b[0].aws_vpc.this".
std::string_view module_of(std::string_view address) {
  constexpr std::string_view kModule = "module.";
  std::size_t at = 0;
  while (address.substr(at).starts_with(kModule)) {
    bool quoted = false;
    int brackets = 0;
    std::size_t end = at + kModule.size();
    for (; end < address.size() && (quoted || brackets > 0 || address[end] != '.'); ++end) {
      const char c = address[end];
      if (quoted && c == '\\')
        ++end;
      else if (c == '"')
        quoted = !quoted;
      else if (!quoted && c == '[')
        ++brackets;
      else if (!quoted && c == ']')
        --brackets;
    }
    if (end >= address.size()) break;
    at = end + 1;
  }
  return address.substr(0, at);
}

std::string_view local_address(const Subject& subject) {
  return std::string_view(subject.address).substr(module_of(subject.address).size());
}

}  // namespace

Twins::Likeness Twins::likeness(const Value& a, const Value& b, std::string_view module_of_a,
                                std::string_view module_of_b, int& left) {
  if (--left < 0 || a.state() != b.state() || a.kind() != b.kind()) return Likeness::Different;
  if (a.is_null()) return Likeness::Same;
  Likeness worst = Likeness::Same;
  const auto compare = [&](const Value& x, const Value& y) {
    worst = std::min(worst, likeness(x, y, module_of_a, module_of_b, left));
    return worst != Likeness::Different;
  };
  if (a.is_unknown()) {
    if (a.pieces().size() != b.pieces().size()) return Likeness::Different;
    if (!a.pieces().empty()) {
      for (std::size_t i = 0; i < a.pieces().size(); ++i) {
        if (!compare(a.pieces()[i], b.pieces()[i])) break;
      }
      return worst;
    }
    const std::string_view x = a.symbol_text();
    const std::string_view y = b.symbol_text();
    // What one of them has of the other's module is its own to the other.
    if (x == y && module_of_a == module_of_b) return Likeness::Same;
    if (x == y) {
      const auto is_of = [&](std::string_view module) { return !module.empty() && x.starts_with(module); };
      return is_of(module_of_a) || is_of(module_of_b) ? Likeness::Different : Likeness::Same;
    }
    const bool of_modules = x.starts_with(module_of_a) && y.starts_with(module_of_b) &&
                            x.substr(module_of_a.size()) == y.substr(module_of_b.size());
    return of_modules ? Likeness::SameInItsModule : Likeness::Different;
  }
  if (a.is_string()) return a.as_string() == b.as_string() ? Likeness::Same : Likeness::Different;
  if (a.size() != b.size()) return Likeness::Different;
  if (a.is_sequence()) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!compare(a.items()[i], b.items()[i])) break;
    }
    return worst;
  }
  if (a.is_mapping()) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a.entries()[i].first != b.entries()[i].first) return Likeness::Different;
      if (!compare(a.entries()[i].second, b.entries()[i].second)) break;
    }
    return worst;
  }
  return identical(a, b) ? Likeness::Same : Likeness::Different;
}

Twins::Likeness Twins::argument(Known& known, const Subject& a, const Subject& b, std::string_view name) {
  const auto [found, is_new] = known.try_emplace(name, Likeness::Different);
  if (!is_new) return found->second;
  const Value* const x = a.self.is_mapping() ? a.self.find(name) : nullptr;
  const Value* const y = b.self.is_mapping() ? b.self.find(name) : nullptr;
  int left = kMostCompared;
  if (x && y)
    found->second = likeness(*x, *y, module_of(a.address), module_of(b.address), left);
  else if (!x && !y)
    found->second = Likeness::Same;
  return found->second;
}

Twins::Likeness Twins::all_arguments(Known& known, const Subject& a, const Subject& b) {
  const auto [found, is_new] = known.try_emplace(std::string_view(), Likeness::Different);
  if (!is_new) return found->second;
  int left = kMostCompared;
  return found->second = likeness(a.self, b.self, module_of(a.address), module_of(b.address), left);
}

const std::vector<std::size_t>& Twins::related(const Subject& of,
                                               const std::vector<std::string_view>& types) {
  const auto [found, is_new] = related_.try_emplace({&of, types});
  if (is_new) found->second = index_.related_places(of, types);
  return found->second;
}

bool Twins::alike(const Reads& reads, const Subject& model, const Subject& subject) {
  if (!reads.is_complete) return false;
  const Likeness enough = reads.compares ? Likeness::Same : Likeness::SameInItsModule;
  const auto are_alike = [&](const Subject& a, const Subject& b, const std::vector<std::string_view>& names) {
    if (&a == &b) return true;
    if (a.syntax != b.syntax || !a.syntax) return false;
    Known& known = known_[{&a, &b}];
    return std::ranges::all_of(names,
                               [&](std::string_view name) { return argument(known, a, b, name) >= enough; });
  };
  if (reads.names_itself && local_address(model) != local_address(subject)) return false;
  if (!are_alike(model, subject, reads.of_self)) return false;
  if (reads.all_of_self && all_arguments(known_[{&model, &subject}], model, subject) < enough) return false;
  return std::ranges::all_of(reads.related, [&](const std::vector<std::string_view>& types) {
    const std::vector<std::size_t>& of_model = related(model, types);
    const std::vector<std::size_t>& of_subject = related(subject, types);
    if (of_model.size() != of_subject.size()) return false;
    for (std::size_t i = 0; i < of_model.size(); ++i) {
      if (!are_alike(index_.at(of_model[i]), index_.at(of_subject[i]), reads.of_related)) return false;
    }
    return true;
  });
}

}  // namespace blueprint::lint
