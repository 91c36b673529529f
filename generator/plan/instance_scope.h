// The names that the templates of one component instance know, apart from its
// own blocks and locals: `blueprint`, `spec`, `component`, exports, `catalog`.

#pragma once

#include "eval/evaluate.h"
#include "plan/plan.h"

namespace blueprint {

class InstanceScope final : public eval::Scope {
 public:
  InstanceScope(Plan& plan, const Instance& instance, View view);

  std::optional<Found> find(eval::Context& context, std::span<const std::string_view> path,
                            Span at) const override;

 private:
  // A name that stands for the exports of `of`.
  Found exports_of(eval::Context& context, const Instance& of, std::span<const std::string_view> path,
                   Span at) const;
  std::optional<Found> need(eval::Context& context, std::span<const std::string_view> path, Span at) const;
  std::optional<Found> project_facts(std::span<const std::string_view> path) const;

  Plan& plan_;
  const Instance& instance_;
  View view_;
  eval::Value spec_;
  eval::Value component_;
};

}  // namespace blueprint
