#include "emit/text.h"

#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

constexpr std::string_view kTemplateSuffix = ".tftpl";

}  // namespace

OutputFile text_file(Plan& plan, const Instance& instance, const TemplateFile& file, std::string path) {
  const Span whole{file.id, 0, std::uint32_t(plan.sources().text(file.id).size())};
  OutputFile output{.path = std::move(path)};
  if (output.path.ends_with(kTemplateSuffix)) {
    output.path.resize(output.path.size() - kTemplateSuffix.size());
    const hcl::Fragment fragment = hcl::parse_template(plan.diags(), plan.sources(), whole);
    plan.context().steps = 0;
    const eval::Value text =
        eval::evaluate(plan.context(), *fragment.expr, plan.scope(instance, View::Documents));
    if (text.is_string()) {
      output.text.put(text.as_string(), {.copied = whole});
    } else if (!plan.diags().has_errors()) {
      plan.diags().add(
          {.code = "template/known-after-apply",
           .message = concat("`", output.path, "` needs a value now that is known only after apply"),
           .span = whole,
           .labels = {{.span = instance.key_span, .text = "asked for by this component"}}});
    }
  } else {
    output.text.copy(plan.sources(), whole);
  }
  output.executable = output.path.ends_with(".sh");
  return output;
}

}  // namespace blueprint::emit
