#include "engine/own_rows.h"
#include "server/api.h"
#include "server/import.h"
#include "server/staff_pins.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using engine::ChannelKey;
using engine::MasterRow;

using Rejected = std::vector<Imported::Rejected>;

/// `rejected`: of a file, even if there is none; for other calls nothing.
http::Response publish(Call& call, const ChannelKey& key, std::vector<MasterRow> rows,
                       const std::optional<Rejected>& rejected = std::nullopt) {
  if (const auto sealed = seal_pins(rows, pin_key(call.services.authority.key_pem)); !sealed)
    return problem(sealed.error());
  const auto before = [&] {
    std::int64_t version = 0;
    call.database.read([&](engine::HubTransaction& tx) { version = tx.feed.read(key).version; });
    return version;
  }();
  const auto version = engine::publish(call.database, key, rows, call.now);
  if (!version) return problem(version.error());
  if (*version != before) call.services.published(key);
  std::string body;
  JsonWriter out{body};
  out.begin_object()
      .member("channelId", key.channel)
      .member("version", *version)
      .member("rows", static_cast<std::int64_t>(rows.size()))
      .member("changed", *version != before);
  if (rejected) {
    out.key("rejected").begin_array();
    for (const Imported::Rejected& each : *rejected)
      out.begin_object().member("line", each.line).member("reason", each.reason).end_object();
    out.end_array();
  }
  out.end_object();
  return json(200, std::move(body));
}

Result<std::vector<MasterRow>> read_publication(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  std::vector<MasterRow> rows;
  constexpr std::string_view ops[] = {"put", "del"};
  std::size_t index = 0;
  for (const Json& item : fields.array("rows", true, 200'000)) {
    JsonFields row{item, errors, "/rows/" + std::to_string(index++)};
    MasterRow read{row.text("dataset", 64), row.text("key", 512), wire::Op::put, {}};
    if (row.maybe_word("op", ops).value_or("put") == "del") read.op = wire::Op::del;
    const Json* content = row.maybe_object("body");
    if (content != nullptr) read.body = to_text(*content);
    if (content == nullptr && read.op == wire::Op::put) row.complain("body", "is missing");
    row.finish();
    rows.push_back(std::move(read));
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return rows;
}

http::Response publication(Call& call) {
  const auto key = channel_of(call);
  const auto body = key ? json_body(call, Codes::of_articles) : Result<Json>{tl::unexpected(key.error())};
  const auto rows = body ? read_publication(*body) : Result<std::vector<MasterRow>>{tl::unexpected(body.error())};
  return rows ? publish(call, *key, *rows) : problem(rows.error());
}

void write_dates(JsonWriter& out, const std::optional<Instant>& from, const std::optional<Instant>& to) {
  if (from) out.key("validFrom").time(*from, 0);
  if (to) out.key("validTo").time(*to, 0);
}

/// A book's row and one a price; a price that begins later is a row of its own beside the present one.
Result<std::vector<MasterRow>> read_price_book(const Json& body, const std::string& code) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  std::vector<MasterRow> rows;
  const auto from = fields.maybe_time("validFrom"), to = fields.maybe_time("validTo");
  MasterRow book{"price_book", code, wire::Op::put, {}};
  JsonWriter out{book.body};
  out.begin_object().member("code", code).member("name", fields.maybe_text("name", 200).value_or(code));
  out.member("currency", fields.text("currency", 3))
      .optional("priority", fields.maybe_integer("priority", 0, 1'000'000));
  write_dates(out, from, to);
  out.end_object();
  rows.push_back(std::move(book));
  std::size_t index = 0;
  for (const Json& item : fields.array("prices", true, 200'000)) {
    JsonFields price{item, errors, "/prices/" + std::to_string(index++)};
    const std::string sku = price.text("sku", 200);
    const auto amount = price.integer("price", 0, 1'000'000'000'000);
    const auto begins = price.maybe_time("validFrom"), ends = price.maybe_time("validTo");
    price.finish();
    MasterRow row{"price", code + "/" + sku + (begins ? "@" + to_rfc3339(*begins) : std::string{}), wire::Op::put, {}};
    JsonWriter line{row.body};
    line.begin_object().member("book", code).member("sku", sku).member("price", amount);
    write_dates(line, begins, ends);
    line.end_object();
    if (begins && ends && *ends <= *begins) price.complain("validTo", "is not after validFrom");
    rows.push_back(std::move(row));
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return rows;
}

http::Response price_book(Call& call) {
  const auto key = channel_of(call);
  const auto body = key ? json_body(call) : Result<Json>{tl::unexpected(key.error())};
  const auto rows =
      body ? read_price_book(*body, call.param(1)) : Result<std::vector<MasterRow>>{tl::unexpected(body.error())};
  return rows ? publish(call, *key, *rows) : problem(rows.error());
}

http::Response put_row(Call& call) {
  const auto key = channel_of(call);
  const auto body = key ? json_body(call) : Result<Json>{tl::unexpected(key.error())};
  if (!body) return problem(body.error());
  return publish(call, *key, {MasterRow{call.param(1), call.param(2), wire::Op::put, to_text(*body)}});
}
http::Response remove_row(Call& call) {
  const auto key = channel_of(call);
  if (!key) return problem(key.error());
  return publish(call, *key, {MasterRow{call.param(1), call.param(2), wire::Op::del, {}}});
}

http::Response list_rows(Call& call) {
  const auto key = channel_of(call);
  if (!key) return problem(key.error());
  const auto limit = query_integer(call, "limit", 200, 1, 2000);
  if (!limit) return problem(limit.error());
  const std::string& dataset = call.param(1);
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    const auto rows =
        engine::rows_of(tx, *key, dataset, call.request.query_value("cursor").value_or(""), static_cast<int>(*limit));
    body.clear();
    JsonWriter out{body};
    out.begin_object().member("version", tx.feed.read(*key).version).key("items").begin_array();
    for (const wire::Change& row : rows)
      out.begin_object()
          .member("key", row.key)
          .member("rowVersion", row.row_version)
          .key("body")
          .raw(row.body)
          .end_object();
    out.end_array();
    const bool full = rows.size() == static_cast<std::size_t>(*limit);
    out.nullable("next", full ? std::optional{rows.back().key} : std::nullopt).end_object();
  });
  return json(200, std::move(body));
}

Result<Imported> read_file(const Call& call) {
  const std::string_view type = call.request.header("Content-Type");
  if (type.substr(0, type.find(';')) == "text/csv") return rows_of_csv(call.request.body);
  const Json body = TRY(parse_json(call.request.body));
  if (body.is_array()) return articles_of_json(body);
  if (const Json* items = body.find("items"); items != nullptr && items->is_array()) return articles_of_json(*items);
  return rows_of_store(body);
}

http::Response import_file(Call& call) {
  const auto key = channel_of(call);
  auto file = key ? read_file(call) : Result<Imported>{tl::unexpected(key.error())};
  return file ? publish(call, *key, std::move(file->rows), file->rejected) : problem(file.error());
}
}  // namespace

void add_masters_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/v1/channels/{channelId}/publications", Guard::operators, publication, unaudited);
  api.add(Method::put, "/v1/channels/{channelId}/price-books/{code}", Guard::operators, price_book, unaudited);
  api.add(Method::get, "/v1/channels/{channelId}/masters/{dataset}", Guard::operators, list_rows);
  api.add(Method::put, "/v1/channels/{channelId}/masters/{dataset}/{key}", Guard::operators, put_row, unaudited);
  api.add(Method::delete_, "/v1/channels/{channelId}/masters/{dataset}/{key}", Guard::operators, remove_row, unaudited);
  api.add(Method::post, "/v1/channels/{channelId}/imports", Guard::operators, import_file, "masters.import");
}
}  // namespace holdfast::server
