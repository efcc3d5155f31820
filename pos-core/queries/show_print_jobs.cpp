#include "queries/show_print_jobs.h"

#include "base/check.h"

namespace holdfast::queries {
void append_print_job(JsonWriter& json, const devices::PrintJob& job, int utc_offset_min) {
  json.begin_object().member("printJobId", job.id).member("number", job.row).member("deviceId", job.device);
  json.nullable("registerId", job.register_id).member("kind", devices::name_of(job.kind));
  json.nullable("orderId", job.order).nullable("receiptNumber", job.receipt_number).nullable("shiftId", job.shift);
  json.nullable("ticketId", job.ticket);
  json.member("copy", job.copy).member("state", devices::name_of(job.state)).member("why", job.why);
  json.member("opensDrawer", job.opens_drawer).nullable("drawer", job.drawer).nullable("retryOf", job.retry_of);
  json.key("createdAt").time(job.created_at, utc_offset_min);
  json.key("changedAt").time(job.changed_at, utc_offset_min);
  json.key("expiresAt").time(job.expires_at, utc_offset_min);
  json.end_object();
}

PrintEvents print_events_after(db::Connection& connection, std::int64_t since, int limit) {
  using What = PrintEvent::What;
  PrintEvents found{since, {}};
  db::Statement& rows = connection.prepare(
      "SELECT e.seq, e.type, e.aggregate_id, coalesce(o.register_id, s.register_id), e.recorded_us FROM event_log e "
      "LEFT JOIN orders o ON e.type IN ('OrderPaid', 'FiscalReceiptChanged') AND o.uuid = e.aggregate_id "
      "LEFT JOIN shift s ON e.type IN ('DrawerOpened', 'CashMoved') AND s.uuid = e.aggregate_id "
      "WHERE e.seq > ? ORDER BY e.seq LIMIT ?");
  rows.all(since, limit);
  while (rows.step()) {
    found.last = rows.integer(0);
    const std::string_view type = rows.text(1);
    std::optional<What> what;
    if (type == "OrderPaid") what = What::order;
    if (type == "FiscalReceiptChanged") what = What::decided;
    if (type == "DrawerOpened" || type == "CashMoved") what = What::cash;
    if (type == "DeviceChanged") what = What::device;
    if (type == "PrintJobChanged") what = What::print_job;
    if (type == "CardPaymentChanged") what = What::card_payment;
    if (what) found.events.push_back({*what, found.last, rows.uuid(2), rows.maybe_integer(3), rows.instant(4)});
  }
  return found;
}

std::optional<std::int64_t> print_cursor(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT seq FROM log_cursor WHERE name = 'print'");
  const auto seq = row.step() ? std::optional{row.integer(0)} : std::nullopt;
  row.reset();
  return seq;
}
}  // namespace holdfast::queries
