#include "routes/decode_catalogue.h"

#include <array>

#include "money/most_money.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
enum class Needed { nothing, key };

/// Null takes the value away; a member that is not there leaves it.
std::optional<std::optional<std::int64_t>> clearable(JsonFields& fields, const Json& body, std::string_view name,
                                                     std::int64_t least, std::int64_t most) {
  const auto given = fields.maybe_integer(name, least, most);
  if (given) return given;
  return is_cleared(body, name) ? std::optional{std::optional<std::int64_t>{}} : std::nullopt;
}
std::optional<std::string> maybe_named(JsonFields& fields, std::string_view name, std::size_t most) {
  auto text = fields.maybe_text(name, most);
  if (text && text->empty()) fields.complain(name, "must not be empty");
  return text;
}
std::optional<int> maybe_int(JsonFields& fields, std::string_view name, int least, int most) {
  const auto value = fields.maybe_integer(name, least, most);
  return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

void read_barcodes(JsonFields& fields, const Json& body, std::vector<FieldError>& errors, commands::VariantEdit& edit) {
  const auto items = fields.array("barcodes", false, 100);
  if (const Json* given = body.find("barcodes"); given == nullptr || !given->is_array()) return;
  edit.barcodes.emplace();
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto code = items[i].is_string() ? catalogue::parse_barcode(items[i].text())
                                     : refuse(ErrorCode::invalid_argument, "must be a string");
    if (!code)
      errors.push_back({fields.pointer("barcodes") + "/" + std::to_string(i), code.error().detail});
    else if (std::find(edit.barcodes->begin(), edit.barcodes->end(), *code) == edit.barcodes->end())
      edit.barcodes->push_back(*std::move(code));
  }
}

commands::VariantEdit read_variant(JsonFields& fields, const Json& body, std::vector<FieldError>& errors,
                                   Needed needed) {
  static constexpr std::array<std::string_view, 2> kinds{"fixed", "open"};
  static constexpr std::array<std::string_view, 2> sources{"store", "none"};
  commands::VariantEdit edit;
  if (needed == Needed::key)
    edit.sku = fields.text("sku", 100);
  else
    edit.sku = maybe_named(fields, "sku", 100);
  edit.title = fields.maybe_text("title", 120);
  edit.name = maybe_named(fields, "name", 200);
  edit.unit = maybe_named(fields, "unit", 16);
  edit.decimals = maybe_int(fields, "decimals", 0, 6);
  if (const auto kind = fields.maybe_word("priceKind", kinds)) edit.open_price = *kind == "open";
  edit.price = clearable(fields, body, "price", 0, most_money);
  edit.min_price = clearable(fields, body, "minPrice", 0, most_money);
  edit.max_price = clearable(fields, body, "maxPrice", 0, most_money);
  read_barcodes(fields, body, errors, edit);
  if (const auto source = fields.maybe_word("inventorySource", sources)) edit.tracks_stock = *source == "store";
  edit.active = fields.maybe_flag("active");
  edit.discountable = fields.maybe_flag("discountable");
  fields.finish();
  return edit;
}

void read_images(JsonFields& fields, const Json& body, std::vector<FieldError>& errors, commands::ProductEdit& edit) {
  const auto items = fields.array("images", false, 50);
  if (const Json* given = body.find("images"); given == nullptr || !given->is_array()) return;
  edit.images.emplace();
  for (const Json& item : items) {
    JsonFields members{item, errors, "/images/" + std::to_string(edit.images->size())};
    commands::ProductEdit::NewImage image{members.text("url", 500), members.maybe_text("altText", 200).value_or(""), 0};
    image.sort_order =
        maybe_int(members, "sortOrder", -1'000'000, 1'000'000).value_or(static_cast<int>(edit.images->size()));
    members.finish();
    edit.images->push_back(std::move(image));
  }
}

commands::ProductEdit read_product(JsonFields& fields, const Json& body, std::vector<FieldError>& errors,
                                   Needed needed) {
  commands::ProductEdit edit;
  if (needed == Needed::key)
    edit.name = fields.text("name", 200);
  else
    edit.name = maybe_named(fields, "name", 200);
  if (needed == Needed::key)
    edit.tax_category = fields.text("taxCategory", 40);
  else
    edit.tax_category = maybe_named(fields, "taxCategory", 40);
  edit.description = fields.maybe_text("description", 4'000);
  edit.active = fields.maybe_flag("active");
  if (const auto age = clearable(fields, body, "minAge", 1, 99))
    edit.min_age = *age ? std::optional{static_cast<int>(**age)} : std::nullopt;
  const auto categories = fields.array("categories", false, 100);
  if (const Json* given = body.find("categories"); given != nullptr && given->is_array()) {
    edit.categories.emplace();
    for (const Json& category : categories) {
      if (!category.is_string()) fields.complain("categories", "are ids or slugs");
      edit.categories->push_back(category.text());
    }
  }
  read_images(fields, body, errors, edit);
  return edit;
}
Result<commands::VariantEdit> decode_variant(const Json& body, Needed needed) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::VariantEdit edit = read_variant(fields, body, errors, needed);
  TRY(accept_fields(std::move(errors)));
  return edit;
}
Result<commands::CategoryEdit> decode_category(const Json& body, Needed needed) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::CategoryEdit edit;
  if (needed == Needed::key)
    edit.name = fields.text("name", 120);
  else
    edit.name = maybe_named(fields, "name", 120);
  edit.slug = maybe_named(fields, "slug", 120);
  if (const auto parent = fields.maybe_uuid("parentId"))
    edit.parent = parent;
  else if (is_cleared(body, "parentId"))
    edit.parent.emplace();
  edit.sort_order = maybe_int(fields, "sortOrder", -1'000'000, 1'000'000);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return edit;
}
}  // namespace

Result<NewProduct> decode_new_product(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  NewProduct made{read_product(fields, body, errors, Needed::key), {}};
  for (const Json& item : fields.array("variants", false, 1'000)) {
    JsonFields members{item, errors, "/variants/" + std::to_string(made.variants.size())};
    made.variants.push_back(read_variant(members, item, errors, Needed::key));
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return made;
}
Result<commands::ProductEdit> decode_product_change(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::ProductEdit edit = read_product(fields, body, errors, Needed::nothing);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return edit;
}
Result<commands::VariantEdit> decode_new_variant(const Json& body) { return decode_variant(body, Needed::key); }
Result<commands::VariantEdit> decode_variant_change(const Json& body) { return decode_variant(body, Needed::nothing); }
Result<commands::CategoryEdit> decode_new_category(const Json& body) { return decode_category(body, Needed::key); }
Result<commands::CategoryEdit> decode_category_change(const Json& body) {
  return decode_category(body, Needed::nothing);
}

Result<commands::PriceBook> decode_price_book(const Json& body, Currency currency) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::PriceBook book;
  book.code = fields.text("code", 40);
  book.name = fields.text("name", 120);
  book.sales_channel_id = fields.maybe_text("salesChannelId", 64);
  if (const auto given = fields.maybe_text("currency", 3); given && *given != currency.code())
    fields.complain("currency", "is not the store's");
  book.priority = maybe_int(fields, "priority", -1'000'000, 1'000'000).value_or(0);
  book.from = fields.maybe_time("from");
  book.to = fields.maybe_time("to");
  book.active = fields.flag("active", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return book;
}

Result<std::vector<commands::BookPrice>> decode_prices(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  std::vector<commands::BookPrice> prices;
  for (const Json& item : fields.array("items", true, 10'000)) {
    JsonFields members{item, errors, "/items/" + std::to_string(prices.size())};
    commands::BookPrice price;
    price.sku = members.text("sku", 100);
    price.amount = members.integer("amount", 0, most_money);
    if (const auto text = members.maybe_decimal("minQuantity")) {
      const auto quantity = parse_quantity(*text);
      if (quantity && *quantity >= Quantity{})
        price.min_quantity = *quantity;
      else
        members.complain("minQuantity", "must be a quantity, zero or more");
    }
    price.from = members.maybe_time("from");
    price.to = members.maybe_time("to");
    members.finish();
    prices.push_back(std::move(price));
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return prices;
}
}  // namespace holdfast::routes
