#include <algorithm>
#include <map>
#include <tuple>

#include "server/api.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using Tenders = std::map<std::string, std::int64_t>;
struct Day {
  std::int64_t orders = 0, returns = 0, gross = 0, refunds = 0, tax = 0;
  Tenders tenders;
};
/// A tender's code is the store's text: it may hold anything.
std::string tenders_json(const Tenders& tenders) {
  std::string out = "{";
  for (const auto& [tender, amount] : tenders) {
    if (out.size() > 1) out += ',';
    append_json_string(out, tender);
    out += ':' + std::to_string(amount);
  }
  return out + '}';
}
struct Wish {
  std::string from, to, currency, register_id;
  bool takes(const std::string& day, const std::string& of_register) const {
    return (from.empty() || day >= from) && (to.empty() || day <= to) &&
           (register_id.empty() || of_register == register_id);
  }
};

Result<Wish> wish_of(const Call& call) {
  Wish wish;
  wish.from = call.request.query_value("from").value_or("");
  wish.to = call.request.query_value("to").value_or("");
  wish.currency = call.request.query_value("currency").value_or("");
  wish.register_id = call.request.query_value("registerId").value_or("");
  for (const std::string* day : {&wish.from, &wish.to})
    if (!day->empty() && !parse_date(*day))
      return refuse(ErrorCode::invalid_argument, "from and to are days, YYYY-MM-DD");
  return wish;
}

/// The one asked for, else the one with the most orders.
std::string currency_of(const std::vector<engine::SalesTotal>& sales, const Wish& wish) {
  if (!wish.currency.empty()) return wish.currency;
  std::map<std::string, std::int64_t> orders;
  for (const auto& row : sales) orders[row.currency] += row.orders;
  const auto most =
      std::max_element(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == orders.end() ? std::string{} : most->first;
}

http::Response totals(Call& call) {
  const auto card = site_of(call);
  const auto wish = card ? wish_of(call) : Result<Wish>{tl::unexpected(card.error())};
  if (!wish) return problem(wish.error());
  std::vector<engine::SalesTotal> sales;
  std::vector<engine::TenderTotal> tenders;
  call.database.read([&](engine::HubTransaction& tx) {
    sales = tx.books.sales(card->key);
    tenders = tx.books.tenders(card->key);
  });
  const std::string currency = currency_of(sales, *wish);
  std::map<std::string, Day> days;
  for (const auto& row : sales) {
    if (row.currency != currency || !wish->takes(row.business_date, row.register_id)) continue;
    Day& day = days[row.business_date];
    day.orders += row.orders - row.returns;
    day.returns += row.returns;
    day.gross += row.total + row.refunds;
    day.refunds += row.refunds;
    day.tax += row.tax;
  }
  for (const auto& row : tenders)
    if (row.currency == currency && wish->takes(row.business_date, row.register_id))
      days[row.business_date].tenders[row.tender] += row.amount;
  std::string body;
  JsonWriter out{body};
  out.begin_object();
  if (currency.empty())
    out.key("currency").null();
  else
    out.member("currency", currency);
  out.key("days").begin_array();
  for (const auto& [date, day] : days) {
    out.begin_object().member("day", date).member("orders", day.orders).member("returns", day.returns);
    out.member("gross", day.gross).member("refunds", day.refunds).member("net", day.gross - day.refunds);
    out.member("tax", day.tax).key("tenders").raw(tenders_json(day.tenders)).end_object();
  }
  out.end_array().end_object();
  return json(200, std::move(body));
}

/// As the store last reported them; the hub itself knows no register.
std::map<std::string, std::string> register_names(const std::string& report) {
  std::map<std::string, std::string> names;
  const auto document = parse_json(report);
  const Json* all = document ? document->find("registers") : nullptr;
  if (all == nullptr || !all->is_array()) return names;
  for (const Json& each : all->items()) {
    const Json *id = each.find("id"), *name = each.find("name");
    if (id != nullptr && name != nullptr && id->is_string() && name->is_string())
      names.emplace(id->text(), name->text());
  }
  return names;
}

http::Response registers(Call& call) {
  const auto card = site_of(call);
  const auto wish = card ? wish_of(call) : Result<Wish>{tl::unexpected(card.error())};
  if (!wish) return problem(wish.error());
  const std::map<std::string, std::string> names = register_names(card->report.document);
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    std::map<std::tuple<std::string, std::string, std::string>, Tenders> tenders;
    for (const auto& row : tx.books.tenders(card->key))
      tenders[{row.business_date, row.register_id, row.currency}][row.tender] += row.amount;
    for (const auto& row : tx.books.sales(card->key)) {
      if (!wish->takes(row.business_date, row.register_id)) continue;
      out.begin_object().member("day", row.business_date).member("registerId", row.register_id);
      if (const auto name = names.find(row.register_id); name != names.end()) out.member("registerName", name->second);
      out.member("currency", row.currency).member("orders", row.orders - row.returns).member("returns", row.returns);
      out.member("gross", row.total + row.refunds).member("refunds", row.refunds).member("net", row.total);
      out.member("tax", row.tax);
      out.key("tenders").raw(tenders_json(tenders[{row.business_date, row.register_id, row.currency}])).end_object();
    }
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

void write_days(JsonWriter& out, engine::HubTransaction& tx, const engine::SiteCard& card, const Wish& wish) {
  std::map<std::pair<std::string, std::string>, Day> days;
  for (const auto& row : tx.books.sales(card.key)) {
    if (!wish.takes(row.business_date, row.register_id)) continue;
    Day& day = days[{row.business_date, row.currency}];
    day.orders += row.orders - row.returns;
    day.returns += row.returns;
    day.gross += row.total + row.refunds;
    day.refunds += row.refunds;
    day.tax += row.tax;
  }
  for (const auto& row : tx.books.tenders(card.key))
    if (wish.takes(row.business_date, row.register_id))
      days[{row.business_date, row.currency}].tenders[row.tender] += row.amount;
  for (const auto& [at, day] : days) {
    out.begin_object().member("siteId", card.key.site).member("name", card.name).member("channelId", card.channel);
    out.member("day", at.first).member("currency", at.second).member("orders", day.orders);
    out.member("returns", day.returns).member("gross", day.gross).member("refunds", day.refunds);
    out.member("net", day.gross - day.refunds).member("tax", day.tax);
    out.key("tenders").raw(tenders_json(day.tenders)).end_object();
  }
}

/// A page is whole sites: a sum over a page never has half of one.
http::Response all_sites(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  const auto wish = wish_of(call);
  if (!wish) return problem(wish.error());
  const auto limit = query_integer(call, "limit", 50, 1, 200);
  if (!limit) return problem(limit.error());
  const auto most = static_cast<std::size_t>(*limit);
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    const auto cards =
        tx.fleet.cards(*tenant, call.request.query_value("cursor").value_or(""), static_cast<int>(most) + 1);
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (std::size_t i = 0; i < std::min(most, cards.size()); ++i) write_days(out, tx, cards[i], *wish);
    out.end_array();
    out.nullable("next", cards.size() > most ? std::optional{cards[most - 1].key.site} : std::nullopt).end_object();
  });
  return json(200, std::move(body));
}

std::optional<wire::Place> parse_place(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.size() <= 18 && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (dash == std::string_view::npos || !digits(text.substr(0, dash)) || !digits(text.substr(dash + 1))) return {};
  return wire::Place{std::stoll(std::string{text.substr(0, dash)}), std::stoll(std::string{text.substr(dash + 1)})};
}

http::Response orders(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  const auto limit = query_integer(call, "limit", 100, 1, 500);
  if (!limit) return problem(limit.error());
  const auto after = parse_place(call.request.query_value("cursor").value_or("0-0"));
  if (!after) return problem(Error{ErrorCode::invalid_argument, "the cursor is not one of ours", {}});
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    const auto places = tx.books.orders_after(card->key, *after, static_cast<int>(*limit));
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const wire::Place& place : places)
      if (const auto row = tx.sites.row(card->key, place); row && row->body) out.raw(*row->body);
    out.end_array();
    if (places.size() == static_cast<std::size_t>(*limit))
      out.member("next", std::to_string(places.back().epoch) + "-" + std::to_string(places.back().seq));
    else
      out.key("next").null();
    out.end_object();
  });
  return json(200, std::move(body));
}
}  // namespace

void add_totals_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/totals", Guard::operators, all_sites);
  api.add(Method::get, "/v1/sites/{siteId}/totals", Guard::operators, totals);
  api.add(Method::get, "/v1/sites/{siteId}/register-totals", Guard::operators, registers);
  api.add(Method::get, "/v1/sites/{siteId}/orders", Guard::operators, orders);
}
}  // namespace holdfast::server
