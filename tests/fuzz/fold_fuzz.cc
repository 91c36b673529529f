// Any template of a component is folded, and what comes out is Terraform.

#include "fold/fold.h"

#include <cstdint>

#include "hcl/format.h"
#include "hcl/parse.h"
#include "require.h"

namespace {

using namespace blueprint;
using eval::Value;

eval::LocalScope names() {
  const Value tiers = Value::object({{"a", Value::object({{"prefix", Value::number(20)}})}});
  eval::LocalScope scope;
  scope.set("spec", Value::object({{"cidr", Value::string("10.0.0.0/16")},
                                   {"tiers", tiers},
                                   {"zones", Value::tuple({Value::string("a"), Value::string("${b}\n\"")})},
                                   {"on", Value::boolean(true)},
                                   {"none", Value::null()},
                                   {"empty", Value::object({})}}));
  scope.set("component", Value::object({{"name", Value::string("network")}, {"type", Value::string("x")}}));
  scope.set("kms", Value::object({{"arn", Value::symbol("aws_kms_key.kms.arn")}}));
  scope.set("cluster", Value::null());
  return scope;
}

MappedText folded(const Sources& sources, Diagnostics& diags, const hcl::File& file, bool default_instance) {
  eval::Context context{.diags = diags, .sources = sources};
  context.limits = {.steps = 20'000, .text_bytes = 1 << 20, .collection_size = 10'000};
  context.any_shape = true;
  const eval::LocalScope known = names();
  fold::Environment environment{.context = context,
                                .known = known,
                                .naming = {.key = "network", .default_instance = default_instance},
                                .names = {"spec", "component", "kms", "cluster"}};
  const hcl::File* const files[] = {&file};
  const fold::Declared declared = declare(environment, files);
  const fold::TemplateScope scope(environment, declared, files);
  return fold_file(environment, scope, declared, file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  Diagnostics syntax;
  const FileId id = sources.add("t.tf", {reinterpret_cast<const char*>(data), size});
  const hcl::File file = hcl::parse(syntax, sources, id);
  for (const bool default_instance : {true, false}) {
    Diagnostics diags;
    const MappedText result = folded(sources, diags, file, default_instance);
    fuzz::require_places(sources, diags);
    for (std::uint32_t at = 0; at < result.text().size(); ++at) {
      fuzz::require_inside(sources, result.origin(at).copied);
      fuzz::require_inside(sources, result.origin(at).value);
    }
    if (syntax.has_errors() || diags.has_errors()) continue;
    Diagnostics broken;
    const FileId out = sources.add("out.tf", result.text());
    hcl::format(broken, sources, out);
    fuzz::require(!broken.has_errors(), "what a sound template becomes is Terraform");
  }
  return 0;
}
