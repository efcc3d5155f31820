// Open checks: charges on a cart, splitting, transferring; and what was sold with a number or code of its own.
#include <array>

#include "commands/article_terms.h"
#include "commands/choose_parts.h"
#include "commands/show_cart.h"
#include "commands/split_check.h"
#include "routes/all_routes.h"
#include "routes/cart_answer.h"
#include "routes/decode_sale.h"
#include "routes/decode_terms.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> ask_charge(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const commands::AskCharge command = charge_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::charge_cart(tx, TRY(target_of(input)), command, context), 201, context);
}
Result<Answer> remove_charge(const Input& input, db::Transaction& tx, commands::Context& context) {
  return cart_answer(commands::uncharge_cart(tx, TRY(target_of(input)), TRY(input.id(1)), context), 200, context);
}

checks::Part part_of_body(const Json& body, const Uuid& cart, std::vector<FieldError>& errors,
                          const std::string& pointer) {
  checks::Part part;
  if (!body.is_array() || body.items().empty()) errors.push_back({pointer, "must be an array of lines"});
  for (std::size_t i = 0; i < body.items().size(); ++i) {
    JsonFields piece{body.items()[i], errors, pointer + '/' + std::to_string(i)};
    const Uuid id = piece.uuid("itemId");
    if (whole_of(id) != cart) piece.complain("itemId", "is not of this cart");
    part.push_back({part_of(id), quantity_of(piece, "quantity", errors).value_or(Quantity{})});
    piece.finish();
  }
  return part;
}

Result<Answer> split(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> ways{"seat", "items"};
  const commands::CartTarget target = TRY(target_of(input));
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::SplitCheck command;
  command.by_seat = fields.word("by", ways) == "seat";
  for (const Json& part : fields.array("parts", !command.by_seat, 100))
    command.parts.push_back(
        part_of_body(part, target.cart_id, errors, "/parts/" + std::to_string(command.parts.size())));
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::SplitChecks checks = TRY(commands::split_check(tx, target, command, context));
  Answer answer;
  answer.status = 201;
  JsonWriter json{answer.body};
  json.begin_object().key("carts").begin_array();
  for (const commands::CartView& view : checks.carts) {
    std::string cart;
    commands::append_json(cart, view, context.site, context.utc_offset_min);
    json.raw(cart);
  }
  json.end_array()
      .member("difference", checks.difference)
      .member("currency", context.site.currency.code())
      .end_object();
  answer.headers.emplace_back("ETag", '"' + std::to_string(checks.carts.front().cart.version) + '"');
  return answer;
}

Result<Answer> transfer(const Input& input, db::Transaction& tx, commands::Context& context) {
  const commands::CartTarget target = TRY(target_of(input));
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::TransferItems command;
  command.to = fields.uuid("toCartId");
  for (const Json& item : fields.array("itemIds", false, 5000)) {
    const auto id = item.is_string() ? parse_uuid(item.text()) : std::nullopt;
    if (!id || whole_of(*id) != target.cart_id)
      fields.complain("itemIds", "holds lines of this cart");
    else
      command.items.push_back(part_of(*id));
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::transfer_items(tx, target, command, context), 200, context);
}

/// `?count=3`, or `?amounts=400,250`: what each of several payers pays of the one sale; the cents add up.
Result<Answer> shares(const Input& input, db::Connection& connection, const ReadContext& context) {
  const commands::CartView view =
      TRY(commands::view_cart(connection, TRY(input.id(0)), context.site, context.now, context.utc_offset_min));
  std::vector<std::int64_t> amounts;
  const auto count = input.http.query_value("count");
  if (count) {
    const auto number = parse_scaled(*count, 0);
    if (!number || *number < 1 || *number > 100)
      return refuse(ErrorCode::invalid_argument, "count must be from 1 to 100");
    amounts = checks::equal_shares(view.priced.total, static_cast<int>(*number));
  } else {
    std::string list = input.http.query_value("amounts").value_or("");
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      const auto amount = parse_scaled(std::string_view{list}.substr(at, end - at), 0);
      if (!amount || amounts.size() >= 100)
        return refuse(ErrorCode::invalid_argument, "amounts must be minor units, separated by commas");
      amounts.push_back(*amount);
      at = end + 1;
    }
    if (amounts.empty()) return refuse(ErrorCode::invalid_argument, "count or amounts is required");
    amounts = TRY(checks::shares_of(view.priced.total, amounts));
  }
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("cartId", view.cart.id)
      .member("total", view.priced.total)
      .member("currency", context.site.currency.code());
  json.key("amounts").begin_array();
  for (const std::int64_t amount : amounts) json.value(amount);
  json.end_array().end_object();
  return ok(std::move(out));
}

// Articles with terms, and their units -------------------------------------------------------------------------------
Result<Answer> terms_answer(db::Connection& connection, const Uuid& variant) {
  db::Statement& row = connection.prepare("SELECT id FROM product_variant WHERE uuid = ?");
  const std::int64_t id = row.all(variant).step() ? row.integer(0) : 0;
  row.reset();
  if (id == 0) return refuse(ErrorCode::not_found, "no article " + to_string(variant));
  std::string out;
  commands::append_json(out, commands::find_article_terms(connection, id).value_or(commands::ArticleTerms{}));
  return ok(std::move(out));
}
Result<Answer> get_terms(const Input& input, db::Connection& connection, const ReadContext&) {
  return terms_answer(connection, TRY(input.id(0)));
}
Result<Answer> put_terms(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid variant = TRY(input.id(0));
  TRY(commands::put_article_terms(tx, variant, TRY(commands::read_article_terms(input.body)), context));
  return terms_answer(tx.connection(), variant);
}

Result<Answer> list_choices(const Input& input, db::Connection& connection, const ReadContext& context) {
  const commands::Offered offered =
      TRY(commands::offered_choices(connection, TRY(input.id(0)), context.site, context.now));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("combo", offered.combo).nullable("price", offered.price);
  json.member("currency", context.site.currency.code()).key("groups").begin_array();
  for (const commands::Offered::Group& group : offered.groups) {
    json.begin_object().member("name", group.name).member("least", group.least).member("most", group.most);
    json.key("options").begin_array();
    for (const commands::Offered::Option& option : group.options)
      json.begin_object()
          .member("variantId", option.variant)
          .member("sku", option.sku)
          .member("name", option.name)
          .member("extra", option.extra)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return ok(std::move(out));
}

void append_unit(JsonWriter& json, const commands::SoldUnit& unit) {
  json.begin_object().member("code", unit.code).member("kind", unit.kind).member("status", unit.status);
  json.member("sku", unit.sku)
      .member("name", unit.name)
      .member("variantId", unit.variant)
      .member("orderId", unit.order);
  json.nullable("personId", unit.person)
      .member("soldOn", unit.sold_on)
      .nullable("validUntil", unit.valid_until)
      .end_object();
}
Result<Answer> get_units(const Input& input, db::Connection& connection, const ReadContext&) {
  return ok(list_json(commands::find_units(connection, TRY(input.code(0))), &append_unit));
}
Result<Answer> use_unit(const Input& input, db::Transaction& tx, commands::Context& context) {
  return ok(body_of(TRY(commands::use_unit(tx, TRY(input.code(0)), context)), &append_unit));
}
}  // namespace

void add_check_routes(Api& api) {
  const Access sell = Access::session(Permission::sell);
  const Access edit = Access::session(Permission::catalogue_edit);
  api.write(Method::post, "/v1/carts/{id}/charges", sell, &ask_charge);
  api.write(Method::delete_, "/v1/carts/{id}/charges/{chargeId}", sell, &remove_charge);
  api.write(Method::post, "/v1/carts/{id}/split", sell, &split);
  api.write(Method::post, "/v1/carts/{id}/transfer", sell, &transfer);
  api.read(Method::get, "/v1/carts/{id}/shares", Access::session(), &shares);
  api.read(Method::get, "/v1/variants/{id}/terms", Access::session(), &get_terms);
  api.write(Method::put, "/v1/variants/{id}/terms", edit, &put_terms);
  api.read(Method::get, "/v1/variants/{id}/choices", Access::session(), &list_choices);
  api.read(Method::get, "/v1/units/{code}", Access::session(), &get_units);
  api.write(Method::post, "/v1/units/{code}/use", sell, &use_unit);
}
}  // namespace holdfast::routes
