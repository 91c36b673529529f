#include <catch2/catch.hpp>

#include "fold/folded.h"

namespace blueprint::fold {
namespace {

const Setup kSetup{.known = R"({
  spec = {
    name = "web", port = 443, on = true, empty = "", zones = ["a", "b"], none = null,
    evil = "$${x} %%{if} \"q\" \\ \n '", lines = "a\nb", dollar = "$", brace = "{x}", mark = "EOT",
    prefix = "symbol:\"hub-$${var.env}\"", param = "symbol:var.size", pad = "  p",
  }
})"};

std::string value(std::string_view expression) { return folded_value(kSetup, expression); }

// The value of `a` when it is a heredoc with these lines.
std::string heredoc(std::string_view lines, std::string_view open = "<<-EOT") {
  Folded result(kSetup, "b {\n  a = " + std::string(open) + "\n" + std::string(lines) + "  EOT\n}\n");
  const std::string text = result.problems().empty() ? result.text() : result.problems();
  return text.starts_with("b {\n  a = ") && text.ends_with("\n}\n") ? text.substr(10, text.size() - 13)
                                                                    : text;
}

TEST_CASE("known parts of a string become text") {
  CHECK(value("\"${spec.name}-${each.key}\"") == "\"web-${each.key}\"");
  CHECK(value("\"${each.key}:${spec.port}/${spec.on}\"") == "\"${each.key}:443/true\"");
  CHECK(value("\"${spec.name}-${spec.port}\"") == "\"web-443\"");
  CHECK(value("\"${spec.param}\"") == "var.size");
  CHECK(value("\"x-${spec.param}\"") == "\"x-${var.size}\"");
  CHECK(value("\"\\u00e9 ${spec.name} $${y} ${each.key}\"") == "\"\\u00e9 web $${y} ${each.key}\"");
}

TEST_CASE("a symbol that is a quoted string is inlined") {
  CHECK(value("\"${spec.prefix}-${each.key}\"") == "\"hub-${var.env}-${each.key}\"");
  CHECK(value("\"${spec.prefix}-x\"") == "\"hub-${var.env}-x\"");
  CHECK(value("spec.prefix") == "\"hub-${var.env}\"");
  CHECK(value("upper(spec.prefix)") == "upper(\"hub-${var.env}\")");
}

TEST_CASE("a value arrives verbatim, whatever it contains") {
  CHECK(value("spec.evil") == R"("$${x} %%{if} \"q\" \\ \n '")");
  CHECK(value("\"<${spec.evil}>${each.key}\"") == R"("<$${x} %%{if} \"q\" \\ \n '>${each.key}")");
  CHECK(value("\"${each.key}$${ ${spec.evil}\"") == R"("${each.key}$${ $${x} %%{if} \"q\" \\ \n '")");
}

TEST_CASE("a value that would join with its neighbours into code stays apart") {
  CHECK(value("\"${spec.dollar}${each.key}\"") == "\"${\"$\"}${each.key}\"");
  CHECK(value("\"${spec.dollar}{x}${each.key}\"") == "\"${\"$\"}{x}${each.key}\"");
  CHECK(value("\"$${each.key}%${spec.brace}${each.key}\"") == "\"$${each.key}%${\"{x}\"}${each.key}\"");
  CHECK(value("\"${spec.dollar}${spec.brace}${each.key}\"") == "\"${\"$\"}{x}${each.key}\"");
  CHECK(value("\"${spec.dollar}${spec.brace}\"") == "\"$${x}\"");
  CHECK(value("\"%{ if var.x }${spec.dollar}%{ endif }\"") == "\"%{if var.x}${\"$\"}%{endif}\"");
}

TEST_CASE("strip markers keep their sequence") {
  CHECK(value("\"a ${~ spec.name ~} b ${each.key}\"") == "\"a ${~\"web\"~} b ${each.key}\"");
}

TEST_CASE("directives that are known are decided") {
  CHECK(value("\"%{ if spec.on }${each.key}%{ else }no%{ endif }!\"") == "\"${each.key}!\"");
  CHECK(value("\"%{ for z in spec.zones }${z}=${each.key},%{ endfor }\"") ==
        "\"a=${each.key},b=${each.key},\"");
  CHECK(value("\"%{ for i, z in spec.zones ~} ${i}${z} %{~ endfor ~} ${each.key}\"") ==
        "\"0a1b${each.key}\"");
  CHECK(value("\"%{ if var.x }${spec.name}%{ else }${spec.port}%{ endif }\"") ==
        "\"%{if var.x}web%{else}443%{endif}\"");
  CHECK(value("\"%{ for z in var.zones }${z}${spec.name}%{ endfor }\"") ==
        "\"%{for z in var.zones}${z}web%{endfor}\"");
  CHECK(value("\"%{ if spec.on }${spec.dollar}%{ endif }${each.key}\"") == "\"\\u0024${each.key}\"");
}

TEST_CASE("heredocs stay heredocs") {
  CHECK(heredoc("    a ${spec.name}\n    b ${each.key}\n") == "<<-EOT\n    a web\n    b ${each.key}\n  EOT");
  CHECK(heredoc("    a ${spec.name}\n      b\n") == "<<-EOT\n    a web\n      b\n  EOT");
  CHECK(heredoc("a ${spec.evil}\n${each.key}\n", "<<EOT") ==
        "<<EOT\na $${x} %%{if} \"q\" \\ \n '\n${each.key}\n  EOT");
}

TEST_CASE("a value that would change the shape of a heredoc stays in its sequence") {
  CHECK(heredoc("    a ${spec.lines}\n    ${each.key}\n") ==
        "<<-EOT\n    a ${\"a\\nb\"}\n    ${each.key}\n  EOT");
  CHECK(heredoc("    ${spec.pad}\n    ${each.key}\n") == "<<-EOT\n    ${\"  p\"}\n    ${each.key}\n  EOT");
  CHECK(heredoc("    ${spec.empty}\n    ${each.key}\n") == "<<-EOT\n    ${\"\"}\n    ${each.key}\n  EOT");
  CHECK(heredoc("    ${spec.mark}\n    ${each.key}\n") == "<<-EOT\n    ${\"EOT\"}\n    ${each.key}\n  EOT");
}

TEST_CASE("directives of heredocs are decided too") {
  CHECK(heredoc("    %{ for z in spec.zones }server ${z} ${each.key}\n    %{ endfor }end\n") ==
        "<<-EOT\n    server a ${each.key}\n    server b ${each.key}\n    end\n  EOT");
  CHECK(heredoc("%{ for z in spec.zones ~}\nserver ${z} ${each.key}\n%{ endfor ~}\nend\n") ==
        "<<-EOT\nserver a ${each.key}\nserver b ${each.key}\nend\n  EOT");
  CHECK(heredoc("%{ for z in spec.zones ~}\nserver ${z}\n%{ endfor ~}\n") ==
        "<<-EOT\n    server a\n    server b\n  EOT");
  CHECK(heredoc("x ${each.key}%{ if spec.on ~}\n\n%{~ endif ~}\n") == "<<-EOT\nx ${each.key}${\"\"~}\n  EOT");
  CHECK(heredoc("x\n%{ if spec.on ~}\n${each.key}\n%{~ endif ~}\n") ==
        "<<-EOT\nx\n${each.key}${\"\"~}\n  EOT");
}

TEST_CASE("lines that Terraform does not unindent stay indented") {
  // `~}` takes the newline away before `<<-` looks for the beginnings of lines.
  CHECK(heredoc("    %{ for z in spec.zones ~}\n    server ${z} ${each.key}\n    %{ endfor ~}\n    end\n") ==
        "<<EOT\n    server a ${each.key}\n    server b ${each.key}\n    end\n  EOT");
}

TEST_CASE("null in a string is a mistake") {
  CHECK(value("\"a-${spec.none}\"") != "\"a-\"");
  CHECK(value("\"${each.key}-${spec.none}\"").find(":") != std::string::npos);
}

}  // namespace
}  // namespace blueprint::fold
