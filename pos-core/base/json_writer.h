#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"

namespace holdfast {
/// Appends compact JSON to a string, in the order of the calls. It keeps the commas; matching begin and end is the caller's.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_{out} {}
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// `name` is written as it is: our own literals, nothing that needs an escape.
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(const std::string& text) { return value(std::string_view{text}); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(const Uuid& id);
  template <class Tag>
  JsonWriter& value(const Id<Tag>& id) {
    return value(id.uuid);
  }
  JsonWriter& time(Instant at, int offset_minutes);
  JsonWriter& null();
  /// Text that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, const T& item) {
    return key(name).value(item);
  }
  /// Leaves the member out when there is no value.
  template <class T>
  JsonWriter& optional(std::string_view name, const std::optional<T>& item) {
    if (item) member(name, *item);
    return *this;
  }
  template <class T>
  JsonWriter& nullable(std::string_view name, const std::optional<T>& item) {
    return item ? member(name, *item) : key(name).null();
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  std::string& out_;
  bool first_ = true;
};

/// The text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
}  // namespace holdfast
