#include "commands/opened_stock.h"

#include <algorithm>

namespace holdfast::commands {
void OpenedStock::emit(db::Transaction& tx, Context& context) const {
  constexpr std::size_t most = 500;
  for (std::size_t begin = 0; begin < lines_.size(); begin += most) {
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("kind", "receipt").member("reason", "opening stock").key("moves").begin_array();
    for (std::size_t i = begin; i < std::min(lines_.size(), begin + most); ++i)
      json.begin_object()
          .member("variantId", lines_[i].variant)
          .member("sku", lines_[i].sku)
          .member("quantity", to_string(lines_[i].quantity))
          .end_object();
    json.end_array().end_object();
    context.emit(tx, "StockMoved", "stock", context.ids.next(context.now), std::move(payload));
  }
}
}  // namespace holdfast::commands
