#include "cli/import_articles.h"

#include <map>
#include <unordered_map>

#include "base/json_writer.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
using commands::ImportRow;

/// Of the store, as much as reading a file takes.
Site site_of(Backend& backend) {
  Site site;
  for (const Json& tender : backend.list("/v1/tenders"))
    if (text_of(tender, "kind") == "cash")
      if (const auto currency = find_currency(text_of(tender, "currency"))) site.currency = *currency;
  return site;
}

/// The products' file says several paths; what the API takes is the leaves' ids.
using Paths = std::vector<std::vector<std::string>>;

void write_variant(JsonWriter& json, const ImportRow& row) {
  const bool open = row.open_price.value_or(false);
  const std::string unit = row.unit.value_or("piece");
  json.member("sku", row.sku).member("name", row.name).member("title", row.title.value_or("")).member("unit", unit);
  json.member("decimals", row.decimals.value_or(catalogue::usual_decimals(unit)))
      .member("priceKind", open ? "open" : "fixed");
  json.nullable("price", row.price).nullable("minPrice", row.min_price.value_or(std::nullopt));
  json.nullable("maxPrice", row.max_price.value_or(std::nullopt)).key("barcodes").begin_array();
  if (row.barcodes)
    for (const catalogue::Barcode& code : *row.barcodes) json.value(code.code);
  json.end_array().member("inventorySource", row.tracks_stock.value_or(true) ? "store" : "none");
  json.member("active", row.active.value_or(true)).member("discountable", row.discountable.value_or(true));
}

std::string product_of(const ImportRow& row) { return row.product.value_or("").empty() ? row.name : *row.product; }

class Import {
 public:
  Import(Backend& backend, ImportMode mode, commands::ImportReport& report)
      : backend_{backend}, mode_{mode}, report_{report} {
    for (const Json& product : backend_.list("/v1/products")) {
      const std::string id = text_of(product, "id");
      products_.emplace(text_of(product, "name"), id);
      if (const Json* variants = product.find("variants"))
        for (const Json& variant : variants->items()) known_.emplace(text_of(variant, "sku"), variant);
    }
    for (const Json& category : backend_.list("/v1/categories"))
      categories_[{text_of(category, "parentId"), text_of(category, "name")}] = text_of(category, "id");
    for (const Json& tax : backend_.list("/v1/tax-categories"))
      if (default_tax_.empty()) default_tax_ = text_of(tax, "code");
  }

  void apply(const ImportRow& row) {
    if (const auto found = known_.find(row.sku); found != known_.end()) return bring_in_line(row, found->second);
    if (mode_ == ImportMode::dry_run) {
      ++report_.added;
      return;
    }
    const auto product = products_.find(product_of(row));
    const bool joins = !row.title.value_or("").empty() && product != products_.end();
    std::string body;
    JsonWriter json{body};
    json.begin_object();
    if (joins)
      write_variant(json, row);
    else
      write_product(json, row);
    json.end_object();
    const Reply reply = backend_.call(http::Method::post,
                                      joins ? "/v1/products/" + product->second + "/variants" : "/v1/products", body);
    if (!reply.ok()) return reject(row, reply);
    ++report_.added;
    if (!joins) products_[product_of(row)] = text_of(reply.json(), "id");
    if (row.stock && row.tracks_stock.value_or(true) && !row.stock->is_zero()) put_stock(row);
  }

 private:
  void write_product(JsonWriter& json, const ImportRow& row) {
    const std::string tax = row.tax_category.value_or("");
    json.member("name", product_of(row)).member("taxCategory", tax.empty() ? default_tax_ : tax);
    json.member("description", row.description.value_or(""))
        .optional("minAge", row.min_age.value_or(std::nullopt))
        .key("categories")
        .begin_array();
    for (const auto& path : row.categories.value_or(Paths{}))
      if (const std::string category = category_of(path); !category.empty()) json.value(category);
    json.end_array().key("images").begin_array();
    if (const std::string url = row.image_url.value_or(""); !url.empty())
      json.begin_object().member("url", url).member("altText", product_of(row)).end_object();
    json.end_array().key("variants").begin_array().begin_object();
    write_variant(json, row);
    json.end_object().end_array();
  }
  void bring_in_line(const ImportRow& row, const Json& known) {
    const Json* price = known.find("price");
    const std::optional<std::int64_t> now = price != nullptr && !price->is_null() ? price->integer() : std::nullopt;
    if (text_of(known, "name") == row.name && now == row.price) {
      ++report_.unchanged;
      return;
    }
    std::string body;
    JsonWriter json{body};
    json.begin_object().member("name", row.name).nullable("price", row.price).end_object();
    if (mode_ == ImportMode::apply)
      if (const Reply reply = backend_.call(http::Method::patch, "/v1/variants/" + text_of(known, "id"), body);
          !reply.ok())
        return reject(row, reply);
    ++report_.changed;
  }
  std::string category_of(const std::vector<std::string>& path) {
    std::string id;
    for (const std::string& name : path) {
      std::string& known = categories_[{id, name}];
      if (known.empty()) {
        std::string body;
        JsonWriter json{body};
        json.begin_object().member("name", name);
        if (!id.empty()) json.member("parentId", id);
        json.end_object();
        known = text_of(backend_.need(http::Method::post, "/v1/categories", body), "id");
      }
      id = known;
    }
    return id;
  }
  void put_stock(const ImportRow& row) {
    std::string body;
    JsonWriter json{body};
    json.begin_object().member("kind", "receipt").member("reason", "opening stock").key("items").begin_array();
    json.begin_object()
        .member("sku", row.sku)
        .member("quantity", to_string(*row.stock))
        .end_object()
        .end_array()
        .end_object();
    backend_.need(http::Method::post, "/v1/stock/moves", body);
  }
  void reject(const ImportRow& row, const Reply& reply) {
    report_.rejected.push_back({row.line, row.sku, {problem_text(reply)}});
  }

  Backend& backend_;
  ImportMode mode_;
  commands::ImportReport& report_;
  std::unordered_map<std::string, Json> known_;                            // variant by sku
  std::unordered_map<std::string, std::string> products_;                  // name to id
  std::map<std::pair<std::string, std::string>, std::string> categories_;  // parent's id and name to id
  std::string default_tax_;
};
}  // namespace

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
}

commands::ImportReport import_articles(Backend& backend, std::string_view text, ImportMode mode,
                                       const std::function<void(std::int64_t)>& seen) {
  commands::ImportReport report;
  Import import{backend, mode, report};
  std::int64_t done = 0;
  const auto apply = [&](std::vector<ImportRow>&& rows) {
    for (const ImportRow& row : rows) {
      import.apply(row);
      seen(++done);
    }
  };
  if (const auto read = commands::import_catalogue(text, is_json(text), site_of(backend), 100, apply, report); !read)
    throw Stop{read.error().detail, "its first line names the columns; sku, name and price are required"};
  return report;
}

void import_or_stop(Backend& backend, std::string_view csv) {
  const commands::ImportReport report = backend.import_catalogue(csv, ImportMode::apply, [](std::int64_t) {});
  if (!report.rejected.empty())
    throw Stop{"article " + report.rejected.front().sku + ": " + report.rejected.front().reasons.front(),
               "correct the file"};
}
}  // namespace holdfast::cli
