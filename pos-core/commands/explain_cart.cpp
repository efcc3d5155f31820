#include "commands/explain_cart.h"

#include "base/json_writer.h"
#include "carts/cart_rows.h"
#include "catalogue/price_rows.h"
#include "pricing/price_request.h"

namespace holdfast::commands {
namespace {
struct Source {
  std::string_view kind;  ///< `shelf` (the article's own), `book`, `list`, `agreed`, `label`, `open`, `returned`
  std::string name;       ///< of the price book
};

std::string book_name(db::Connection& connection, std::int64_t row) {
  db::Statement& rows = connection.prepare("SELECT name FROM price_book WHERE id = ?");
  rows.all(row);
  std::string name = rows.step() ? rows.string(0) : std::string{};
  rows.reset();  // an open statement would hold the reader's snapshot
  return name;
}

/// Of the list price; what was agreed on instead is an entry of the trail.
Source source_of(db::Connection& connection, const carts::Item& item, const pricing::BasketLine& line, const Site& site,
                 Instant at) {
  if (item.label_amount && !item.unit_price) return {"label", {}};
  if (!item.on_file) return {"open", {}};
  const auto book = catalogue::price_of(connection, *item.on_file, item.quantity, at, site);
  if (!book) return item.unit_price ? Source{"open", {}} : Source{"list", {}};
  if (book->amount != line.list_price.minor()) return {"list", {}};
  if (book->price_book_id) return {"book", book_name(connection, *book->price_book_id)};
  return {"shelf", {}};
}

class Explained {
 public:
  Explained(db::Connection& connection, const carts::Cart& cart, const Draft& draft)
      : connection_{connection}, cart_{cart}, draft_{draft} {}

  std::vector<std::string> ids() const {
    std::vector<std::string> out(draft_.basket.lines.size());
    for (std::size_t i = 0; i < cart_.items.size(); ++i)
      if (draft_.line_of_item[i] != npos) out[draft_.line_of_item[i]] = part(cart_.items[i].item);
    for (std::size_t i = draft_.first_charge; i < out.size(); ++i)
      out[i] = "charge-" + std::to_string(i - draft_.first_charge + 1);
    return out;
  }
  void write(JsonWriter& json, const Reference& reference, const Site& site, Instant at) const {
    json.key("lines").begin_array();
    for (std::size_t i = 0; i < cart_.items.size(); ++i) write_item(json, i, site, at);
    for (std::size_t i = draft_.first_charge; i < draft_.basket.lines.size(); ++i) {
      const charges::Rule& rule = reference.charges.rules[draft_.charges[i - draft_.first_charge].rule];
      write_line(json, "charge-" + std::to_string(i - draft_.first_charge + 1), rule.name, draft_.basket.lines[i],
                 {"charge", {}});
    }
    json.end_array();
  }

 private:
  std::string part(int number) const { return to_string(part_id(cart_.id, static_cast<std::uint16_t>(number))); }
  static void write_line(JsonWriter& json, const std::string& id, const std::string& name,
                         const pricing::BasketLine& line, const Source& source) {
    json.begin_object().member("id", id).member("name", name).member("line", std::int64_t{line.key});
    json.member("quantity", to_string(line.quantity)).member("unitPrice", line.unit_price.minor());
    json.member("listPrice", line.list_price.minor()).member("priceFrom", source.kind);
    if (!source.name.empty()) json.member("priceBook", source.name);
    json.end_object();
  }
  void write_item(JsonWriter& json, std::size_t i, const Site& site, Instant at) const {
    const carts::Item& item = cart_.items[i];
    if (draft_.line_of_item[i] == npos) {
      json.begin_object()
          .member("id", part(item.item))
          .member("name", item.name)
          .member("quantity", to_string(item.quantity));
      json.member("priceFrom", "returned").end_object();
      return;
    }
    const pricing::BasketLine& line = draft_.basket.lines[draft_.line_of_item[i]];
    write_line(json, part(item.item), item.name, line, source_of(connection_, item, line, site, at));
  }

  db::Connection& connection_;
  const carts::Cart& cart_;
  const Draft& draft_;
};
}  // namespace

Result<std::string> explain_cart(db::Connection& connection, const Uuid& cart_id, const Site& site,
                                 const Moment& moment) {
  carts::Cart cart = TRY(carts::load(connection, cart_id));
  const bool open = cart.status == carts::Status::active || cart.status == carts::Status::suspended;
  const Moment then{open ? moment.now : cart.updated_at, moment.utc_offset_min};
  std::optional<Reference> of_then;
  if (!open) of_then = reference_as_of(connection, site, then.now);
  const Reference& ref = of_then ? *of_then : reference(connection, site, then.now);
  Draft draft = TRY(draft_of(connection, cart, site, ref, then));
  pricing::PricedBasket priced = TRY(pricing::price(draft.basket, *draft.rules));
  if (add_amount_charges(draft, cart, priced, ref, then)) priced = TRY(pricing::price(draft.basket, *draft.rules));
  const Explained explained{connection, cart, draft};
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("cartId", cart.id)
      .member("version", cart.version)
      .member("currency", site.currency.code());
  explained.write(json, ref, site, then.now);
  const pricing::PriceRequest request{draft.basket, *draft.rules, explained.ids()};
  json.key("answer").raw(pricing::price_answer(request, priced)).end_object();
  return out;
}
}  // namespace holdfast::commands
