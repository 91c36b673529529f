// Functions that read files stay within the module.

#include <catch2/catch.hpp>

#include "eval/evaluated.h"
#include "temporary_folder.h"

namespace blueprint::eval {

namespace {

class Module {
 public:
  Module() {
    folder_.write("outside.txt", "secret");
    folder_.write("module/a.txt", "hello");
    folder_.write("module/binary", "\xff\xfe");
    folder_.write("module/sub/b.json", "{}");
    folder_.write("module/sub/c.txt", "c");
    folder_.write("module/sub/deep/d.txt", "d");
    folder_.write("module/t.tpl", "Hi ${name}%{ if loud }!%{ endif }");
    folder_.write("module/only.tpl", "${list}");
    folder_.write("module/bad.tpl", "one\n${name");
    folder_.write("module/wrong.tpl", "one\n${nosuch}");
    folder_.write("module/recursive.tpl", "${templatefile(\"t.tpl\", {})}");
    std::filesystem::create_symlink(folder_ / "outside.txt", folder_ / "module/link.txt");
    std::filesystem::create_symlink("a.txt", folder_ / "module/inner.txt");
  }

  std::string text(std::string_view expression) const {
    return evaluated(expression, {.module_dir = folder_ / "module"}).text();
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("files of the module are read") {
  const Module module;
  CHECK(module.text("file(\"a.txt\")") == R"("hello")");
  CHECK(module.text("file(\"./sub/../a.txt\")") == R"("hello")");
  CHECK(module.text("file(\"inner.txt\")") == R"("hello")");
  CHECK(module.text("filebase64(\"binary\")") == R"("//4=")");
  CHECK(module.text("filemd5(\"a.txt\") == md5(\"hello\")") == "true");
  CHECK(module.text("filesha1(\"a.txt\") == sha1(\"hello\")") == "true");
  CHECK(module.text("filesha256(\"a.txt\") == sha256(\"hello\")") == "true");
  CHECK(module.text("filesha512(\"a.txt\") == sha512(\"hello\")") == "true");
  CHECK(module.text("filebase64sha256(\"a.txt\") == base64sha256(\"hello\")") == "true");
  CHECK(module.text("filebase64sha512(\"a.txt\") == base64sha512(\"hello\")") == "true");
  CHECK(module.text("fileexists(\"a.txt\")") == "true");
  CHECK(module.text("fileexists(\"b.txt\")") == "false");
}

TEST_CASE("nothing outside the module is read") {
  const Module module;
  const std::string_view paths[] = {"../outside.txt", "/etc/passwd", "sub/../../outside.txt",
                                    "link.txt",       "~/.bashrc",   "../module2/a.txt"};
  for (const std::string_view path : paths) {
    for (const std::string_view function : {"file", "filebase64", "filemd5", "fileexists"}) {
      const std::string expression = std::string(function) + "(\"" + std::string(path) + "\")";
      INFO(expression);
      CHECK(module.text(expression) == "error: invalid value for `path` of `" + std::string(function) +
                                           "`: \"" + std::string(path) + "\" reads outside the module");
    }
  }
  CHECK(module.text("fileset(\"..\", \"*\")").starts_with("error: "));
  CHECK(module.text("fileset(\".\", \"../*\")").starts_with("error: "));
  CHECK(module.text("templatefile(\"../outside.txt\", {})").starts_with("error: "));
}

TEST_CASE("files that cannot be read are errors") {
  const Module module;
  CHECK(module.text("file(\"none.txt\")")
            .starts_with("error: invalid value for `path` of `file`: no file exists"));
  CHECK(module.text("file(\"binary\")").find("are not valid UTF-8") != std::string::npos);
  CHECK(module.text("file(\"sub\")").starts_with("error: "));
  CHECK(module.text("fileexists(\"sub\")") ==
        "error: invalid value for `path` of `fileexists`: \"sub\" is a directory, not a file");
}

TEST_CASE("file patterns select what Terraform's do") {
  const Module module;
  CHECK(module.text("fileset(\".\", \"*.txt\")") == R"(["a.txt"])");
  CHECK(module.text("fileset(\"sub\", \"**\")") == R"(["b.json","c.txt","deep/d.txt"])");
  CHECK(module.text("fileset(\".\", \"**/*.txt\")") == R"(["a.txt","sub/c.txt","sub/deep/d.txt"])");
  CHECK(module.text("fileset(\".\", \"sub/*\")") == R"(["sub/b.json","sub/c.txt"])");
  CHECK(module.text("fileset(\".\", \"sub/{b,x}.*\")") == R"(["sub/b.json"])");
  CHECK(module.text("fileset(\".\", \"sub/[a-b].json\")") == R"(["sub/b.json"])");
  CHECK(module.text("fileset(\".\", \"?.txt\")") == R"(["a.txt"])");
  CHECK(module.text("fileset(\".\", \"none*\")") == "[]");
  CHECK(module.text("fileset(\".\", \"[a\")").starts_with("error: "));
}

TEST_CASE("template files are rendered with their variables alone") {
  const Module module;
  CHECK(module.text("templatefile(\"t.tpl\", {name = \"Al\", loud = true})") == R"("Hi Al!")");
  CHECK(module.text("templatefile(\"only.tpl\", {list = [1]})") == "[1]");
  CHECK(module.text("templatefile(\"t.tpl\", [])").starts_with("error: invalid value for `vars`"));
  CHECK(module.text("templatefile(\"t.tpl\", {\"a b\" = 1})").starts_with("error: invalid value for `vars`"));
  CHECK(module.text("templatefile(\"bad.tpl\", {name = 1})").starts_with("error: in `bad.tpl`, line 2: "));
  CHECK(
      module.text("templatefile(\"wrong.tpl\", {name = 1})").starts_with("error: in `wrong.tpl`, line 2: "));
  CHECK(
      module.text("templatefile(\"recursive.tpl\", {})").starts_with("error: in `recursive.tpl`, line 1: "));
}

TEST_CASE("without a module nothing is read and nothing is known") {
  for (const std::string_view expression :
       {"file(\"/etc/passwd\")", "fileexists(\"/etc/passwd\")", "fileset(\"/etc\", \"*\")",
        "templatefile(\"/etc/passwd\", {})"}) {
    INFO(expression);
    CHECK(evaluated(expression).text() == "unknown");
  }
}

}  // namespace blueprint::eval
