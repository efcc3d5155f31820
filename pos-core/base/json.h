#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace holdfast {
/// A parsed JSON value. Numbers keep their text, so that decimals never pass through floating point.
class Json {
 public:
  enum class Kind { null, boolean, number, string, array, object };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  static Json boolean(bool flag);
  static Json number(std::string text);
  static Json string(std::string text);
  static Json array(std::vector<Json> items);
  static Json object(std::vector<Member> members);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_number() const { return kind_ == Kind::number; }
  bool truth() const { return flag_; }
  /// Text of a string or number.
  const std::string& text() const { return text_; }
  const std::vector<Json>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }
  /// Member of an object; null when there is none.
  const Json* find(std::string_view name) const;
  /// The number as an integer; empty when it has a fraction, an exponent, or does not fit.
  std::optional<std::int64_t> integer() const;

 private:
  Kind kind_ = Kind::null;
  bool flag_ = false;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

/// RFC 8259, strictly, plus the house rules: no duplicate member names, no number beyond the finite doubles, at most 64 levels.
Result<Json> parse_json(std::string_view text);

/// Reads the members of one object, collecting every complaint with its JSON Pointer instead of stopping at the first.
/// Ask for all members, then finish(): unknown members are complaints too.
class JsonFields {
 public:
  JsonFields(const Json& value, std::vector<FieldError>& errors, std::string pointer = "");

  std::string text(std::string_view name, std::size_t max_length = 1000);                 ///< required, not empty
  std::optional<std::string> maybe_text(std::string_view name, std::size_t max_length = 1000);
  std::int64_t integer(std::string_view name, std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX);
  std::optional<std::int64_t> maybe_integer(std::string_view name, std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX);
  bool flag(std::string_view name, bool otherwise);
  std::optional<bool> maybe_flag(std::string_view name);
  Uuid uuid(std::string_view name);
  std::optional<Uuid> maybe_uuid(std::string_view name);
  /// A decimal given as a JSON number or a string, as plain notation.
  std::optional<std::string> maybe_decimal(std::string_view name);
  std::optional<Instant> maybe_time(std::string_view name);
  /// One of the words; complains otherwise.
  std::string word(std::string_view name, std::span<const std::string_view> allowed);
  std::optional<std::string> maybe_word(std::string_view name, std::span<const std::string_view> allowed);
  const Json* maybe_object(std::string_view name);
  /// The items of an array member; complains when it is missing (if required) or no array.
  std::span<const Json> array(std::string_view name, bool required = true, std::size_t max_items = 10'000);

  void complain(std::string_view name, std::string detail);
  std::string pointer(std::string_view name) const;
  /// Complains about members nobody asked for.
  void finish();

 private:
  const Json* take(std::string_view name);
  const Json* required(std::string_view name);
  const Json* object_;  // null when the value is no object: everything is missing then, with one complaint
  std::vector<FieldError>& errors_;
  std::string pointer_;
  std::vector<std::string_view> asked_;
};

/// The error for a body with complaints, or nothing.
Result<> accept_fields(std::vector<FieldError> errors);
}  // namespace holdfast
