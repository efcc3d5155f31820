#include "wire/feed.h"

#include <charconv>

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t most_datasets = 256;
constexpr std::size_t most_parts = 100'000;

void write_change(JsonWriter& json, const Change& change) {
  json.begin_object().member("version", change.version).member("dataset", change.dataset).member("key", change.key);
  json.member("op", change.op == Op::put ? "put" : "del").member("rowVersion", change.row_version);
  if (change.op == Op::put) json.member("body", change.body);
  json.end_object();
}
void write_roots(JsonWriter& json, const Roots& roots) {
  json.key("digests").begin_array();
  for (const auto& [dataset, root] : roots) json.begin_array().value(dataset).value(to_text(root)).end_array();
  json.end_array();
}
bool read_roots(std::span<const Json> items, Roots& roots) {
  for (const Json& pair : items) {
    if (!pair.is_array() || pair.items().size() != 2 || !pair.items()[0].is_string() || !pair.items()[1].is_string())
      return false;
    const auto root = parse_digest(pair.items()[1].text());
    if (!root || !roots.emplace(pair.items()[0].text(), *root).second) return false;
  }
  return true;
}
/// Changes stand in rising order of version, after `from` and up to `to`.
bool in_order(const FeedPage& page) {
  std::int64_t last = page.from.ordinal > 0 ? page.from.version : page.from.version + 1;
  for (const Change& change : page.changes) {
    if (change.version < last || change.version > page.to.version) return false;
    last = change.version;
  }
  const bool forward =
      page.to.version > page.from.version ||
      (page.to.version == page.from.version && (page.to.ordinal == 0 || page.to.ordinal >= page.from.ordinal));
  return forward && page.checkpoint == (page.to.ordinal == 0);
}
Decoded<Json> object_of(std::string_view text, const Limits& limits) {
  if (text.size() > limits.raw_bytes) return fault(Reason::size, "the document is too large");
  auto json = parse_json(text);
  if (!json || !json->is_object()) return fault(Reason::form, "no JSON object");
  return *std::move(json);
}
}  // namespace

Decoded<Change> decode_change(const Json& item, const Limits& limits) {
  std::vector<FieldError> errors;
  JsonFields fields{item, errors};
  static constexpr std::string_view ops[] = {"put", "del"};
  Change change;
  change.version = fields.integer("version", 1);
  change.dataset = fields.text("dataset", 64);
  change.key = fields.text("key", 512);
  change.op = fields.word("op", ops) == "del" ? Op::del : Op::put;
  change.row_version = fields.integer("rowVersion", 1);
  if (change.op == Op::put) {
    change.body = fields.text("body", limits.line_bytes);
    const auto body = parse_json(change.body);
    if (errors.empty() && (!body || !body->is_object()))
      return fault(Reason::form, "the body of " + change.key + " is no JSON object");
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return change;
}

std::string to_text(const Cursor& cursor) {
  return cursor.ordinal == 0 ? std::to_string(cursor.version)
                             : std::to_string(cursor.version) + "." + std::to_string(cursor.ordinal);
}
std::optional<Cursor> parse_cursor(std::string_view text) {
  Cursor cursor;
  const char* const end = text.data() + text.size();
  const auto version = std::from_chars(text.data(), end, cursor.version);
  if (version.ec != std::errc{} || cursor.version < 0) return std::nullopt;
  if (version.ptr == end) return cursor;
  if (*version.ptr != '.') return std::nullopt;
  const auto ordinal = std::from_chars(version.ptr + 1, end, cursor.ordinal);
  if (ordinal.ec != std::errc{} || ordinal.ptr != end || cursor.ordinal < 1) return std::nullopt;
  return cursor;
}

std::string encode(const FeedPage& page) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("from", to_text(page.from))
      .member("to", to_text(page.to))
      .member("checkpoint", page.checkpoint);
  json.key("changes").begin_array();
  for (const Change& change : page.changes) write_change(json, change);
  json.end_array();
  if (page.checkpoint) write_roots(json, page.roots);
  json.end_object();
  return out;
}

Decoded<FeedPage> decode_feed_page(std::string_view text, const Limits& limits) {
  const auto json = object_of(text, limits);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  FeedPage page;
  const auto from = parse_cursor(fields.text("from", 64));
  const auto to = parse_cursor(fields.text("to", 64));
  page.checkpoint = fields.flag("checkpoint", false);
  for (const Json& item : fields.array("changes", true, static_cast<std::size_t>(limits.page_rows))) {
    auto change = decode_change(item, limits);
    if (!change) return tl::unexpected(std::move(change).error());
    page.changes.push_back(*std::move(change));
  }
  if (!read_roots(fields.array("digests", false, most_datasets), page.roots))
    return fault(Reason::form, "digests are not [[data set, root]]");
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  if (!from || !to) return fault(Reason::form, "a cursor is not read");
  page.from = *from;
  page.to = *to;
  if (!in_order(page)) return fault(Reason::form, "the changes are not in order");
  return page;
}

std::string encode(const Manifest& manifest) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("version", manifest.version).key("parts").begin_array();
  for (const SnapshotPart& part : manifest.parts)
    json.begin_object()
        .member("bytes", part.bytes)
        .member("sha256", to_text(part.sha))
        .member("rows", part.rows)
        .end_object();
  json.end_array();
  write_roots(json, manifest.roots);
  json.end_object();
  return out;
}

Decoded<Manifest> decode_manifest(std::string_view text, const Limits& limits) {
  const auto json = object_of(text, limits);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  Manifest manifest;
  manifest.version = fields.integer("version", 0);
  for (const Json& item : fields.array("parts", true, most_parts)) {
    JsonFields part{item, errors};
    const auto bytes = part.integer("bytes", 0, static_cast<std::int64_t>(limits.raw_bytes));
    const auto sha = parse_digest(part.text("sha256", 64));
    const auto rows = part.integer("rows", 0, 1'000'000);
    if (!sha) return fault(Reason::form, "a part has no digest");
    manifest.parts.push_back({bytes, *sha, rows});
  }
  if (!read_roots(fields.array("digests", true, most_datasets), manifest.roots))
    return fault(Reason::form, "digests are not [[data set, root]]");
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return manifest;
}

std::string encode_part(const std::vector<Change>& rows) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const Change& row : rows) write_change(json, row);
  json.end_array();
  return out;
}

Decoded<std::vector<Change>> decode_part(std::string_view text, const SnapshotPart& expected, const Limits& limits) {
  if (text.size() > limits.raw_bytes) return fault(Reason::size, "the part is too large");
  if (static_cast<std::int64_t>(text.size()) != expected.bytes || sha256(text) != expected.sha)
    return fault(Reason::chain, "the part is not the one of the manifest");
  const auto json = parse_json(text);
  if (!json || !json->is_array()) return fault(Reason::form, "the part is no array");
  std::vector<Change> rows;
  rows.reserve(json->items().size());
  for (const Json& item : json->items()) {
    auto row = decode_change(item, limits);
    if (!row) return tl::unexpected(std::move(row).error());
    if (row->op != Op::put) return fault(Reason::form, "a snapshot holds live rows only");
    rows.push_back(*std::move(row));
  }
  if (static_cast<std::int64_t>(rows.size()) != expected.rows)
    return fault(Reason::count, "the part's rows are not as counted");
  return rows;
}
}  // namespace holdfast::wire
