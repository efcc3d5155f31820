#include "base/json_writer.h"
#include "money/quantity.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
constexpr int most_sites = 500;

/// `{sku}` → `{sku, sites: [{siteId, name, quantity, asOf}]}`, the asking store's own among them, most first.
Result<std::string> elsewhere(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const std::string sku = fields.text("sku", 200);
  TRY(accept_fields(std::move(errors)));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("sku", sku).key("sites").begin_array();
  for (const engine::SiteStock& each : tx.realtime.stock_of(ask.site.tenant, sku, most_sites))
    json.begin_object()
        .member("siteId", each.site)
        .member("name", each.name)
        .member("quantity", to_string(Quantity::from_micro(each.quantity)))
        .key("asOf")
        .time(each.as_of, 0)
        .end_object();
  json.end_array().end_object();
  return out;
}
}  // namespace

void add_stock_operations(Registry& registry) { registry.add("stock.elsewhere", Effect::reads, &elsewhere); }
}  // namespace holdfast::operations
