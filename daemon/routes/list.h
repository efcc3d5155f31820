#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "routes/api.h"

namespace holdfast::routes {
/// The row a cursor stands for; 0 at the start. Refuses cursors that are none of ours.
Result<std::int64_t> row_of(const Page& page);

/// `{"items": […], "next": …}` of up to `page.limit` of `rows`, which were asked for one more; `row` gives the cursor.
template <class T, class Append, class Row>
std::string page_json(const std::vector<T>& rows, const Page& page, const Append& append, const Row& row) {
  const std::size_t shown = std::min(rows.size(), static_cast<std::size_t>(page.limit));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) append(json, rows[i]);
  json.end_array().key("next");
  if (rows.size() > shown)
    json.value(std::to_string(row(rows[shown - 1])));
  else
    json.null();
  json.end_object();
  return out;
}
/// A list that is short enough to be given whole.
template <class T, class Append>
std::string list_json(const std::vector<T>& rows, const Append& append) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const T& row : rows) append(json, row);
  json.end_array().key("next").null().end_object();
  return out;
}

/// One value as the answer's body.
template <class T, class Append>
std::string body_of(const T& value, const Append& append) {
  std::string out;
  JsonWriter json{out};
  append(json, value);
  return out;
}
inline void append_time(JsonWriter& json, std::string_view name, const std::optional<Instant>& at, int utc_offset_min) {
  json.key(name);
  if (at)
    json.time(*at, utc_offset_min);
  else
    json.null();
}
/// A member that is there and null: to be taken away, in a PATCH.
inline bool is_cleared(const Json& body, std::string_view name) {
  const Json* found = body.find(name);
  return found != nullptr && found->is_null();
}
}  // namespace holdfast::routes
