#include "commands/count_stock.h"

#include "catalogue/lookup.h"

namespace holdfast::commands {
namespace {
using stock::Count;
using stock::CountLine;

std::optional<std::int64_t> actor_row(const Context& context) {
  return context.actor_id() == 0 ? std::nullopt : std::optional{context.actor_id()};
}
Result<Count> open_one(db::Transaction& tx, const Uuid& id) {
  auto count = stock::find_count(tx.connection(), id);
  if (!count) return refuse(ErrorCode::not_found, "no count " + to_string(id));
  if (count->status != "open") return refuse(ErrorCode::conflict, "the count is " + count->status + " already");
  return *std::move(count);
}
Result<stock::Article> article_of(db::Transaction& tx, const CountArticle& command, Context& context) {
  std::optional<stock::Article> article;
  if (command.variant_id)
    article = stock::find_article(tx.connection(), *command.variant_id);
  else if (!command.sku.empty())
    article = stock::find_article(tx.connection(), command.sku);
  else
    article = stock::find_article(tx.connection(),
                                  TRY(catalogue::look_up(tx.connection(), command.code, context.site)).variant.uuid);
  if (!article) return refuse(ErrorCode::not_found, "that article is not on file");
  if (!article->tracked) return refuse(ErrorCode::invalid_argument, "no stock is kept of `" + article->sku + "`");
  return *std::move(article);
}
std::string payload_of(const Count& count, const std::vector<CountLine>& moved) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("kind", "count").member("reason", count.name).key("moves").begin_array();
  for (const CountLine& line : moved)
    json.begin_object()
        .member("variantId", line.article.id)
        .member("sku", line.article.sku)
        .member("quantity", to_string(line.difference()))
        .end_object();
  json.end_array().end_object();
  return out;
}
Count closed(db::Transaction& tx, Count count, const char* status, Context& context) {
  count.status = status;
  count.closed = context.now;
  stock::close(tx, count, actor_row(context));
  return count;
}
}  // namespace

Result<Count> open_count(db::Transaction& tx, std::string name, Context& context) {
  TRY(require(tx, context, Permission::stock_adjust));
  Count count;
  count.id = context.ids.next(context.now);
  count.name = std::move(name);
  if (context.actor != nullptr) count.staff_code = context.actor->staff_code;
  count.opened = context.now;
  stock::insert(tx, count, actor_row(context));
  return count;
}

Result<CountLine> count_article(db::Transaction& tx, const Uuid& id, const CountArticle& command, Context& context) {
  TRY(require(tx, context, Permission::stock_adjust));
  const Count count = TRY(open_one(tx, id));
  CountLine line;
  line.article = TRY(article_of(tx, command, context));
  line.counted = command.quantity;
  if (command.how == CountArticle::How::add)
    line.counted =
        line.counted + stock::counted(tx.connection(), count.row, line.article.row).value_or(Quantity::pieces(0));
  if (line.counted < Quantity{})
    return refuse(ErrorCode::invalid_argument, "less than nothing cannot lie there", {{"/quantity", "is too low"}});
  line.level = stock::level(tx.connection(), line.article.row, stock::main_location(tx.connection()));
  if (context.actor != nullptr) line.staff_code = context.actor->staff_code;
  line.at = context.now;
  stock::put_line(tx, count.row, line, actor_row(context));
  return line;
}

Result<> uncount_article(db::Transaction& tx, const Uuid& id, const Uuid& variant, Context& context) {
  TRY(require(tx, context, Permission::stock_adjust));
  const Count count = TRY(open_one(tx, id));
  const auto article = stock::find_article(tx.connection(), variant);
  if (!article || !stock::remove_line(tx, count.row, article->row))
    return refuse(ErrorCode::not_found, "that article was not counted");
  return {};
}

Result<PostedCount> post_count(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::stock_adjust));
  const Count count = TRY(open_one(tx, id));
  if (count.lines == 0) return refuse(ErrorCode::conflict, "nothing was counted");
  const std::int64_t location = stock::main_location(tx.connection());
  std::vector<CountLine> moved;
  for (CountLine& line : stock::lines(tx.connection(), count.row))
    if (line.counted != line.level) moved.push_back(std::move(line));
  for (const CountLine& line : moved)
    stock::move(tx, {.variant_id = line.article.row,
                     .location_id = location,
                     .kind = "count",
                     .quantity = line.difference(),
                     .reason = count.name,
                     .staff_id = actor_row(context),
                     .at = context.now});
  const std::string payload = payload_of(count, moved);
  if (!moved.empty()) context.emit(tx, "StockMoved", "stock", count.id, payload);
  audit(tx, context, "stock_count", to_string(count.id), payload, consent);
  return PostedCount{closed(tx, count, "posted", context), std::move(moved)};
}

Result<Count> drop_count(db::Transaction& tx, const Uuid& id, Context& context) {
  TRY(require(tx, context, Permission::stock_adjust));
  return closed(tx, TRY(open_one(tx, id)), "dropped", context);
}
}  // namespace holdfast::commands
