#include "server/import.h"

#include <set>

#include "base/card_number.h"
#include "base/json_text.h"
#include "base/json_writer.h"
#include "base/no_cards.h"
#include "base/utf8.h"

namespace holdfast::server {
namespace {
using engine::MasterRow;

tl::unexpected<Error> wrong(std::int64_t line, const std::string& why) {
  return refuse(ErrorCode::invalid_argument, "line " + std::to_string(line) + ": " + why);
}

/// Where the store's document keeps a data set, and which member is its key.
struct Section {
  std::string_view member, dataset, key;
};
constexpr Section sections[] = {{"taxCategories", "tax_category", "code"},
                                {"tenders", "tender", "code"},
                                {"roles", "role", "code"},
                                {"staff", "staff", "code"},
                                {"registers", "register", "number"},
                                {"devices", "device", "key"},
                                {"customers", "customer", "id"},
                                {"promotionRules", "promotion_rule", "id"},
                                {"priceLists", "price_list", "id"},
                                {"charges", "charge", "id"},
                                {"loyaltyProgrammes", "loyalty", "id"},
                                {"policies", "policy", "name"},
                                {"inStoreRules", "in_store_rule", "prefix"},
                                {"promotions", "promotion", "code"},
                                {"plans", "plan", "code"}};
}  // namespace

std::optional<Imported::Rejected> card_in(const CsvRecord& record, const std::vector<std::string>& header) {
  for (std::size_t i = 0; i < record.cells.size() && i < header.size(); ++i)
    if (is_card_in_column(header[i], record.cells[i]))
      return Imported::Rejected{record.line, "the column `" + header[i] +
                                                 "` looks like the number of a payment card, which is not to be kept"};
  return std::nullopt;
}

std::string to_text(const Json& value) { return json_text(value); }

Result<Imported> articles_of_csv(std::string_view text) {
  if (!is_utf8(text)) return refuse(ErrorCode::invalid_argument, "the file is not UTF-8");
  const std::vector<CsvRecord> records = TRY(read_csv(text));
  if (records.empty()) return refuse(ErrorCode::invalid_argument, "the file is empty");
  const std::vector<std::string>& header = records.front().cells;
  std::set<std::string_view> names;
  std::size_t sku = header.size();
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (holds_card_number(header[i])) return wrong(1, "a column is named by the number of a payment card");
    if (!names.insert(header[i]).second) return wrong(1, "column " + header[i] + " comes twice");
    if (header[i] == "sku") sku = i;
  }
  for (const std::string_view needed : {"sku", "name", "price"})
    if (!names.contains(needed)) return wrong(1, "there is no column " + std::string{needed});
  Imported file;
  std::set<std::string_view> seen;
  for (std::size_t at = 1; at < records.size(); ++at) {
    const CsvRecord& record = records[at];
    if (record.cells.size() != header.size())
      return wrong(record.line,
                   std::to_string(record.cells.size()) + " cells, the header has " + std::to_string(header.size()));
    if (auto rejected = card_in(record, header)) {
      file.rejected.push_back(*std::move(rejected));
      continue;
    }
    if (record.cells[sku].empty()) return wrong(record.line, "no sku");
    if (!seen.insert(record.cells[sku]).second) return wrong(record.line, "sku " + record.cells[sku] + " comes twice");
    MasterRow row{"article", record.cells[sku], wire::Op::put, "{"};
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (record.cells[i].empty()) continue;
      if (row.body.size() > 1) row.body += ',';
      append_json_string(row.body, header[i]);
      row.body += ':';
      append_json_string(row.body, record.cells[i]);
    }
    row.body += '}';
    file.rows.push_back(std::move(row));
  }
  return file;
}

Result<Imported> articles_of_json(const Json& items) {
  Imported file;
  std::set<std::string_view> seen;
  std::int64_t place = 0;
  for (const Json& item : items.items()) {
    ++place;
    if (const auto clean = refuse_cards(item); !clean) {
      const FieldError& field = clean.error().fields.front();
      file.rejected.push_back(
          {place, (field.pointer.empty() ? "a member" : field.pointer.substr(1)) + " " + field.detail});
      continue;
    }
    const Json* sku = item.find("sku");
    if (sku == nullptr || !sku->is_string() || sku->text().empty()) return wrong(place, "no sku");
    if (!seen.insert(sku->text()).second) return wrong(place, "sku " + sku->text() + " comes twice");
    file.rows.push_back({"article", sku->text(), wire::Op::put, to_text(item)});
  }
  return file;
}

Result<Imported> rows_of_store(const Json& document) {
  TRY(refuse_cards(document));
  std::vector<MasterRow> rows;
  for (const Section& section : sections) {
    const Json* items = document.find(section.member);
    if (items == nullptr) continue;
    if (!items->is_array()) return refuse(ErrorCode::invalid_body, std::string{section.member} + " is no array");
    for (const Json& item : items->items()) {
      const Json* key = item.find(section.key);
      if (key == nullptr || key->text().empty())
        return refuse(ErrorCode::invalid_body,
                      std::string{section.member} + ": an item has no " + std::string{section.key});
      std::vector<Json::Member> members;  // a policy is decoded strictly, so its name is not of it
      for (const Json::Member& member : item.members())
        if (section.dataset != "policy" || member.first != section.key) members.push_back(member);
      rows.push_back(
          {std::string{section.dataset}, key->text(), wire::Op::put, to_text(Json::object(std::move(members)))});
    }
  }
  if (rows.empty()) return refuse(ErrorCode::invalid_body, "the document has none of the sections of a store");
  return Imported{std::move(rows), {}};
}
}  // namespace holdfast::server
