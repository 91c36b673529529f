#include "session.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kBlueprint = R"(blueprint: 1
name: shop
environment: prod
region: eu-central-1
components:
  network: {}
  cluster: { node_groups: { general: { instance_types: [m7i.large], scaling: { min: 3, desired: 3, max: 6 } } } }
)";

struct Workplace : Session {
  Workplace() { folder.write("shop.yaml", kBlueprint); }

  Outcome gen(std::vector<std::string> more = {"-o", "out"}) const {
    more.insert(more.begin(), {"gen", "shop.yaml"});
    return run(more);
  }
};

TEST_CASE("gen writes what it names, and a second run changes nothing") {
  const Workplace place;
  const Outcome first = place.gen();
  CHECK(first.code == 0);
  CHECK(first.out.find("created terraform/vpc.tf\n") != std::string::npos);
  CHECK(place.folder.has("out/terraform/vpc.tf"));
  CHECK(place.folder.has("out/.blueprint-manifest"));
  const Outcome second = place.gen();
  CHECK(second.code == 0);
  CHECK(second.out.empty());
  CHECK(place.gen({"-o", "out", "--check"}).code == 0);
  CHECK(place.gen({"-o", "out", "--diff"}).out.empty());
}

TEST_CASE("gen --check and --diff write nothing, and --check exits with 1 when something would change") {
  const Workplace place;
  const Outcome missing = place.gen({"-o", "out", "--check"});
  CHECK(missing.code == 1);
  CHECK(missing.out.find("out/terraform/vpc.tf is missing\n") != std::string::npos);
  CHECK(!place.folder.has("out"));

  place.gen();
  place.folder.write("shop.yaml", concat(kBlueprint, "tags: { Owner: shop }\n"));
  const Outcome changed = place.gen({"-o", "out", "--check"});
  CHECK(changed.code == 1);
  CHECK(changed.out.find("out/terraform/main.tf is not up to date\n") != std::string::npos);
  CHECK(changed.out.find("vpc.tf") == std::string::npos);
  const Outcome diff = place.gen({"-o", "out", "--diff"});
  CHECK(diff.code == 0);
  CHECK(diff.out.find("--- a/terraform/main.tf\n+++ b/terraform/main.tf\n@@ ") != std::string::npos);
  CHECK(diff.out.find("Owner") != std::string::npos);
}

TEST_CASE("gen names every file that is not its own to change, and writes nothing") {
  const Workplace place;
  place.folder.write("out/terraform/vpc.tf", "mine");
  place.folder.write("out/README.md", "mine too");
  const Outcome outcome = place.gen();
  CHECK(outcome.code == 1);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("error: nothing was written: 1 file in out is not blueprint's to change\n"
                         "  terraform/vpc.tf was not written by blueprint\n") != std::string::npos);
  CHECK(place.folder.read("out/terraform/vpc.tf") == "mine");
  CHECK(!place.folder.has("out/terraform/eks.tf"));

  const Outcome forced = place.gen({"-o", "out", "--force"});
  CHECK(forced.code == 0);
  CHECK(forced.out.find("overwritten terraform/vpc.tf\n") != std::string::npos);
  CHECK(place.folder.read("out/README.md") == "mine too");

  place.folder.write("out/terraform/eks.tf", "edited");
  CHECK(place.gen().err.find("  terraform/eks.tf was edited since it was written\n") != std::string::npos);
}

TEST_CASE("gen --stdout prints every file under its name") {
  const Workplace place;
  const Outcome outcome = place.gen({"--stdout"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("==> terraform/vpc.tf <==\n") != std::string::npos);
  CHECK(!place.folder.has("out"));
  CHECK(place.gen({}).err ==
        "error: `--out` is missing\nhelp: say where to write: `--out DIR`, or `--stdout`\n");
  CHECK(place.gen({"--stdout", "-o", "out"}).code == 2);
}

TEST_CASE("a blueprint with mistakes writes nothing, and says where they are") {
  const Workplace place;
  place.folder.write("shop.yaml", concat(kBlueprint, "  netwrok: {}\n"));
  const Outcome outcome = place.gen();
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find(" --> shop.yaml:8:3\n") != std::string::npos);
  CHECK(!place.folder.has("out"));
  const Outcome json = place.gen({"-o", "out", "--format", "json"});
  CHECK(json.code == 1);
  CHECK(json.err.empty());
  CHECK(json.out.starts_with("{\n  \"diagnostics\": ["));
}

TEST_CASE("a blueprint that cannot be read is a failure of the machine") {
  const Session session;
  const Outcome outcome = session.run({"gen", "nothing.yaml", "-o", "out"});
  CHECK(outcome.code == 3);
  CHECK(outcome.err == "error: cannot read nothing.yaml: No such file or directory\n");
  CHECK(session.run({"gen", ".", "-o", "out"}).err == "error: cannot read .: it is a directory\n");
  CHECK(session.run({"gen", "-", "--stdout"}, kBlueprint).code == 0);
}

TEST_CASE("what init writes compiles without an error") {
  const Session session;
  REQUIRE(session.run({"init"}).code == 0);
  const Outcome outcome = session.run({"gen", "blueprint.yaml", "-o", "out"});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(session.folder.has("out/terraform/vpc.tf"));
}

}  // namespace
}  // namespace blueprint::cli
