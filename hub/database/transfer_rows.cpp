#include "database/transfer_rows.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::database {
using engine::Transfer;

namespace {
#define HF_TRANSFER                                                                                            \
  "SELECT transfer_id, from_site, to_site, state, lines, note, made_us, changed_us FROM stock_transfer WHERE " \
  "tenant_id = ? AND "

std::string encode(const std::vector<Transfer::Line>& lines) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const Transfer::Line& line : lines)
    json.begin_object()
        .member("sku", line.sku)
        .member("requested", line.requested)
        .member("sent", line.sent)
        .member("received", line.received)
        .end_object();
  json.end_array();
  return out;
}
std::vector<Transfer::Line> decode(const std::string& text) {
  std::vector<Transfer::Line> lines;
  const auto json = parse_json(text);
  if (!json || !json->is_array()) return lines;
  const auto number = [](const Json& line, std::string_view name) {
    const Json* member = line.find(name);
    return member != nullptr ? member->integer().value_or(0) : 0;
  };
  for (const Json& line : json->items()) {
    const Json* sku = line.find("sku");
    lines.push_back({sku != nullptr && sku->is_string() ? sku->text() : std::string{}, number(line, "requested"),
                     number(line, "sent"), number(line, "received")});
  }
  return lines;
}
std::vector<Transfer> all_transfers(sql::Statement& rows) {
  std::vector<Transfer> found;
  while (rows.step())
    found.push_back({rows.uuid(0), rows.string(1), rows.string(2), rows.string(3), decode(rows.string(4)),
                     rows.string(5), rows.instant(6), rows.instant(7)});
  return found;
}
}  // namespace

std::optional<Transfer> Transfers::lock(const std::string& tenant, const Uuid& id) {
  auto found = all_transfers(db_.prepare_locking(HF_TRANSFER "transfer_id = ?").all(tenant, id));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

void Transfers::put(const std::string& tenant, const Transfer& transfer) {
  const std::string lines = encode(transfer.lines);
  db_.prepare(
         "INSERT INTO stock_transfer(tenant_id, transfer_id, from_site, to_site, state, lines, note, made_us, "
         "changed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, transfer_id) DO UPDATE SET state = "
         "excluded.state, lines = excluded.lines, note = excluded.note, changed_us = excluded.changed_us")
      .exec(tenant, transfer.id, transfer.from_site, transfer.to_site, transfer.state, lines, transfer.note,
            transfer.made, transfer.changed);
}

std::vector<Transfer> Transfers::of_site(const engine::SiteKey& key, int most) {
  return all_transfers(
      db_.prepare(HF_TRANSFER "(from_site = ? OR to_site = ?) ORDER BY changed_us DESC, transfer_id LIMIT ?")
          .all(key.tenant, key.site, key.site, most));
}
}  // namespace holdfast::database
