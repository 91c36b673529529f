#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "model/instances.h"
#include "support/strings.h"

namespace blueprint {
namespace {

class Linker {
 public:
  Linker(const Reading& reading, const std::vector<StatedLink>& stated, Blueprint& blueprint)
      : reading_(reading), stated_(stated), blueprint_(blueprint) {
    // A component whose type is unknown may be the one that would meet a need.
    all_known_ = std::ranges::all_of(blueprint.instances,
                                     [](const Instance& instance) { return instance.type != nullptr; });
  }

  void link(Instance& instance);

 private:
  void link(Instance& instance, const Need& need);
  bool take_stated(Instance& instance, const Need& need);
  std::vector<std::string_view> candidates(const Instance& instance, const Need& need) const;
  void report_missing(const Instance& instance, const Need& need) const;
  void report_ambiguous(const Instance& instance, const Need& need,
                        std::span<const std::string_view> keys) const;

  const Reading& reading_;
  const std::vector<StatedLink>& stated_;
  Blueprint& blueprint_;
  bool all_known_ = true;
};

// A part's own whole and its siblings come before all others, then what its whole is linked to.
std::vector<std::string_view> Linker::candidates(const Instance& instance, const Need& need) const {
  std::vector<std::string_view> near;
  std::vector<std::string_view> all;
  for (const Instance& other : blueprint_.instances) {
    if (!other.type || other.type->name != need.type || other.key == instance.key) continue;
    const bool own_whole = other.key == instance.part_of;
    const bool own_part = other.part_of == instance.key;
    const bool sibling = !instance.part_of.empty() && other.part_of == instance.part_of;
    if (own_whole || own_part || sibling) near.push_back(other.key);
    all.push_back(other.key);
  }
  if (!near.empty()) return near;
  if (const Instance* whole = blueprint_.instance(instance.part_of)) {
    for (const Need& of_whole : whole->type->needs) {
      const std::string* const linked = whole->link(of_whole.name);
      if (of_whole.type == need.type && linked) return {*linked};
    }
  }
  return all;
}

bool Linker::take_stated(Instance& instance, const Need& need) {
  const auto stated = std::ranges::find_if(stated_, [&](const StatedLink& link) {
    return link.instance == instance.key && link.need == need.name;
  });
  if (stated == stated_.end()) return false;
  const Instance* const target = blueprint_.instance(stated->target);
  if (!target) {
    std::vector<std::string_view> keys;
    for (const Instance& other : blueprint_.instances) {
      if (other.type && other.type->name == need.type) keys.push_back(other.key);
    }
    reading_.error("unknown-link",
                   concat("there is no component ", shown(stated->target), " in this blueprint"),
                   stated->span, suggestion(stated->target, keys));
  } else if (target->type && target->type->name != need.type) {
    reading_.error("wrong-link",
                   concat(shown(target->key), " is a ", shown(target->type->name), ", a ", shown(need.type),
                          " is expected"),
                   stated->span);
  } else {
    instance.links.emplace_back(need.name, target->key);
  }
  return true;
}

void Linker::report_missing(const Instance& instance, const Need& need) const {
  if (!all_known_) return;
  reading_.error("missing-need",
                 concat(shown(instance.key), " needs a ", shown(need.type), ", and there is none"),
                 instance.key_span, concat("add `", need.type, ":` under `components`"));
}

void Linker::report_ambiguous(const Instance& instance, const Need& need,
                              std::span<const std::string_view> keys) const {
  reading_.error(
      "ambiguous-need",
      concat(shown(instance.key), " needs one ", shown(need.type), ", and there are ", listed(keys)),
      instance.key_span,
      concat("add `", need.name, ": ", keys.front(), "` or another of them under `",
             instance.part_of.empty() ? instance.key : instance.part_of, "`"));
}

void Linker::link(Instance& instance, const Need& need) {
  if (take_stated(instance, need)) return;
  const std::vector<std::string_view> keys = candidates(instance, need);
  if (keys.size() == 1) {
    instance.links.emplace_back(need.name, keys.front());
  } else if (keys.size() > 1) {
    report_ambiguous(instance, need, keys);
  } else if (!need.optional) {
    report_missing(instance, need);
  }
}

void Linker::link(Instance& instance) {
  if (!instance.type) return;
  for (const Need& need : instance.type->needs) link(instance, need);
}

// Walks along links, depth first. Work is bounded: each instance is entered once.
class Walk {
 public:
  explicit Walk(const Blueprint& blueprint) : blueprint_(blueprint) {
    for (const Instance& instance : blueprint.instances) by_key_.emplace(instance.key, &instance);
  }

  // Called with the instances of each circle that is found.
  std::function<void(std::span<const Instance* const>)> on_circle;

  std::vector<const Instance*> run() {
    for (const Instance& instance : blueprint_.instances) visit(instance);
    return std::move(order_);
  }

 private:
  void visit(const Instance& instance) {
    const auto open = std::ranges::find(path_, &instance);
    if (open != path_.end()) {
      if (on_circle) on_circle({&*open, std::size_t(path_.end() - open)});
      return;
    }
    if (!entered_.insert(&instance).second) return;
    path_.push_back(&instance);
    for (const auto& [need, key] : instance.links) {
      if (const auto found = by_key_.find(key); found != by_key_.end()) visit(*found->second);
    }
    path_.pop_back();
    order_.push_back(&instance);
  }

  const Blueprint& blueprint_;
  std::map<std::string_view, const Instance*> by_key_;
  std::set<const Instance*> entered_;
  std::vector<const Instance*> path_;
  std::vector<const Instance*> order_;
};

}  // namespace

void link_instances(const Reading& reading, const std::vector<StatedLink>& stated, Blueprint& blueprint) {
  Linker linker(reading, stated, blueprint);
  for (Instance& instance : blueprint.instances) linker.link(instance);

  Walk walk(blueprint);
  walk.on_circle = [&](std::span<const Instance* const> circle) {
    std::string words = shown(circle.front()->key);
    for (std::size_t i = 1; i < circle.size(); ++i) {
      words += concat(i == 1 ? " needs " : ", which needs ", shown(circle[i]->key));
    }
    words += circle.size() == 1 ? " needs itself" : concat(", which needs ", shown(circle.front()->key));
    reading.error("needs-cycle", std::move(words), circle.front()->key_span,
                  "link one of them to another component");
  };
  walk.run();
}

std::vector<const Instance*> in_dependency_order(const Blueprint& blueprint) { return Walk(blueprint).run(); }

}  // namespace blueprint
