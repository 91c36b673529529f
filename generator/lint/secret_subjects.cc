#include "lint/secret_subjects.h"

#include <algorithm>
#include <map>

#include "secrets/search.h"
#include "support/file.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

// Where the subjects of each file are.
class Places {
 public:
  explicit Places(const std::vector<Subject>& subjects) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const Subject& subject = subjects[i];
      // A document goes on to the next one.
      const Span place =
          subject.syntax ? subject.syntax->span : Span{subject.head.file, subject.head.begin, UINT32_MAX};
      if (place) starts_.emplace(std::pair(place.file, place.begin), Place{place.end, i});
    }
  }

  std::optional<std::size_t> around(FileId file, std::size_t at) const {
    auto after = starts_.upper_bound(std::pair(file, std::uint32_t(at)));
    if (after == starts_.begin()) return std::nullopt;
    const auto& [start, place] = *std::prev(after);
    if (start.first != file || place.end <= at) return std::nullopt;
    return place.subject;
  }

 private:
  struct Place {
    std::uint32_t end = 0;
    std::size_t subject = 0;
  };
  std::map<std::pair<FileId, std::uint32_t>, Place> starts_;  // Of several on one place the first.
};

bool is_searched(std::string_view path, std::string_view text) {
  // Checksums and nothing else.
  return terraform::file_kind(terraform::file_name(path)) != terraform::FileKind::Lock &&
         !terraform::is_encrypted(text);
}

// What tests read that are written in Go: recorded answers of servers, invented accounts.
bool is_test_data(std::string_view path) {
  return path.starts_with("testdata/") || path.find("/testdata/") != path.npos;
}

// Calls `use` with each NAME of file("${path.module}/NAME") and templatefile("${path.module}/NAME", …).
template <typename Use>
void each_file_read(std::string_view text, Use use) {
  constexpr std::string_view kCall = "file(\"${path.module}/";
  for (std::size_t at = text.find(kCall); at != text.npos; at = text.find(kCall, at)) {
    at += kCall.size();
    const std::string_view name = text.substr(at, text.substr(at).find_first_of("\"\n"));
    if (name.find_first_of("$%\\") == name.npos && name.find("..") == name.npos) use(name);
  }
}

}  // namespace

std::vector<terraform::NamedFile> files_read_by(Sources& sources,
                                                std::span<const terraform::NamedFile> files) {
  constexpr std::size_t kLargest = 1u << 20;
  std::set<std::string> known;
  for (const terraform::NamedFile& file : files) known.insert(terraform::normal_path(file.path));
  std::vector<terraform::NamedFile> read;
  for (const terraform::NamedFile& file : files) {
    if (terraform::file_kind(terraform::file_name(file.path)) != terraform::FileKind::Configuration) continue;
    each_file_read(sources.text(file.id), [&](std::string_view name) {
      const std::string folder = terraform::folder_of(file.path);
      std::string path = concat(folder, folder.empty() ? "" : "/", name);
      if (!known.insert(terraform::normal_path(path)).second) return;
      Result<std::string> text = read_file(path, kLargest);
      if (!text || text->find('\0') != std::string::npos) return;
      read.push_back({.path = path, .id = sources.add(path, std::move(*text))});
    });
  }
  return read;
}

void add_secrets(std::vector<Subject>& subjects, std::vector<Span>& hidden, const Sources& sources,
                 const catalog::Library& library, std::span<const terraform::NamedFile> files,
                 const std::set<FileId>& only_hidden, const Spread& spread) {
  const secrets::Search search(library);
  std::vector<std::vector<secrets::Secret>> found_in(files.size());
  spread(files.size(), [&](std::size_t i) {
    const std::string_view text = sources.text(files[i].id);
    if (is_searched(files[i].path, text)) found_in[i] = search.find(text);
  });
  std::optional<Places> places;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const terraform::NamedFile& file = files[i];
    for (secrets::Secret& found : found_in[i]) {
      const Span span = {file.id, std::uint32_t(found.range.begin), std::uint32_t(found.range.end)};
      hidden.push_back({span.file, std::uint32_t(span.begin + secrets::shown_part(span.size())), span.end});
      if (only_hidden.contains(file.id)) continue;
      if (!places) places.emplace(subjects);
      const std::optional<std::size_t> known = places->around(file.id, found.range.begin);
      if (!known && is_test_data(file.path)) continue;
      if (!known) subjects.push_back({.language = Language::Text, .head = span});
      (known ? subjects[*known] : subjects.back())
          .secrets.push_back({.check = found.check,
                              .kind = found.kind,
                              .given = std::move(found.name),
                              .shown = secrets::masked(sources.text(span)),
                              .span = span});
    }
  }
}

void tell_secrets_once(Diagnostics& findings, const Sources& sources, std::span<const Subject> subjects) {
  std::set<Span> texts;
  for (const Subject& subject : subjects) {
    for (const FoundSecret& secret : subject.secrets) texts.insert(secret.span);
  }
  if (texts.empty()) return;
  const auto line_of = [&](Span span) {
    return std::pair(span.file, sources.line_at(span.file, span.begin).data());
  };
  std::set<std::pair<FileId, const char*>> told;
  for (const Diagnostic& finding : findings.all()) {
    if (finding.secret && finding.span && !texts.contains(finding.span)) told.insert(line_of(finding.span));
  }
  if (told.empty()) return;
  std::erase_if(findings.all(), [&](const Diagnostic& finding) {
    return finding.secret && texts.contains(finding.span) && told.contains(line_of(finding.span));
  });
}

}  // namespace blueprint::lint
