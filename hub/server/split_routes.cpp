// What of the stores' sales belongs to others: accounts of royalty and commission.
#include <map>
#include <tuple>

#include "server/api.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using engine::SplitTotal;
constexpr int most_rows = 20'000;

Result<engine::SplitWish> wish_of(const Call& call) {
  const auto asked = [&](std::string_view name) { return call.request.query_value(name).value_or(""); };
  engine::SplitWish wish{asked("siteId"), asked("party"), asked("kind"), asked("from"), asked("to")};
  for (const std::string* day : {&wish.from, &wish.to})
    if (!day->empty() && !parse_date(*day))
      return refuse(ErrorCode::invalid_argument, "from and to are days, YYYY-MM-DD");
  if (!wish.kind.empty() && wish.kind != "royalty" && wish.kind != "commission")
    return refuse(ErrorCode::invalid_argument, "kind is royalty or commission");
  return wish;
}

/// RFC 4180; a cell that a spreadsheet would run as a formula begins with an apostrophe.
void append_cell(std::string& out, std::string_view text) {
  const bool formula = !text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos;
  if (!formula && text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string csv_of(const std::vector<SplitTotal>& rows) {
  std::string out = "site,day,kind,party,currency,lines,net,amount,taken_back\r\n";
  for (const SplitTotal& row : rows) {
    for (const std::string* text : {&row.site, &row.business_date, &row.kind, &row.party, &row.currency}) {
      append_cell(out, *text);
      out += ',';
    }
    out += std::to_string(row.lines) + ',' + std::to_string(row.net) + ',' + std::to_string(row.amount) + ',' +
           std::to_string(row.taken_back) + "\r\n";
  }
  return out;
}

void append_sums(JsonWriter& json, const SplitTotal& row) {
  json.member("kind", row.kind).member("party", row.party).member("currency", row.currency);
  json.member("lines", row.lines).member("net", row.net).member("amount", row.amount);
  json.member("takenBack", row.taken_back);
}

std::string json_of(const std::vector<SplitTotal>& rows) {
  std::map<std::tuple<std::string, std::string, std::string>, SplitTotal> parties;
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const SplitTotal& row : rows) {
    json.begin_object().member("siteId", row.site).member("day", row.business_date);
    append_sums(json, row);
    json.end_object();
    SplitTotal& sum = parties.try_emplace({row.party, row.kind, row.currency}, SplitTotal{}).first->second;
    sum.kind = row.kind;
    sum.party = row.party;
    sum.currency = row.currency;
    sum.lines += row.lines;
    sum.net += row.net;
    sum.amount += row.amount;
    sum.taken_back += row.taken_back;
  }
  json.end_array().key("parties").begin_array();
  for (const auto& [key, sum] : parties) {
    json.begin_object();
    append_sums(json, sum);
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

http::Response splits(Call& call) {
  const auto tenant = tenant_of(call);
  const auto wish = tenant ? wish_of(call) : Result<engine::SplitWish>{tl::unexpected(tenant.error())};
  if (!wish) return problem(wish.error());
  std::vector<SplitTotal> rows;
  call.database.read([&](engine::HubTransaction& tx) { rows = tx.books.splits(*tenant, *wish, most_rows + 1); });
  if (rows.size() > static_cast<std::size_t>(most_rows))
    return problem(Error{ErrorCode::invalid_argument, "more than 20000 accounts: ask for fewer days, or one site", {}});
  if (call.request.header("Accept").find("text/csv") == std::string_view::npos) return json(200, json_of(rows));
  http::Response answer{200, "text/csv; charset=utf-8", csv_of(rows), {}};
  answer.headers.push_back({"Content-Disposition", "attachment; filename=\"splits.csv\""});
  return answer;
}
}  // namespace

void add_split_routes(Api& api) { api.add(http::Method::get, "/v1/splits", Guard::operators, splits); }
}  // namespace holdfast::server
