// JSON written as it is said, so that no tree of the whole is built.
//
//     JsonWriter json;
//     json.object([&] {
//       json.member("file", path);
//       json.key("lines"), json.array([&] { json.value(1), json.value(2); });
//     });
//
// The bytes are those that nlohmann-json prints. Texts need not be UTF-8: what is
// none becomes U+FFFD.

#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace blueprint::report {

class JsonWriter {
 public:
  enum class Layout { Indented, OneLine };
  explicit JsonWriter(Layout layout = Layout::Indented) : indented_(layout == Layout::Indented) {}

  template <typename Body>
  void object(Body body) {
    begin('{');
    body();
    end('}');
  }
  template <typename Body>
  void array(Body body) {
    begin('[');
    body();
    end(']');
  }

  void key(std::string_view name);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::integral auto number) { write(std::to_string(number)); }
  void null() { write("null"); }

  void member(std::string_view name, const auto& value) {
    key(name);
    this->value(value);
  }
  void member_or_null(std::string_view name, std::string_view text);  // Null for an empty text.

  // What was written since the last time, and a newline.
  std::string take();

 private:
  void begin(char bracket);
  void end(char bracket);
  void write(std::string_view token);
  void separate();
  void new_line();
  void quote(std::string_view text);

  std::string out_;
  bool indented_;
  bool is_first_ = true;  // In its object or array.
  bool after_key_ = false;
  std::size_t depth_ = 0;
};

}  // namespace blueprint::report
