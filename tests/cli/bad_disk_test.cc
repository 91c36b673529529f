// Disks that are full or closed, output that is not ours, and several runs at
// once: an error says what to do, and no byte of the user's is lost.

#include <sys/stat.h>

#include <map>

#include "process.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

constexpr std::string_view kShop =
    "blueprint: 1\nname: shop\nenvironment: prod\nregion: eu-central-1\ncomponents:\n  network: {}\n";

using Tree = std::map<std::string, std::string>;

Tree tree(const TemporaryFolder& folder) {
  Tree files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "out")) {
    const std::string path = entry.path().lexically_relative(folder.path()).string();
    if (entry.is_regular_file()) files[path] = folder.read(path);
  }
  return files;
}

std::string names(const Tree& files) {
  std::string all;
  for (const auto& [path, text] : files) all += concat(path, "\n");
  return all;
}

struct Workplace {
  Workplace() {
    ::chmod(folder.path().c_str(), 0777);
    folder.write("shop.yaml", kShop);
    folder.write("more.yaml", concat(kShop, "  kms: {}\ntags: { Owner: shop }\n"));
  }

  Ended gen(std::string_view blueprint, const Process::Prepare& prepare = {}) const {
    return run_program(folder, {"gen", std::string(blueprint), "-o", "out"}, prepare);
  }

  TemporaryFolder folder;
};

// For root, permissions are no obstacle.
void be_nobody() {
  if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(125);
}

TEST_CASE("on a full disk gen fails, and the old tree stays as it was") {
  const Workplace place;
  REQUIRE(place.gen("shop.yaml").code == 0);
  const Tree before = tree(place.folder);
  for (const rlim_t size : {0, 100, 2'000, 5'000}) {
    const Ended ended = place.gen("more.yaml", [size] {
      // Standard error is a file too, and must have room for what the program says.
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{.rlim_cur = size, .rlim_max = size};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    INFO(size << ended.err);
    CHECK(ended.code == 3);
    CHECK(tree(place.folder) == before);
  }
  CHECK(place.gen("more.yaml").code == 0);
  CHECK(run_program(place.folder, {"gen", "shop.yaml", "--stdout"}, [] {
          const Descriptor full(::open("/dev/full", O_WRONLY));
          ::dup2(full.get(), 1);
        }).code == 3);
}

TEST_CASE("where nothing may be written gen says so, and changes nothing") {
  const Workplace place;
  REQUIRE(place.gen("shop.yaml").code == 0);
  const Tree before = tree(place.folder);
  ::chmod((place.folder / "out").c_str(), 0555);
  ::chmod((place.folder / "out/terraform").c_str(), 0555);
  const Ended closed = place.gen("more.yaml", be_nobody);
  CHECK(closed.code == 3);
  CHECK(closed.err.ends_with("error: cannot lock out: Permission denied\n"));
  ::chmod((place.folder / "out").c_str(), 0777);
  const Ended below = place.gen("more.yaml", be_nobody);
  INFO(below.err);
  CHECK(below.code == 3);
  CHECK(below.err.find("error: cannot write out/") != std::string::npos);
  CHECK(below.err.ends_with(": Permission denied\n"));
  CHECK(tree(place.folder) == before);
}

TEST_CASE("a manifest that is cut, or no file, is an error that says what to do") {
  const Workplace place;
  REQUIRE(place.gen("shop.yaml").code == 0);
  const std::string whole = place.folder.read("out/.blueprint-manifest");
  Tree before = tree(place.folder);
  for (const std::size_t size : {std::size_t(1), whole.size() / 2, whole.size() - 1}) {
    place.folder.write("out/.blueprint-manifest", std::string_view(whole).substr(0, size));
    const Ended ended = place.gen("more.yaml");
    INFO(ended.err);
    CHECK(ended.code == 3);
    CHECK(ended.err.find("out/.blueprint-manifest is damaged (") != std::string::npos);
    CHECK(ended.err.find("restore it, or remove it and run again") != std::string::npos);
  }
  std::filesystem::remove(place.folder / "out/.blueprint-manifest");
  std::filesystem::create_directories(place.folder / "out/.blueprint-manifest/x");
  CHECK(place.gen("more.yaml").code == 3);
  std::filesystem::remove_all(place.folder / "out/.blueprint-manifest");
  place.folder.write("out/.blueprint-manifest", whole);
  CHECK(tree(place.folder) == before);
  CHECK(place.gen("more.yaml").code == 0);
}

TEST_CASE("gen writes where it is told, and through no link below that") {
  const Workplace place;
  std::filesystem::create_directories(place.folder / "real");
  std::filesystem::create_directory_symlink("real", place.folder / "out");
  REQUIRE(place.gen("shop.yaml").code == 0);
  CHECK(place.folder.has("real/terraform/vpc.tf"));

  place.folder.write("precious/vpc.tf", "mine");
  std::filesystem::remove_all(place.folder / "real/terraform");
  std::filesystem::create_directory_symlink("../precious", place.folder / "real/terraform");
  const Ended ended = place.gen("more.yaml");
  INFO(ended.err);
  CHECK(ended.code == 3);
  CHECK(ended.err.find("a folder on the way is a symbolic link") != std::string::npos);
  CHECK(place.folder.read("precious/vpc.tf") == "mine");
  CHECK(run_program(place.folder, {"gen", "more.yaml", "-o", "out", "--force"}).code == 3);
  CHECK(place.folder.read("precious/vpc.tf") == "mine");
  CHECK(run_program(place.folder, {"gen", "shop.yaml", "-o", "shop.yaml"}).code == 3);
  CHECK(run_program(place.folder, {"gen", "shop.yaml", "-o", "precious/../above"}).code == 0);
  CHECK(place.folder.has("above/terraform/vpc.tf"));
}

TEST_CASE("of runs at the same time each writes its tree or says that another is at it") {
  const Workplace place;
  REQUIRE(place.gen("shop.yaml").code == 0);
  const Tree shop = tree(place.folder);
  REQUIRE(place.gen("more.yaml").code == 0);
  const Tree more = tree(place.folder);
  for (int round = 0; round < 5; ++round) {
    std::vector<std::unique_ptr<Process>> runs;
    for (int i = 0; i < 6; ++i) {
      const std::string blueprint = i % 2 == 0 ? "shop.yaml" : "more.yaml";
      runs.push_back(
          std::make_unique<Process>(place.folder, std::vector<std::string>{"gen", blueprint, "-o", "out"}));
    }
    int written = 0;
    for (const auto& run : runs) {
      const Ended ended = run->finish();
      INFO(ended.err);
      if (ended.code == 0) ++written;
      CHECK((ended.code == 0 || ended.code == 3));
      CHECK((ended.code == 0 || ended.err.find("error: another run") != std::string::npos));
    }
    CHECK(written > 0);
    const Tree now = tree(place.folder);
    CHECK((now == shop || now == more));
  }
}

TEST_CASE("a run that is killed leaves files that are old or new, and the next one mends it") {
  const Workplace place;
  REQUIRE(place.gen("shop.yaml").code == 0);
  const Tree shop = tree(place.folder);
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(place.gen("more.yaml").code == 0);
  const auto whole = std::chrono::steady_clock::now() - begin;
  const Tree more = tree(place.folder);
  constexpr int kRounds = 30;
  for (int round = 0; round < kRounds; ++round) {
    INFO(round);
    {
      Process run(place.folder, {"gen", round % 2 == 0 ? "shop.yaml" : "more.yaml", "-o", "out"});
      std::this_thread::sleep_for(whole * round / kRounds);
      run.kill();
      run.finish();
    }
    for (const auto& [path, text] : tree(place.folder)) {
      if (path.find("/.blueprint-") != std::string::npos) continue;
      const auto in_shop = shop.find(path);
      const auto in_more = more.find(path);
      CHECK(((in_shop != shop.end() && in_shop->second == text) ||
             (in_more != more.end() && in_more->second == text)));
    }
    REQUIRE(place.gen("more.yaml").code == 0);
    CHECK(names(tree(place.folder)) == names(more));
    CHECK(tree(place.folder) == more);
  }
}

}  // namespace
}  // namespace blueprint::cli
