#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "base/card_number.h"
#include "base/check.h"

namespace holdfast {
Json Json::boolean(bool flag) {
  Json json;
  json.kind_ = Kind::boolean;
  json.flag_ = flag;
  return json;
}
Json Json::number(std::string text) {
  Json json;
  json.kind_ = Kind::number;
  json.text_ = std::move(text);
  return json;
}
Json Json::string(std::string text) {
  Json json;
  json.kind_ = Kind::string;
  json.text_ = std::move(text);
  return json;
}
Json Json::array(std::vector<Json> items) {
  Json json;
  json.kind_ = Kind::array;
  json.items_ = std::move(items);
  return json;
}
Json Json::object(std::vector<Member> members) {
  Json json;
  json.kind_ = Kind::object;
  json.members_ = std::move(members);
  return json;
}
const Json* Json::find(std::string_view name) const {
  for (const Member& member : members_)
    if (member.first == name) return &member.second;
  return nullptr;
}
std::optional<std::int64_t> Json::integer() const {
  if (kind_ != Kind::number) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
  if (failed != std::errc{} || end != text_.data() + text_.size()) return std::nullopt;
  return value;
}

namespace {
namespace json = boost::json;

/// What Boost.JSON's event parser calls; builds Json values on a stack.
struct Builder {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using View = json::string_view;
  using Code = json::error_code;

  struct Level {
    bool object = false;
    std::string key;
    std::vector<Json> items;
    std::vector<Json::Member> members;
  };
  std::vector<Level> levels;
  Json root;
  std::string text;       // of the string, key or number being read
  bool duplicate = false;
  bool infinite = false;

  bool put(Json value) {
    if (levels.empty()) {
      root = std::move(value);
      return true;
    }
    Level& level = levels.back();
    if (level.object) {
      level.members.emplace_back(std::move(level.key), std::move(value));
    } else {
      level.items.push_back(std::move(value));
    }
    return true;
  }
  static bool repeated(const std::vector<Json::Member>& members) {
    if (members.size() < 16) {
      for (std::size_t i = 1; i < members.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (members[i].first == members[j].first) return true;
      return false;
    }
    std::vector<std::string_view> names;
    for (const Json::Member& member : members) names.push_back(member.first);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
  }
  bool add_number(View tail) {
    text.append(tail.data(), tail.size());
    return put(Json::number(std::exchange(text, {})));
  }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) {
    levels.push_back({.object = true, .key = {}, .items = {}, .members = {}});
    return true;
  }
  bool on_object_end(std::size_t, Code& code) {
    Level level = std::move(levels.back());
    levels.pop_back();
    if (repeated(level.members)) {
      duplicate = true;
      code = json::error::syntax;
      return false;
    }
    return put(Json::object(std::move(level.members)));
  }
  bool on_array_begin(Code&) {
    levels.emplace_back();
    return true;
  }
  bool on_array_end(std::size_t, Code&) {
    Level level = std::move(levels.back());
    levels.pop_back();
    return put(Json::array(std::move(level.items)));
  }
  bool on_key_part(View part, std::size_t, Code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_key(View part, std::size_t, Code&) {
    text.append(part.data(), part.size());
    levels.back().key = std::exchange(text, {});
    return true;
  }
  bool on_string_part(View part, std::size_t, Code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_string(View part, std::size_t, Code&) {
    text.append(part.data(), part.size());
    return put(Json::string(std::exchange(text, {})));
  }
  bool on_number_part(View part, Code&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t, View tail, Code&) { return add_number(tail); }
  bool on_uint64(std::uint64_t, View tail, Code&) { return add_number(tail); }
  bool on_double(double number, View tail, Code& code) {  // only looked at, never kept: the text is the number
    if (!std::isfinite(number)) {
      infinite = true;
      code = json::error::syntax;
      return false;
    }
    return add_number(tail);
  }
  bool on_bool(bool flag, Code&) { return put(Json::boolean(flag)); }
  bool on_null(Code&) { return put(Json{}); }
  bool on_comment_part(View, Code&) { return true; }
  bool on_comment(View, Code&) { return true; }
};
}  // namespace

Result<Json> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 64;
  json::basic_parser<Builder> parser{options};
  json::error_code code;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
  if (!code && used < text.size()) {
    const bool only_blanks = text.find_first_not_of(" \t\r\n", used) == std::string_view::npos;
    if (!only_blanks) code = json::error::extra_data;
  }
  if (!code) return std::move(parser.handler().root);
  if (parser.handler().duplicate) return refuse(ErrorCode::strict_json, "a member name occurs twice in one object");
  if (parser.handler().infinite || code == json::error::exponent_overflow)
    return refuse(ErrorCode::strict_json, "a number is beyond all bounds");
  if (code == json::error::too_deep) return refuse(ErrorCode::strict_json, "nested deeper than 64 levels");
  return refuse(ErrorCode::malformed_json, "not JSON near byte " + std::to_string(used) + ": " + code.message());
}

JsonFields::JsonFields(const Json& value, std::vector<FieldError>& errors, std::string pointer)
    : object_{value.is_object() ? &value : nullptr}, errors_{errors}, pointer_{std::move(pointer)} {
  if (object_ == nullptr) errors_.push_back({pointer_, "must be an object"});
}

std::string JsonFields::pointer(std::string_view name) const {
  std::string out = pointer_ + '/';
  for (const char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}
void JsonFields::complain(std::string_view name, std::string detail) { errors_.push_back({pointer(name), std::move(detail)}); }

const Json* JsonFields::take(std::string_view name) {
  asked_.push_back(name);
  const Json* found = object_ == nullptr ? nullptr : object_->find(name);
  return found == nullptr || found->is_null() ? nullptr : found;
}
const Json* JsonFields::required(std::string_view name) {
  const Json* found = take(name);
  if (found == nullptr && object_ != nullptr) complain(name, "is required");
  return found;
}

namespace {
constexpr std::string_view must_be_text = "must be a string";
}

std::string JsonFields::text(std::string_view name, std::size_t max_length) {
  auto found = maybe_text(name, max_length);
  if (!found) {
    if (object_ != nullptr && (object_->find(name) == nullptr || object_->find(name)->is_null())) complain(name, "is required");
    return {};
  }
  if (found->empty()) complain(name, "must not be empty");
  return *std::move(found);
}
std::optional<std::string> JsonFields::maybe_text(std::string_view name, std::size_t max_length) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_string()) {
    complain(name, std::string{must_be_text});
    return std::nullopt;
  }
  if (found->text().size() > max_length) complain(name, "is longer than " + std::to_string(max_length) + " bytes");
  // Somebody's card was scanned or typed into a field of ours: what is never taken need never be found and wiped.
  // Where `code` or `key` is no article's, the whole body was looked at before (no_cards.h).
  const bool article = name == "sku" || name == "barcode" || name == "code" || name == "key";
  if (article ? holds_card_besides_gtins(found->text()) : holds_card_number(found->text()))
    complain(name, "looks like the number of a payment card, which is not to be kept");
  return found->text();
}
std::optional<std::int64_t> JsonFields::maybe_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  const auto value = found->integer();
  if (!value) {
    complain(name, "must be an integer");
    return std::nullopt;
  }
  if (*value < least) complain(name, "must be at least " + std::to_string(least));
  if (*value > most) complain(name, "must be at most " + std::to_string(most));
  return value;
}
std::int64_t JsonFields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  if (required(name) == nullptr) return 0;
  return maybe_integer(name, least, most).value_or(0);
}
std::optional<bool> JsonFields::maybe_flag(std::string_view name) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  if (found->kind() != Json::Kind::boolean) {
    complain(name, "must be true or false");
    return std::nullopt;
  }
  return found->truth();
}
bool JsonFields::flag(std::string_view name, bool otherwise) { return maybe_flag(name).value_or(otherwise); }
std::optional<Uuid> JsonFields::maybe_uuid(std::string_view name) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  const auto id = found->is_string() ? parse_uuid(found->text()) : std::nullopt;
  if (!id) complain(name, "must be a UUID");
  return id;
}
Uuid JsonFields::uuid(std::string_view name) {
  if (required(name) == nullptr) return {};
  return maybe_uuid(name).value_or(Uuid{});
}
std::optional<std::string> JsonFields::maybe_decimal(std::string_view name) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_number() && !found->is_string()) {
    complain(name, "must be a decimal number or string");
    return std::nullopt;
  }
  return found->text();
}
std::optional<Instant> JsonFields::maybe_time(std::string_view name) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  const auto at = found->is_string() ? parse_rfc3339(found->text()) : std::nullopt;
  if (!at) complain(name, "must be an RFC 3339 time");
  return at;
}
std::optional<std::string> JsonFields::maybe_word(std::string_view name, std::span<const std::string_view> allowed) {
  const Json* found = take(name);
  if (found == nullptr) return std::nullopt;
  if (found->is_string() && std::find(allowed.begin(), allowed.end(), found->text()) != allowed.end()) return found->text();
  std::string detail = "must be one of";
  for (const std::string_view word : allowed) detail.append(" ").append(word);
  complain(name, detail);
  return std::nullopt;
}
std::string JsonFields::word(std::string_view name, std::span<const std::string_view> allowed) {
  if (required(name) == nullptr) return {};
  return maybe_word(name, allowed).value_or("");
}
const Json* JsonFields::maybe_object(std::string_view name) {
  const Json* found = take(name);
  if (found != nullptr && !found->is_object()) {
    complain(name, "must be an object");
    return nullptr;
  }
  return found;
}
std::span<const Json> JsonFields::array(std::string_view name, bool is_required, std::size_t max_items) {
  const Json* found = is_required ? required(name) : take(name);
  if (found == nullptr) return {};
  if (!found->is_array()) {
    complain(name, "must be an array");
    return {};
  }
  if (found->items().size() > max_items) complain(name, "has more than " + std::to_string(max_items) + " items");
  return found->items();
}

void JsonFields::finish() {
  if (object_ == nullptr) return;
  for (const Json::Member& member : object_->members())
    if (std::find(asked_.begin(), asked_.end(), member.first) == asked_.end()) complain(member.first, "is not a member of this object");
}

Result<> accept_fields(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  std::string detail = errors.front().pointer.empty() ? "the body" : errors.front().pointer;
  detail += ' ';
  detail += errors.front().detail;
  return refuse(ErrorCode::invalid_body, std::move(detail), std::move(errors));
}
}  // namespace holdfast
