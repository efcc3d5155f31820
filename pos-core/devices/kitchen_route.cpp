#include "devices/kitchen_route.h"

#include "base/check.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::devices {
namespace {
std::vector<std::string> texts_of(std::string_view array) {
  std::vector<std::string> texts;
  const auto document = parse_json(array);
  check(document.has_value());
  for (const Json& each : document->items()) texts.emplace_back(each.text());
  return texts;
}
std::string array_of(const std::vector<std::string>& texts) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
  return out;
}
}  // namespace

std::vector<KitchenRoute> kitchen_routes(db::Connection& connection, std::int64_t register_row) {
  std::vector<KitchenRoute> found;
  db::Statement& rows = connection.prepare(
      "SELECT d.id, coalesce(r.since_us, d.created_us), d.settings -> '$.kitchen.categories' FROM device d LEFT JOIN "
      "device_register r ON r.device_id = d.id AND r.register_id = ? WHERE d.kind = 'receipt_printer' AND d.active = 1 "
      "AND d.removed_us IS NULL AND json_array_length(d.settings, '$.kitchen.categories') > 0 AND (r.device_id IS NOT "
      "NULL OR NOT EXISTS (SELECT 1 FROM device_register o WHERE o.device_id = d.id)) ORDER BY d.id");
  rows.all(register_row);
  while (rows.step()) found.push_back({rows.integer(0), rows.instant(1), texts_of(rows.text(2))});
  return found;
}

bool kitchen_serves_all(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM device d WHERE d.kind = 'receipt_printer' AND d.active = 1 AND d.removed_us IS "
      "NULL "
      "AND json_array_length(d.settings, '$.kitchen.categories') > 0 AND NOT EXISTS (SELECT 1 FROM device_register r "
      "WHERE r.device_id = d.id))");
  const bool serves = row.step() && row.flag(0);
  row.reset();
  return serves;
}

std::vector<int> lines_for_kitchen(db::Connection& connection, std::int64_t order_row,
                                   const std::vector<std::string>& categories) {
  std::vector<int> lines;
  db::Statement& rows = connection.prepare(
      "WITH RECURSIVE wanted(id) AS (SELECT c.id FROM category c JOIN json_each(?2) w ON w.value = c.slug OR "
      "lower(replace(w.value, '-', '')) = lower(hex(c.uuid)) UNION SELECT c.id FROM category c JOIN wanted w ON "
      "c.parent_id = w.id) SELECT i.position, i.quantity_micro, i.detail ->> '$.terms.fired' FROM order_item i WHERE "
      "i.order_id = ?1 AND i.quantity_micro > 0 AND EXISTS (SELECT 1 FROM order_item m JOIN product_variant v ON v.id "
      "= m.variant_id JOIN product_category p ON p.product_id = v.product_id WHERE m.order_id = ?1 AND m.position = "
      "coalesce(CASE WHEN i.detail ->> '$.terms.ofCombo' THEN NULL ELSE i.detail ->> '$.terms.modifies' END, "
      "i.position) AND p.category_id IN (SELECT id FROM wanted)) AND coalesce(i.detail ->> '$.terms.parts', '') <> "
      "'combo' ORDER BY i.position");
  const std::string wanted = array_of(categories);
  rows.all(order_row, wanted);
  while (rows.step()) {
    const Quantity fired = parse_quantity(rows.is_null(2) ? "0" : rows.text(2)).value_or(Quantity{});
    if (fired < Quantity::from_micro(rows.integer(1))) lines.push_back(rows.small(0));
  }
  return lines;
}

std::vector<checks::TicketLine> lines_for_kitchen(db::Connection& connection, const checks::CourseTicket& ticket,
                                                  const std::vector<std::string>& categories) {
  db::Statement& row = connection.prepare(
      "WITH RECURSIVE wanted(id) AS (SELECT c.id FROM category c JOIN json_each(?2) w ON w.value = c.slug OR "
      "lower(replace(w.value, '-', '')) = lower(hex(c.uuid)) UNION SELECT c.id FROM category c JOIN wanted w ON "
      "c.parent_id = w.id) SELECT EXISTS (SELECT 1 FROM product_variant v JOIN product_category p ON p.product_id = "
      "v.product_id WHERE v.id = ?1 AND p.category_id IN (SELECT id FROM wanted))");
  const std::string wanted = array_of(categories);
  std::vector<checks::TicketLine> lines;
  for (const checks::TicketLine& line : ticket.lines) {
    if (!line.variant_row) continue;
    if (row.all(*line.variant_row, wanted).step() && row.flag(0)) lines.push_back(line);
    row.reset();
  }
  return lines;
}
}  // namespace holdfast::devices
