#include "eval/functions/csv.h"

#include "support/strings.h"

namespace blueprint::eval {

namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<CsvRecord>> run(std::string& why) {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      if (take_newline()) continue;
      const int line = line_;
      if (!read_record()) {
        why = concat("CSV parse error on line ", std::to_string(line_), ": ", problem_);
        return std::nullopt;
      }
      if (!records.empty() && record_.size() != records.front().size()) {
        why = concat("CSV parse error on line ", std::to_string(line), ": wrong number of fields");
        return std::nullopt;
      }
      records.push_back(std::move(record_));
      record_.clear();
    }
    return records;
  }

 private:
  bool take_newline() {
    if (text_.substr(at_).starts_with("\r\n")) {
      at_ += 2;
    } else if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    } else {
      return false;
    }
    ++line_;
    return true;
  }

  bool read_record() {
    while (true) {
      std::string field;
      const bool good = at_ < text_.size() && text_[at_] == '"' ? read_quoted(field) : read_bare(field);
      if (!good) return false;
      record_.push_back(std::move(field));
      if (at_ >= text_.size() || take_newline()) return true;
      ++at_;  // The comma.
    }
  }

  bool read_bare(std::string& field) {
    for (; at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n'; ++at_) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("\r\n") || rest == "\r") {
        if (rest == "\r") ++at_;
        break;
      }
      if (text_[at_] == '"') {
        problem_ = "bare \" in non-quoted-field";
        return false;
      }
      field += text_[at_];
    }
    return true;
  }

  bool read_quoted(std::string& field) {
    for (++at_; at_ < text_.size();) {
      if (text_[at_] != '"') {
        const std::size_t before = at_;
        if (take_newline()) {
          field += '\n';
        } else {
          field += text_[before];
          ++at_;
        }
        continue;
      }
      ++at_;
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with('"')) {
        field += '"';
        ++at_;
      } else if (rest.empty() || rest[0] == ',' || rest[0] == '\n' || rest.starts_with("\r\n")) {
        return true;
      } else {
        break;
      }
    }
    problem_ = "extraneous or missing \" in quoted-field";
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  CsvRecord record_;
  std::string_view problem_;
};

}  // namespace

std::optional<std::vector<CsvRecord>> parse_csv(std::string_view text, std::string& why) {
  return CsvReader(text).run(why);
}

}  // namespace blueprint::eval
