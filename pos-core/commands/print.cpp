#include "commands/print.h"

#include "commands/fiscal_receipt.h"
#include "commands/reprint_receipt.h"
#include "devices/device_rows.h"
#include "devices/kitchen_route.h"
#include "devices/print_job_rows.h"
#include "orders/order_rows.h"
#include "shifts/shift.h"

namespace holdfast::commands {
namespace {
using devices::JobKind;
using devices::JobState;
using devices::PrintJob;

void tell(db::Transaction& tx, const PrintJob& job, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("printJobId", job.id).member("deviceId", job.device);
  json.nullable("registerId", job.register_id).member("kind", devices::name_of(job.kind));
  json.nullable("orderId", job.order).nullable("shiftId", job.shift).member("copy", job.copy);
  json.member("state", devices::name_of(job.state)).member("why", job.why).nullable("drawer", job.drawer).end_object();
  context.emit(tx, "PrintJobChanged", "print_job", job.id, std::move(payload));
}

PrintJob new_job(JobKind kind, std::int64_t device_row, Context& context) {
  PrintJob job;
  job.id = context.ids.next(context.now);
  job.kind = kind;
  job.device_row = device_row;
  job.created_at = job.changed_at = context.now;
  job.expires_at = context.now.plus_seconds(devices::lifetime_seconds(kind));
  return job;
}

/// Stores it and reads it back whole; nothing when that original is in the ledger already.
std::optional<PrintJob> store(db::Transaction& tx, PrintJob job, Context& context) {
  const auto staff = context.actor != nullptr ? std::optional{context.actor->staff_id} : std::nullopt;
  if (!devices::insert(tx, job, staff)) return std::nullopt;
  auto stored = devices::load_job(tx.connection(), job.row);
  check(stored.has_value());
  tell(tx, *stored, context);
  return *std::move(stored);
}

std::optional<std::int64_t> register_row_of(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare("SELECT id FROM register WHERE uuid = ?");
  const auto found = row.all(id).step() ? std::optional{row.integer(0)} : std::nullopt;
  row.reset();
  return found;
}

Result<std::int64_t> device_for(db::Connection& connection, const QueuePrint& command,
                                std::optional<std::int64_t> register_row) {
  if (command.device) {
    const devices::Device device = TRY(devices::load(connection, *command.device));
    if (!device.active) return refuse(ErrorCode::conflict, "`" + device.name + "` is switched off");
    if (device.kind == devices::Kind::cash_drawer && command.kind != JobKind::drawer_kick)
      return refuse(ErrorCode::conflict, "`" + device.name + "` prints nothing");
    return device.row;
  }
  if (!register_row)
    return refuse(ErrorCode::invalid_argument, "on which printer? Name a device or a register",
                  {{"/registerId", "is required where deviceId is missing"}});
  auto served = command.kind == JobKind::drawer_kick ? devices::drawer_of(connection, *register_row) : std::nullopt;
  if (!served) served = devices::printer_of(connection, *register_row);
  if (!served) return refuse(ErrorCode::conflict, "the register has no printer");
  return served->device_row;
}

bool takes_cash(db::Connection& connection, std::int64_t order_row) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM payment p JOIN tender t ON t.id = p.tender_id LEFT JOIN payment_attempt a ON a.id = "
      "p.attempt_id WHERE p.order_id = ? AND (t.opens_drawer = 1 OR coalesce(a.cashback_taken, 0) <> 0))");
  const bool takes = row.all(order_row).step() && row.flag(0);
  row.reset();
  return takes;
}

struct Place {
  std::int64_t row = 0, register_row = 0;
};
std::optional<Place> place_of(db::Statement& row, const Uuid& subject) {
  const auto place = row.all(subject).step() ? std::optional{Place{row.integer(0), row.integer(1)}} : std::nullopt;
  row.reset();
  return place;
}

/// The drawer first: it is not to wait for the paper.
std::vector<PrintJob> jobs_after(db::Connection& connection, const PrintCause& cause, Context& context) {
  std::vector<PrintJob> jobs;
  const bool sale = cause.what != PrintCause::What::cash;
  const bool decided = cause.what == PrintCause::What::decided;
  const auto place =
      place_of(sale ? connection.prepare("SELECT id, register_id FROM orders WHERE uuid = ? AND receipt IS NOT NULL")
                    : connection.prepare("SELECT id, register_id FROM shift WHERE uuid = ?"),
               cause.subject);
  if (!place) return jobs;
  const auto add = [&](JobKind kind, const devices::Served& served, bool opens) {
    PrintJob job = new_job(kind, served.device_row, context);
    job.register_row = place->register_row;
    job.opens_drawer = opens;
    job.expires_at = cause.at.plus_seconds(devices::lifetime_seconds(kind));
    if (kind == JobKind::receipt) job.order_row = place->row;
    if (cause.at >= served.since && context.now < job.expires_at) jobs.push_back(std::move(job));
  };
  bool opens = !sale || (!decided && takes_cash(connection, place->row));
  if (const auto drawer = devices::drawer_of(connection, place->register_row); drawer && opens) {
    add(JobKind::drawer_kick, *drawer, true);
    opens = false;
  }
  const auto printer = devices::printer_of(connection, place->register_row);
  if (!printer) return jobs;
  if (sale && printer->prints_receipts && !waits_for_decision(connection, place->row))
    add(JobKind::receipt, *printer, opens);
  else if (opens)
    add(JobKind::drawer_kick, *printer, true);
  return jobs;
}
/// One for each printer that has a line of it.
std::vector<PrintJob> tickets_after(db::Connection& connection, const PrintCause& cause, Context& context) {
  std::vector<PrintJob> tickets;
  if (cause.what != PrintCause::What::order) return tickets;
  const auto place = place_of(
      connection.prepare("SELECT id, register_id FROM orders WHERE uuid = ? AND receipt IS NOT NULL"), cause.subject);
  if (!place) return tickets;
  for (const devices::KitchenRoute& route : devices::kitchen_routes(connection, place->register_row)) {
    if (cause.at < route.since || devices::lines_for_kitchen(connection, place->row, route.categories).empty())
      continue;
    PrintJob job = new_job(JobKind::kitchen, route.device_row, context);
    job.register_row = place->register_row;
    job.order_row = place->row;
    job.expires_at = cause.at.plus_seconds(devices::lifetime_seconds(job.kind));
    if (context.now < job.expires_at) tickets.push_back(std::move(job));
  }
  return tickets;
}
}  // namespace

Result<PrintJob> queue_print(db::Transaction& tx, const QueuePrint& command, Context& context) {
  db::Connection& connection = tx.connection();
  std::optional<std::int64_t> register_row, order_row, shift_row;
  if (command.order) {
    const orders::Order order = TRY(orders::load(connection, *command.order));
    if (!order.receipt) return refuse(ErrorCode::conflict, "the order is not paid: there is no receipt yet");
    TRY(check_decided(connection, order));
    order_row = order.row;
    register_row = order.register_row;
  }
  if (command.shift) {
    const shifts::Shift shift = TRY(shifts::load(connection, *command.shift));
    shift_row = shift.row;
    register_row = shift.register_row;
  }
  if (command.register_id) {
    register_row = register_row_of(connection, *command.register_id);
    if (!register_row) return refuse(ErrorCode::not_found, "no register " + to_string(*command.register_id));
  }
  PrintJob job = new_job(command.kind, TRY(device_for(connection, command, register_row)), context);
  job.register_row = register_row;
  job.order_row = order_row;
  job.shift_row = shift_row;
  job.opens_drawer = command.kind == JobKind::drawer_kick;
  if (command.kind == JobKind::copy) job.copy = TRY(reprint_receipt(tx, *command.order, context)).copy;
  auto stored = store(tx, std::move(job), context);
  check(stored.has_value());  // only originals are queued once
  return *std::move(stored);
}

std::vector<PrintJob> queue_prints_after(db::Transaction& tx, std::span<const PrintCause> causes, std::int64_t seq,
                                         Context& context) {
  std::vector<PrintJob> queued;
  const auto queue = [&](PrintJob job) {
    if (auto stored = store(tx, std::move(job), context)) queued.push_back(*std::move(stored));
  };
  for (const PrintCause& cause : causes) {
    for (PrintJob& job : jobs_after(tx.connection(), cause, context)) queue(std::move(job));
    for (PrintJob& ticket : tickets_after(tx.connection(), cause, context)) queue(std::move(ticket));
  }
  tx.prepare(
        "INSERT INTO log_cursor(name, seq) VALUES ('print', ?) ON CONFLICT(name) DO UPDATE SET seq = max(seq, "
        "excluded.seq)")
      .exec(seq);
  return queued;
}

std::vector<PrintJob> queue_course_ticket(db::Transaction& tx, const checks::CourseTicket& ticket, Again again,
                                          Context& context) {
  std::vector<PrintJob> queued;
  for (const devices::KitchenRoute& route : devices::kitchen_routes(tx.connection(), ticket.register_row)) {
    if (devices::lines_for_kitchen(tx.connection(), ticket, route.categories).empty()) continue;
    PrintJob job = new_job(JobKind::kitchen, route.device_row, context);
    job.register_row = ticket.register_row;
    job.ticket_row = ticket.row;
    if (again == Again::yes) job.retry_of = devices::first_ticket_job(tx.connection(), ticket.row, route.device_row);
    if (auto stored = store(tx, std::move(job), context)) queued.push_back(*std::move(stored));
  }
  return queued;
}

Result<PrintJob> record_print_outcome(db::Transaction& tx, const PrintOutcome& outcome, Context& context) {
  PrintJob job = TRY(devices::load_job(tx.connection(), outcome.job_row));
  if (!devices::may_follow(job.state, outcome.state))
    return refuse(ErrorCode::conflict, "a job that is " + std::string{devices::name_of(job.state)} + " cannot become " +
                                           std::string{devices::name_of(outcome.state)});
  job.state = outcome.state;
  job.why = outcome.why;
  if (outcome.drawer && job.opens_drawer) job.drawer = outcome.drawer;
  job.changed_at = context.now;
  devices::update(tx, job);
  if (job.state != JobState::printing) tell(tx, job, context);
  return job;
}

void record_drawer(db::Transaction& tx, std::int64_t job_row, std::string_view drawer, Context& context) {
  tx.prepare("UPDATE print_job SET drawer = ?, changed_us = ? WHERE id = ? AND opens_drawer = 1")
      .exec(drawer, context.now, job_row);
}

std::vector<std::int64_t> settle_prints_after_restart(db::Transaction& tx, Context& context) {
  std::vector<std::int64_t> broken;
  for (const PrintJob& job : devices::jobs_in(tx.connection(), JobState::printing)) {
    (void)record_print_outcome(tx, {job.row, JobState::unknown, "restart", {}}, context);
    broken.push_back(job.device_row);
  }
  return broken;
}

std::optional<PrintJob> confirm_late(db::Transaction& tx, std::int64_t device_row, int number, Context& context) {
  constexpr std::int64_t an_hour = 3600;
  db::Statement& row = tx.prepare(
      "SELECT id FROM print_job WHERE device_id = ? AND state = 'unknown' AND id % 10000 = ? AND created_us > ? ORDER "
      "BY id DESC LIMIT 1");
  const std::int64_t found =
      row.all(device_row, number, context.now.plus_seconds(-an_hour)).step() ? row.integer(0) : 0;
  row.reset();
  if (found == 0) return std::nullopt;
  const auto confirmed = record_print_outcome(tx, {found, JobState::confirmed, "late", {}}, context);
  return confirmed ? std::optional{*confirmed} : std::nullopt;
}

Result<PrintJob> discard_print(db::Transaction& tx, const Uuid& id, Context& context) {
  const PrintJob job = TRY(devices::load_job(tx.connection(), id));
  if (job.state != JobState::queued)
    return refuse(ErrorCode::conflict,
                  "a job that is " + std::string{devices::name_of(job.state)} + " is not waiting any more");
  std::string detail;
  JsonWriter{detail}.begin_object().member("kind", devices::name_of(job.kind)).end_object();
  audit(tx, context, "print_discarded", to_string(id), detail);
  return record_print_outcome(tx, {job.row, JobState::failed, "discarded", {}}, context);
}

Result<PrintJob> retry_print(db::Transaction& tx, const Uuid& id, Context& context) {
  PrintJob job = TRY(devices::load_job(tx.connection(), id));
  const devices::Retry retry = TRY(devices::retry_of(job));
  const auto device = devices::load(tx.connection(), job.device_row);
  if (!device || !device->active) return refuse(ErrorCode::conflict, "its printer was removed or switched off");
  if (retry == devices::Retry::again) {
    job.state = JobState::queued;
    job.why = "retried";
    job.changed_at = context.now;
    job.expires_at = context.now.plus_seconds(devices::lifetime_seconds(job.kind));
    devices::update(tx, job);
    tell(tx, job, context);
    return job;
  }
  PrintJob next = new_job(retry == devices::Retry::copy ? JobKind::copy : job.kind, job.device_row, context);
  next.register_row = job.register_row;
  next.order_row = job.order_row;
  next.ticket_row = job.ticket_row;
  next.shift_row = job.shift_row;
  next.retry_of = job.id;
  if (retry == devices::Retry::copy) next.copy = TRY(reprint_receipt(tx, *job.order, context)).copy;
  auto stored = store(tx, std::move(next), context);
  check(stored.has_value());
  return *std::move(stored);
}
}  // namespace holdfast::commands
