#include "replication/apply_masters.h"

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "catalogue/import_row.h"
#include "catalogue/variant_rows.h"
#include "commands/import_catalogue.h"

namespace holdfast::replication {
namespace {
constexpr std::string_view article = "article";
struct Dataset {
  std::string_view name;
  ApplyRow apply;  ///< null: in bulk
  bool own_dates;
};
constexpr std::array<Dataset, 20> datasets{{{"tax_category", &apply_tax_category, true},
                                            {"in_store_rule", &apply_in_store_rule, false},
                                            {"tender", &apply_tender, false},
                                            {"role", &apply_role, false},
                                            {"staff", &apply_staff, false},
                                            {"register", &apply_register, false},
                                            {"device", &apply_device, false},
                                            {"customer", &apply_customer, false},
                                            {article, nullptr, false},
                                            {"article_terms", &apply_article_terms, false},
                                            {"price_book", &apply_price_book, true},
                                            {"price", &apply_price, true},
                                            {"promotion", &apply_promotion, true},
                                            {"promotion_rule", &apply_promotion_rule, false},
                                            {"price_list", &apply_rule_document, false},
                                            {"charge", &apply_rule_document, false},
                                            {"loyalty", &apply_rule_document, false},
                                            {"layout", &apply_layout, false},
                                            {"policy", &apply_policy, false},
                                            {"lease", &apply_lease, false}}};
const Dataset* find(std::string_view name) {
  const auto found =
      std::find_if(datasets.begin(), datasets.end(), [&](const Dataset& each) { return each.name == name; });
  return found != datasets.end() ? &*found : nullptr;
}

Result<> retire_article(db::Transaction& tx, commands::Context& context, const std::string& sku) {
  tx.prepare("UPDATE product_variant SET active = 0, updated_us = ? WHERE sku = ? AND active = 1")
      .exec(context.now, sku);
  return {};
}

/// Articles as a catalogue file has them: what one row lacks stays as it is. A row may have members of a later release,
/// and says elsewhere when it begins.
void apply_articles(db::Transaction& tx, commands::Context& context, std::span<const MasterRow> rows, Applied& applied,
                    catalogue::Indexing indexing) {
  std::vector<catalogue::ImportRow> good;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].dataset != article || rows[i].goes()) continue;
    const Result<Json> body = parse_json(rows[i].body);
    catalogue::RejectedRow rejected;
    auto row = body ? catalogue::parse_import_row(*body, static_cast<std::int64_t>(i), context.site.currency, rejected,
                                                  catalogue::StrangeMembers::passed_over)
                    : std::nullopt;
    if (row && row->sku == rows[i].key) {
      // Whoever was switched off when it went is back with the row that brings it back.
      if (!row->active && rows[i].before.empty()) row->active = true;
      row->line = static_cast<std::int64_t>(i);
      good.push_back(*std::move(row));
    } else {
      applied.troubles[i] = !rejected.reasons.empty() ? rejected.reasons.front() : "is no article of that sku";
    }
  }
  if (good.empty()) return;
  commands::ImportReport report;
  commands::apply_import(tx, good, context, report, indexing);
  for (const catalogue::RejectedRow& rejected : report.rejected)
    applied.troubles[static_cast<std::size_t>(rejected.line)] = rejected.reasons.front();
}

/// A refusal undoes the row and what it told the log.
template <class Apply>
std::optional<std::string> alone(db::Transaction& tx, commands::Context& context, const Apply& apply) {
  const events::EventLog::Head head = context.log.head();
  std::string why;
  {
    db::Savepoint savepoint{tx};
    try {
      const Result<> done = apply();
      if (done) {
        savepoint.release();
        return std::nullopt;
      }
      why = done.error().detail;
    } catch (const db::Failure& failure) {
      if (failure.cause() != db::Cause::constraint) throw;
      why = failure.what();
    }
  }
  context.log.rewind(head);
  return why;
}
}  // namespace

std::string last_known(db::Connection& connection, std::string_view dataset, const std::string& key) {
  const bool is_rule = dataset == "promotion_rule";
  if (is_rule || dataset == "price_list" || dataset == "charge" || dataset == "loyalty") {
    db::Statement& row =
        is_rule ? connection.prepare("SELECT document FROM promotion_rule WHERE rule = ? ORDER BY version DESC LIMIT 1")
                : connection.prepare(
                      "SELECT document FROM rule_document WHERE code = ? AND kind = ? ORDER BY version DESC LIMIT 1");
    if (is_rule)
      row.all(key);
    else
      row.all(key, dataset);
    std::string document = row.step() ? row.string(0) : std::string{};
    row.reset();
    return document;
  }
  const std::size_t book_end = key.find('/');
  if (dataset != "price" || book_end == std::string::npos) return {};
  // `book/sku` or `book/sku@from`
  std::string sku = key.substr(book_end + 1);
  std::string from;
  if (const std::size_t at = sku.rfind('@');
      at != std::string::npos && !catalogue::find_variant_by_sku(connection, sku)) {
    from = sku.substr(at + 1);
    sku.resize(at);
  }
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("book", key.substr(0, book_end)).member("sku", sku);
  if (!from.empty()) json.member("validFrom", from);
  json.end_object();
  return body;
}

int order_of(std::string_view dataset) {
  const Dataset* found = find(dataset);
  return found != nullptr ? static_cast<int>(found - datasets.data()) : static_cast<int>(datasets.size());
}

std::optional<Instant> due_at(std::string_view dataset, std::string_view body) {
  const Dataset* found = find(dataset);
  if (found == nullptr || found->own_dates || body.find("\"effectiveFrom\"") == std::string_view::npos)
    return std::nullopt;
  const Result<Json> json = parse_json(body);
  const Json* from = json ? json->find("effectiveFrom") : nullptr;
  return from != nullptr && from->is_string() ? parse_rfc3339(from->text()) : std::nullopt;
}

Applied apply_masters(db::Transaction& tx, commands::Context& context, std::span<const MasterRow> rows,
                      catalogue::Indexing indexing) {
  Applied applied;
  applied.troubles.resize(rows.size());
  bool articles_done = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MasterRow& row = rows[i];
    const Dataset* dataset = find(row.dataset);
    if (dataset == nullptr) continue;
    if (dataset->apply == nullptr && row.goes()) {
      applied.troubles[i] = alone(tx, context, [&] { return retire_article(tx, context, row.key); });
    } else if (dataset->apply == nullptr) {
      if (!std::exchange(articles_done, true)) apply_articles(tx, context, rows, applied, indexing);
    } else {
      Result<Json> body = parse_json(row.goes() ? row.before : row.body);
      if (row.goes() && (!body || !body->is_object())) body = Json::object({});  // its key may say enough
      applied.troubles[i] = !body || !body->is_object()
                                ? std::optional<std::string>{"is no JSON object"}
                                : alone(tx, context, [&] { return dataset->apply(tx, context, row, *body, applied); });
    }
  }
  return applied;
}

Result<> accept(const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  return refuse(ErrorCode::invalid_body, errors.front().pointer + " " + errors.front().detail);
}
}  // namespace holdfast::replication
