// Commands that answer questions: explain KEY, components, schema, graph.

#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kBlueprint =
    "blueprint: 1\nname: shop\nenvironment: prod\nregion: eu-central-1\n"
    "components:\n  network: { availability_zones: 2 }\n  cluster: { node_groups: {} }\n";

TEST_CASE("a key of a blueprint is explained by its value, its meaning and its place") {
  const Session session;
  session.folder.write("blueprint.yaml", kBlueprint);
  const Outcome stated = session.run({"explain", "network.availability_zones"});
  CHECK(stated.code == 0);
  CHECK(stated.out.starts_with("network.availability_zones = 2\n"));
  CHECK(stated.out.find("\nset in the blueprint: blueprint.yaml:6:34\n") != std::string::npos);
  const Outcome inherited = session.run({"explain", "network.nat_gateways", "blueprint.yaml"});
  CHECK(inherited.out.starts_with("network.nat_gateways = \"per-az\"\n"));
  CHECK(inherited.out.find("\na default: templates/network/component.yaml:") != std::string::npos);
  const Outcome wrong = session.run({"explain", "network.nat_gateway", "blueprint.yaml"});
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find("error: `network.nat_gateway` is no rule, and no key of blueprint.yaml\n") !=
        std::string::npos);
}

TEST_CASE("components are listed, and shown with inputs, defaults, documentation and exports") {
  const Session session;
  CHECK(session.run({"components"}).out.find("network ") != std::string::npos);
  const std::string network = session.run({"components", "network"}).out;
  CHECK(network.find("\n  availability_zones: number (default 3; 1 to 6)\n      How many zones") !=
        std::string::npos);
  CHECK(network.find("\nexports\n") != std::string::npos);
  CHECK(session.run({"components", "network", "--format", "json"})
            .out.starts_with("{\n  \"name\": \"network\",\n"));
  CHECK(session.run({"components", "--format", "json"}).out.starts_with("[\n  {\n    \"name\": "));
  CHECK(session.run({"components", "netwrok"}).err ==
        "error: no component is called `netwrok`\nhelp: did you mean `network`?\n");
}

TEST_CASE("the schema is a JSON Schema, and the graph is DOT") {
  const Session session;
  session.folder.write("shop.yaml", kBlueprint);
  CHECK(session.run({"schema"}).out.starts_with("{\n  \"$schema\": \"https://json-schema.org/"));
  const Outcome graph = session.run({"graph", "shop.yaml"});
  CHECK(graph.out.starts_with("digraph \"shop\" {\n"));
  CHECK(graph.out.find("  \"cluster\" -> \"network\"\n") != std::string::npos);
  CHECK(graph.out.ends_with("}\n"));
  session.folder.write("wrong.yaml", "blueprint: 1\ncomponents: { netwrok: {} }\n");
  const Outcome wrong = session.run({"graph", "wrong.yaml"});
  CHECK(wrong.code == 1);
  CHECK(wrong.out.empty());
  CHECK(wrong.err.find(" --> wrong.yaml:2:15\n") != std::string::npos);
}

TEST_CASE("a folder of one's own adds components, and one that cannot be read is a failure") {
  const Session session;
  session.folder.write("mine/queue/component.yaml",
                       "title: A queue\ndoc: A queue of messages.\nspec:\n  attributes:\n"
                       "    fifo: { type: bool, default: false, doc: In order. }\n");
  CHECK(session.run({"components", "queue", "--templates", "mine"}).out.starts_with("queue: A queue\n"));
  CHECK(session.run({"components", "--templates", "nowhere"}).code == 3);
}

}  // namespace
}  // namespace blueprint::cli
