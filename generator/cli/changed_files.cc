#include "cli/changed_files.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

#include "support/descriptor.h"
#include "support/file.h"
#include "support/strings.h"

extern char** environ;

namespace blueprint::cli {
namespace {

namespace fs = std::filesystem;

struct Pipe {
  Descriptor read;
  Descriptor write;

  static Pipe open() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return {Descriptor(), Descriptor()};
    return {Descriptor(ends[0]), Descriptor(ends[1])};
  }
};

std::string read_all(const Descriptor& from) {
  std::string all;
  for (;;) {
    std::string piece(1u << 16, '\0');
    if (!read_up_to(from.get(), piece) || piece.empty()) return all;
    all += piece;
  }
}

// What git prints when it is asked in `folder`.
Result<std::string> run_git(const std::string& folder, std::vector<std::string> words) {
  // A repository may name a program to watch its files, and programs to compare them.
  std::vector<std::string> all = {"git", "-C", folder, "-c", "core.fsmonitor=false"};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  Pipe out = Pipe::open();
  Pipe err = Pipe::open();
  if (!out.read || !err.read) return Error{concat("cannot run git: ", std::strerror(errno))};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, out.write.get(), 1);
  ::posix_spawn_file_actions_adddup2(&actions, err.write.get(), 2);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, "git", &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return Error{concat("cannot run git: ", std::strerror(failed))};
  out.write = Descriptor();
  err.write = Descriptor();
  std::string printed = read_all(out.read);
  const std::string complaint = read_all(err.read);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return printed;
  const std::string_view first = trim(std::string_view(complaint).substr(0, complaint.find('\n')));
  return Error{concat("git: ", first.empty() ? "it failed" : first)};
}

// The one path by which a file or folder is known, whether it is there or not.
std::string real(const fs::path& path) {
  std::error_code ignored;
  const fs::path known = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  std::string text = (known.empty() ? path : known).lexically_normal().string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

bool is_document(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

// The folders beside and above that a file calls as modules: `source = "../network"`.
// Where such a line means something else, a folder is looked at for nothing.
std::vector<std::string> called_by(const std::string& path) {
  std::vector<std::string> called;
  const Result<std::string> text = read_file(path);
  if (!text) return called;
  for (const std::string_view line : split(*text, '\n')) {
    std::string_view rest = trim(line);
    if (rest.starts_with('"')) rest.remove_prefix(1);  // As JSON has it.
    if (!rest.starts_with("source")) continue;
    const std::size_t quote = rest.find_first_of("=:");
    const std::size_t begin = quote == rest.npos ? rest.npos : rest.find('"', quote);
    const std::size_t end = begin == rest.npos ? rest.npos : rest.find('"', begin + 1);
    if (end == rest.npos) continue;
    const std::string_view source = rest.substr(begin + 1, end - begin - 1);
    if (source.starts_with("./") || source.starts_with("../")) {
      called.push_back(real(fs::path(path).parent_path() / source));
    }
  }
  return called;
}

std::string folder_of(const std::string& path) { return real(fs::absolute(path).parent_path()); }

}  // namespace

Result<std::vector<std::string>> changed_since(const std::string& folder, std::string_view ref) {
  if (ref.empty() || ref.starts_with('-')) return Error{concat("`", ref, "` is no commit")};
  const auto root = run_git(folder, {"rev-parse", "--show-toplevel"});
  if (!root) return root.error();
  const std::string top(trim(*root));
  // `--merge-base` compares with the commit where the two part, not with what came after it.
  const auto differing = run_git(top, {"diff", "--no-ext-diff", "--no-renames", "--name-only", "-z",
                                       "--merge-base", std::string(ref), "--"});
  if (!differing) return differing.error();
  const auto untracked = run_git(top, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!untracked) return untracked.error();
  std::vector<std::string> paths;
  for (const std::string* list : {&*differing, &*untracked}) {
    for (const std::string_view path : split(*list, '\0')) {
      if (!path.empty()) paths.push_back(real(fs::path(top) / path));
    }
  }
  return paths;
}

void keep_concerned(std::vector<std::string>& paths, const std::vector<std::string>& changed) {
  std::set<std::string> folders;
  bool documents = false;
  for (const std::string& path : changed) {
    folders.insert(folder_of(path));
    documents = documents || is_document(path);
  }
  // From what changed to who calls it, and so on.
  std::multimap<std::string, std::string> callers;
  for (const std::string& path : paths) {
    if (is_document(path)) continue;
    for (std::string& called : called_by(path)) callers.emplace(std::move(called), folder_of(path));
  }
  std::vector<std::string> reached(folders.begin(), folders.end());
  while (!reached.empty()) {
    const auto [begin, end] = callers.equal_range(reached.back());
    reached.pop_back();
    for (auto caller = begin; caller != end; ++caller) {
      if (folders.insert(caller->second).second) reached.push_back(caller->second);
    }
  }
  std::erase_if(paths, [&](const std::string& path) {
    return is_document(path) ? !documents : !folders.contains(folder_of(path));
  });
}

}  // namespace blueprint::cli
