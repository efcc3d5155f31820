#include "routes/elsewhere_routes.h"

#include "hub_calls/hub_calls.h"
#include "routes/elsewhere_answers.h"
#include "stock/stock_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;
using hub_calls::Wish;

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}

/// The hub's answer in the words of this store: its own row is marked, the article is named by its own ids too.
std::string stock_answer(const stock::Article& article, const std::string& body, const Site& site) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("variantId", article.id).member("sku", article.sku).member("name", article.name);
  json.member("unit", article.unit).key("sites").begin_array();
  const auto answer = parse_json(body);
  const Json* sites = answer ? answer->find("sites") : nullptr;
  if (sites != nullptr && sites->is_array())
    for (const Json& each : sites->items()) {
      const std::string id = text_of(each, "siteId");
      json.begin_object().member("siteId", id).member("name", text_of(each, "name"));
      json.member("quantity", text_of(each, "quantity")).member("asOf", text_of(each, "asOf"));
      json.member("own", id == site.site_id).end_object();
    }
  json.end_array().end_object();
  return out;
}

Result<stock::Article> article_of(const Input& input, db::Connection& connection) {
  std::optional<stock::Article> found;
  if (const auto sku = input.http.query_value("sku")) {
    found = stock::find_article(connection, *sku);
  } else {
    const auto id = parse_uuid(input.http.query_value("variantId").value_or(""));
    if (!id) return refuse(ErrorCode::invalid_argument, "name the article by variantId or by sku");
    found = stock::find_article(connection, *id);
  }
  if (!found) return refuse(ErrorCode::not_found, "no such article");
  return *found;
}

void stock_elsewhere(HubCalls& calls, const Input& input, store::Store& store, const Told& told) {
  Result<stock::Article> article = refuse(ErrorCode::not_found, "no such article");
  const auto read = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
    article = article_of(input, connection);
    return Answer{};
  });
  if (!read) return told(tl::unexpected<Error>(read.error()));
  if (!article) return told(tl::unexpected<Error>(article.error()));
  Wish wish;
  wish.operation = "stock.elsewhere";
  wish.kind = realtime::Kind::lookup;
  wish.dependency = capabilities::Dependency::stores;
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("sku", article->sku).end_object();
  wish.id = calls.new_id();
  calls.ask(std::move(wish), [told, &store, article = *article](const Heard& heard) {
    if (!heard.answered()) return told(tl::unexpected<Error>(error_of(heard, "stock.elsewhere", store)));
    told(std::variant<Answer, store::Write>{ok(stock_answer(article, heard.body, *store.site()))});
  });
}
}  // namespace

void add_elsewhere_routes(Api& api, HubCalls& calls) {
  api.ask(Method::get, "/v1/elsewhere/stock", Access::session(),
          [&calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            stock_elsewhere(calls, input, store, told);
          });
  add_elsewhere_orders(api, calls);
  add_elsewhere_returns(api, calls);
  add_transfer_routes(api, calls);
  add_voucher_routes(api, calls);
  add_age_routes(api, calls);
  add_fraud_routes(api, calls);
}
}  // namespace holdfast::routes
