#include "commands/move_stock.h"

#include <unordered_set>

namespace holdfast::commands {
namespace {
using Kind = MoveStock::Kind;
std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::receipt:
      return "receipt";
    case Kind::adjustment:
      return "adjustment";
    case Kind::count:
      return "count";
  }
  return "";
}
Result<> check_quantity(Kind kind, Quantity quantity, const std::string& at) {
  const auto wrong = [&](const char* why) {
    return refuse(ErrorCode::invalid_argument, at + "/quantity " + why, {{at + "/quantity", why}});
  };
  if (kind == Kind::receipt && quantity <= Quantity{}) return wrong("must be more than 0");
  if (kind == Kind::adjustment && quantity.is_zero()) return wrong("must not be 0");
  if (kind == Kind::count && quantity < Quantity{}) return wrong("must not be below 0");
  return {};
}
Result<stock::Article> article_of(db::Transaction& tx, const MoveStock::Item& item, const std::string& at) {
  auto article = item.variant_id ? stock::find_article(tx.connection(), *item.variant_id)
                                 : stock::find_article(tx.connection(), item.sku);
  if (!article)
    return refuse(ErrorCode::not_found,
                  "no article " + (item.variant_id ? to_string(*item.variant_id) : "`" + item.sku + "`"),
                  {{at, "is not on file"}});
  if (!article->tracked)
    return refuse(ErrorCode::invalid_argument, "no stock is kept of `" + article->sku + "`", {{at, "has no stock"}});
  return *std::move(article);
}
std::string payload_of(const MoveStock& command, const std::vector<MovedStock>& moved) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("kind", name_of(command.kind)).member("reason", command.reason).key("moves").begin_array();
  for (const MovedStock& each : moved)
    json.begin_object()
        .member("variantId", each.article.id)
        .member("sku", each.article.sku)
        .member("quantity", to_string(each.moved))
        .end_object();
  json.end_array().end_object();
  return out;
}
}  // namespace

Result<std::vector<MovedStock>> move_stock(db::Transaction& tx, const MoveStock& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::stock_adjust));
  const std::int64_t location = stock::main_location(tx.connection());
  std::vector<MovedStock> moved;
  std::unordered_set<std::int64_t> seen;
  for (std::size_t i = 0; i < command.items.size(); ++i) {
    const std::string at = "/items/" + std::to_string(i);
    const MoveStock::Item& item = command.items[i];
    stock::Article article = TRY(article_of(tx, item, at));
    TRY(check_quantity(command.kind, item.quantity, at));
    if (!seen.insert(article.row).second)
      return refuse(ErrorCode::invalid_argument, "`" + article.sku + "` occurs twice", {{at, "occurs above already"}});
    const Quantity before = stock::level(tx.connection(), article.row, location);
    const Quantity change = command.kind == Kind::count ? item.quantity - before : item.quantity;
    stock::move(tx, {.variant_id = article.row,
                     .location_id = location,
                     .kind = name_of(command.kind),
                     .quantity = change,
                     .reason = command.reason,
                     .staff_id = context.actor_id() == 0 ? std::nullopt : std::optional{context.actor_id()},
                     .at = context.now});
    moved.push_back({std::move(article), change, before + change});
  }
  const std::string payload = payload_of(command, moved);
  const Uuid id = context.ids.next(context.now);
  context.emit(tx, "StockMoved", "stock", id, payload);
  audit(tx, context, "stock_" + std::string{name_of(command.kind)}, to_string(id), payload, consent);
  return moved;
}
}  // namespace holdfast::commands
