#include "payments/card_payment_rows.h"

#include "base/json.h"

namespace holdfast::payments {
namespace {
#define HF_ATTEMPT                                                                                                     \
  "SELECT a.id, a.uuid, a.order_id, o.uuid, a.register_id, r.uuid, a.device_id, d.uuid, a.tender_id, t.code, a.kind, " \
  "a.state, a.amount, a.tip, a.cashback, a.currency, a.reference, a.reverses_id, a.original, a.note, a.result, "       \
  "a.decision, a.decision_told, a.contradiction, a.approved, a.tip_taken, a.cashback_taken, a.created_us, "            \
  "a.armed_us, "                                                                                                       \
  "a.updated_us FROM payment_attempt a JOIN orders o ON o.id = a.order_id JOIN register r ON r.id = a.register_id "    \
  "JOIN device d ON d.id = a.device_id JOIN tender t ON t.id = a.tender_id "
#define HF_LIVE_STATES "('created', 'armed', 'running', 'unknown', 'reversing', 'manual')"

std::string text_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}

std::string encode(const TerminalReference& reference) {
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("terminalId", reference.terminal_id)
      .member("transaction", reference.transaction)
      .member("receipt", reference.receipt)
      .member("at", reference.at)
      .end_object();
  return out;
}
std::optional<TerminalReference> decode_reference(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  return TerminalReference{text_of(*json, "terminalId"), text_of(*json, "transaction"), text_of(*json, "receipt"),
                           text_of(*json, "at")};
}

std::string encode(const Decision& decision) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("charged", decision.charged)
      .member("amount", decision.amount)
      .member("reason", decision.reason);
  json.member("staff", decision.staff_code)
      .nullable("approver", decision.approver_code)
      .member("at", decision.at.unix_us())
      .end_object();
  return out;
}
std::optional<Decision> decode_decision(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  Decision decision;
  const Json* charged = json->find("charged");
  decision.charged = charged != nullptr && charged->truth();
  if (const Json* amount = json->find("amount")) decision.amount = amount->integer().value_or(0);
  decision.reason = text_of(*json, "reason");
  decision.staff_code = text_of(*json, "staff");
  const std::string approver = text_of(*json, "approver");
  if (!approver.empty()) decision.approver_code = approver;
  if (const Json* at = json->find("at")) decision.at = Instant{at->integer().value_or(0)};
  return decision;
}

CardPayment read(const db::Statement& row) {
  CardPayment payment;
  payment.row = row.integer(0);
  payment.id = row.uuid(1);
  payment.order_row = row.integer(2);
  payment.order = row.uuid(3);
  payment.register_row = row.integer(4);
  payment.register_id = row.uuid(5);
  payment.device_row = row.integer(6);
  payment.device = row.uuid(7);
  payment.tender_row = row.integer(8);
  payment.tender = row.string(9);
  payment.kind = parse_attempt_kind(row.text(10)).value_or(AttemptKind::sale);
  payment.state = parse_attempt_state(row.text(11)).value_or(AttemptState::manual);
  payment.amount = row.integer(12);
  payment.tip = row.integer(13);
  payment.cashback = row.integer(14);
  payment.currency = row.string(15);
  payment.reference = row.string(16);
  payment.reverses_row = row.maybe_integer(17);
  if (!row.is_null(18)) payment.original = decode_reference(row.text(18));
  payment.note = row.maybe_string(19);
  if (!row.is_null(20)) payment.result = decode_card_result(row.text(20));
  if (!row.is_null(21)) payment.decision = decode_decision(row.text(21));
  payment.decision_told = row.flag(22);
  payment.contradiction = row.string(23);
  payment.approved = row.integer(24);
  payment.tip_taken = row.integer(25);
  payment.cashback_taken = row.integer(26);
  payment.created_at = row.instant(27);
  payment.armed_at = row.maybe_instant(28);
  payment.changed_at = row.instant(29);
  return payment;
}
std::vector<CardPayment> read_all(db::Statement& rows) {
  std::vector<CardPayment> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}

void load_lines(db::Connection& connection, CardPayment& payment) {
  db::Statement& rows = connection.prepare(
      "SELECT copy, text, centred, double_width, double_height, indent FROM attempt_line WHERE attempt_id = ? ORDER BY "
      "position");
  rows.all(payment.row);
  while (rows.step()) {
    const auto copy = rows.text(0) == "customer" ? TerminalLine::Copy::customer
                      : rows.text(0) == "admin"  ? TerminalLine::Copy::admin
                                                 : TerminalLine::Copy::merchant;
    payment.lines.push_back({copy, rows.string(1), rows.flag(2), rows.flag(3), rows.flag(4), rows.small(5)});
  }
}

Result<CardPayment> one(db::Connection& connection, db::Statement& row, bool found) {
  if (!found) {
    row.reset();
    return refuse(ErrorCode::not_found, "there is no such card payment");
  }
  CardPayment payment = read(row);
  row.reset();
  load_lines(connection, payment);
  return payment;
}
}  // namespace

Result<CardPayment> load_card_payment(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(HF_ATTEMPT "WHERE a.uuid = ?");
  return one(connection, row, row.all(id).step());
}
Result<CardPayment> load_card_payment(db::Connection& connection, std::int64_t row_id) {
  db::Statement& row = connection.prepare(HF_ATTEMPT "WHERE a.id = ?");
  return one(connection, row, row.all(row_id).step());
}

std::vector<CardPayment> card_payments_of_order(db::Connection& connection, std::int64_t order_row) {
  db::Statement& rows = connection.prepare(HF_ATTEMPT "WHERE a.order_id = ? ORDER BY a.id");
  rows.all(order_row);
  std::vector<CardPayment> payments = read_all(rows);
  for (CardPayment& payment : payments) load_lines(connection, payment);
  return payments;
}

std::optional<CardPayment> next_to_start(db::Connection& connection, std::int64_t device_row) {
  db::Statement& row = connection.prepare(HF_ATTEMPT
                                          "WHERE a.device_id = ?1 AND a.state = 'created' AND NOT EXISTS (SELECT 1 "
                                          "FROM payment_attempt b WHERE b.device_id = ?1 AND "
                                          "b.state IN ('armed', 'running')) AND NOT EXISTS (SELECT 1 FROM "
                                          "payment_attempt c WHERE c.order_id = a.order_id AND c.id < a.id "
                                          "AND c.state IN " HF_LIVE_STATES ") ORDER BY a.id LIMIT 1");
  std::optional<CardPayment> found;
  if (row.all(device_row).step()) found = read(row);
  row.reset();
  return found;
}
std::vector<CardPayment> to_resolve(db::Connection& connection, std::int64_t device_row) {
  db::Statement& rows = connection.prepare(
      HF_ATTEMPT "WHERE a.device_id = ? AND a.state IN ('armed', 'running', 'unknown') ORDER BY a.id");
  rows.all(device_row);
  return read_all(rows);
}
std::set<std::int64_t> terminals_in_doubt(db::Connection& connection) {
  // The words of the index of what is open: nobody looks through the payments of years each second.
  db::Statement& rows = connection.prepare(
      "SELECT device_id FROM payment_attempt WHERE state IN ('created', 'armed', 'running', 'unknown', 'reversing', "
      "'manual') AND state = 'unknown'");
  std::set<std::int64_t> found;
  while (rows.step()) found.insert(rows.integer(0));
  return found;
}
std::vector<CardPayment> untold_decisions(db::Connection& connection, std::int64_t device_row) {
  db::Statement& rows = connection.prepare(HF_ATTEMPT "WHERE a.device_id = ? AND a.decision_told = 0 ORDER BY a.id");
  rows.all(device_row);
  return read_all(rows);
}
std::string terminal_memory(db::Connection& connection, std::int64_t device_row) {
  db::Statement& row = connection.prepare("SELECT memory FROM terminal_memory WHERE device_id = ?");
  std::string memory = row.all(device_row).step() ? row.string(0) : std::string{};
  row.reset();
  return memory;
}

/// One statement a kind of list, so that each walks an index of its own and stops at its limit.
std::vector<CardPayment> list_card_payments(db::Connection& connection, const CardPaymentFilter& filter) {
#define HF_REST                                                                                                        \
  "(?1 = 0 OR a.id < ?1) AND (?2 IS NULL OR o.uuid = ?2) AND (?3 IS NULL OR d.uuid = ?3) AND (?4 IS NULL OR r.uuid = " \
  "?4) "                                                                                                               \
  "AND (?5 IS NULL OR ?5 = (a.state IN " HF_LIVE_STATES ")) ORDER BY a.id DESC LIMIT ?6"
  db::Statement& rows =
      filter.order
          ? connection.prepare(HF_ATTEMPT "WHERE a.order_id = (SELECT id FROM orders WHERE uuid = ?2) AND " HF_REST)
      : filter.open == true ? connection.prepare(HF_ATTEMPT "WHERE a.state IN " HF_LIVE_STATES " AND " HF_REST)
      : filter.device
          ? connection.prepare(HF_ATTEMPT "WHERE a.device_id = (SELECT id FROM device WHERE uuid = ?3) AND " HF_REST)
      : filter.register_id
          ? connection.prepare(HF_ATTEMPT
                               "WHERE a.register_id = (SELECT id FROM register WHERE uuid = ?4) AND " HF_REST)
          : connection.prepare(HF_ATTEMPT "WHERE " HF_REST);
#undef HF_REST
  rows.all(filter.before, filter.order, filter.device, filter.register_id, filter.open, filter.limit);
  return read_all(rows);
}

void insert(db::Transaction& tx, CardPayment& payment, std::int64_t staff_row) {
  const auto original = payment.original ? std::optional{encode(*payment.original)} : std::nullopt;
  tx.prepare(
        "INSERT INTO payment_attempt(uuid, order_id, register_id, device_id, tender_id, kind, state, amount, tip, "
        "cashback, currency, "
        "reference, reverses_id, original, staff_id, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?)")
      .exec(payment.id, payment.order_row, payment.register_row, payment.device_row, payment.tender_row,
            name_of(payment.kind), name_of(payment.state), payment.amount, payment.tip, payment.cashback,
            payment.currency, payment.reference, payment.reverses_row, original, staff_row, payment.created_at,
            payment.changed_at);
  payment.row = tx.last_rowid();
}

void update(db::Transaction& tx, const CardPayment& payment) {
  const auto result = payment.result ? std::optional{encode(*payment.result)} : std::nullopt;
  const auto decision = payment.decision ? std::optional{encode(*payment.decision)} : std::nullopt;
  tx.prepare(
        "UPDATE payment_attempt SET state = ?, note = ?, result = ?, decision = ?, decision_told = ?, contradiction = "
        "?, approved = ?, "
        "tip_taken = ?, cashback_taken = ?, armed_us = ?, updated_us = ? WHERE id = ?")
      .exec(name_of(payment.state), payment.note, result, decision, payment.decision_told, payment.contradiction,
            payment.approved, payment.tip_taken, payment.cashback_taken, payment.armed_at, payment.changed_at,
            payment.row);
}

void append_lines(db::Transaction& tx, std::int64_t payment_row, const std::vector<TerminalLine>& lines) {
  if (lines.empty()) return;
  db::Statement& last = tx.prepare("SELECT coalesce(max(position), 0) FROM attempt_line WHERE attempt_id = ?");
  std::int64_t position = last.all(payment_row).step() ? last.integer(0) : 0;
  last.reset();
  for (const TerminalLine& line : lines)
    tx.prepare(
          "INSERT INTO attempt_line(attempt_id, position, copy, text, centred, double_width, double_height, indent) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(payment_row, ++position, name_of(line.copy), line.text, line.centred, line.double_width,
              line.double_height, line.indent);
}

void save_memory(db::Transaction& tx, std::int64_t device_row, std::string_view memory, Instant now) {
  tx.prepare(
        "INSERT INTO terminal_memory(device_id, memory, updated_us) VALUES (?1, ?2, ?3) "
        "ON CONFLICT(device_id) DO UPDATE SET memory = ?2, updated_us = ?3")
      .exec(device_row, memory, now);
}
}  // namespace holdfast::payments
