#include "signals/collector.h"

#include <algorithm>
#include <bit>
#include <fstream>

#include "base/json_writer.h"
#include "log/log.h"
#include "queries/show_replication.h"

namespace holdfast::signals {
namespace {
constexpr int rows_a_look = 5000;
constexpr std::chrono::seconds look_again{60};

bool is_sale(std::string_view method, std::string_view route) {
  return method == "POST" && (route == "/v1/orders" || route == "/v1/sales");
}
/// A till that scans looks the code up, or puts it into the cart as it is.
bool is_scan(std::string_view method, std::string_view route) {
  return (method == "GET" && route == "/v1/lookup/{code}") || (method == "POST" && route == "/v1/carts/{id}/items");
}

std::int64_t newest_row(db::Connection& connection, const char* query) {
  db::Statement& row = connection.prepare_text(query);
  const std::int64_t newest = row.step() ? row.integer(0) : 0;
  row.reset();
  return newest;
}
bool any_open_shift(db::Connection& connection) {
  return newest_row(connection, "SELECT EXISTS (SELECT 1 FROM shift WHERE status = 'OPEN')") != 0;
}
/// How old the oldest event is that a hub does not have.
std::int64_t lag_s(db::Connection& connection, Instant now) {
  const queries::UpwardProgress up = queries::upward_progress(connection);
  if (up.pending() <= 0) return 0;
  db::Statement& row = connection.prepare("SELECT recorded_us FROM event_log WHERE seq > ? ORDER BY seq LIMIT 1");
  const std::int64_t recorded = row.all(up.base_seq + up.ack_seq).step() ? row.integer(0) : now.unix_us();
  row.reset();
  return std::max<std::int64_t>(0, (now.unix_us() - recorded) / 1'000'000);
}
}  // namespace

void Requests::count(std::string_view method, std::string_view route, int status, std::int64_t microseconds) {
  constexpr int failed = 500, refused = 400;
  if (status >= failed) ++errors;
  if (is_sale(method, route) && status < refused) {
    ++sales;
    const auto bucket =
        static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(0, microseconds))));
    ++times_[std::min(bucket, times_.size() - 1)];
  }
  if (!is_scan(method, route) || status >= failed) return;
  ++scans;
  scans_unknown += status >= refused ? 1 : 0;
}

std::int64_t Requests::slow_sale_us() const {
  std::int64_t left = sales - sales * 95 / 100;  // of the slowest
  for (std::size_t bucket = times_.size(); bucket-- > 0 && sales > 0;)
    if (left -= times_[bucket]; left <= 0) return std::int64_t{1} << bucket;
  return 0;
}

Outcomes prints_after(db::Connection& connection, std::int64_t row) {
  Outcomes out{.up_to = row};
  db::Statement& rows = connection.prepare_text("SELECT id, state FROM print_job WHERE id > ? ORDER BY id LIMIT " +
                                                std::to_string(rows_a_look));
  rows.all(row);
  while (rows.step()) {
    const std::string_view state = rows.text(1);
    if (state == "queued" || state == "printing") break;
    out.up_to = rows.integer(0);
    ++out.ended;
    out.bad += state == "failed" || state == "expired" ? 1 : 0;
  }
  rows.reset();
  return out;
}

Outcomes cards_after(db::Connection& connection, std::int64_t row) {
  Outcomes out{.up_to = row};
  db::Statement& rows = connection.prepare_text(
      "SELECT id, state, contradiction <> '' FROM payment_attempt WHERE id > ? AND kind = 'sale' ORDER BY id LIMIT " +
      std::to_string(rows_a_look));
  rows.all(row);
  while (rows.step()) {
    const std::string_view state = rows.text(1);
    if (state == "created" || state == "armed" || state == "running" || state == "unknown" || state == "reversing")
      break;
    out.up_to = rows.integer(0);
    out.contradicted += rows.flag(2) ? 1 : 0;
    if (state == "cancelled" || state == "abandoned") continue;  // by the customer: says nothing of the release
    ++out.ended;
    out.bad += state == "declined" || state == "notCharged" ? 1 : 0;
  }
  rows.reset();
  return out;
}

Collector::Collector(std::filesystem::path data, std::filesystem::path store, std::function<Instant()> clock)
    : mark_{std::move(data) / "running"},
      store_{std::move(store)},
      clock_{std::move(clock)},
      from_{clock_()},
      look_{from_} {
  std::error_code missing;
  restarts_ = std::filesystem::exists(mark_, missing) ? 1 : 0;
  std::ofstream{mark_} << "A daemon that ends as it should takes this away.\n";
}
Collector::~Collector() {
  leave();
  std::error_code ignored;
  std::filesystem::remove(mark_, ignored);
}

void Collector::count(std::string_view method, std::string_view route, int status, std::int64_t microseconds) {
  if (is_sale(method, route) || is_scan(method, route)) look_.break_off();
  const std::lock_guard lock{mutex_};
  requests_.count(method, route, status, microseconds);
}

void Collector::look_at_books() {
  const Instant now = clock_();
  std::error_code missing;
  if (!std::filesystem::exists(store_, missing)) return;
  {
    db::Connection connection{store_, db::Access::reader};
    if (any_open_shift(connection)) return;
  }
  const auto wrong = look_.take(store_, now);
  if (!wrong) return;
  for (const std::string& each : *wrong)
    log::error("the books do not agree with themselves", {{"error", log::Fault{"IntegrityError", each, false}}});
  const std::lock_guard lock{mutex_};
  integrity_errors_ += static_cast<std::int64_t>(wrong->size());
}

void Collector::watch_books() {
  watching_ = std::thread{[this] {
    std::unique_lock lock{mutex_};
    while (!wake_.wait_for(lock, look_again, [this] { return leaving_; })) {
      lock.unlock();
      try {
        look_at_books();
      } catch (const std::exception& failure) {
        log::warn("the books cannot be looked at", {{"error", log::Fault{"IntegrityError", failure.what(), true}}});
      }
      lock.lock();
    }
  }};
}
void Collector::leave() {
  {
    const std::lock_guard lock{mutex_};
    leaving_ = true;
  }
  look_.leave();
  wake_.notify_all();
  if (watching_.joinable()) watching_.join();
}

std::string Collector::take() {
  const Instant now = clock_();
  std::error_code missing;
  std::int64_t trading_s = 0, lag = 0;
  Outcomes prints, cards;
  if (std::filesystem::exists(store_, missing)) {
    db::Connection connection{store_, db::Access::reader};
    if (!print_) print_ = newest_row(connection, "SELECT coalesce(max(id), 0) FROM print_job");
    if (!card_) card_ = newest_row(connection, "SELECT coalesce(max(id), 0) FROM payment_attempt");
    prints = prints_after(connection, *print_);
    cards = cards_after(connection, *card_);
    print_ = prints.up_to;
    card_ = cards.up_to;
    if (any_open_shift(connection))
      trading_s = std::max<std::int64_t>(0, (now.unix_us() - from_.unix_us()) / 1'000'000);
    lag = lag_s(connection, now);
  }
  Requests requests;
  std::int64_t restarts = 0, integrity = 0;
  {
    const std::lock_guard lock{mutex_};
    std::swap(requests, requests_);
    std::swap(restarts, restarts_);
    std::swap(integrity, integrity_errors_);
  }
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("from").time(std::min(from_, now), 0).key("to").time(now, 0);
  json.member("tradingSeconds", trading_s).member("sales", requests.sales);
  json.member("scans", requests.scans).member("scansUnknown", requests.scans_unknown);
  json.member("prints", prints.ended).member("printsFailed", prints.bad);
  json.member("cards", cards.ended).member("cardsDeclined", cards.bad).member("cardMismatches", cards.contradicted);
  json.member("errors", requests.errors).member("restarts", restarts);
  json.member("integrityErrors", integrity);
  json.member("saleMicroseconds", requests.slow_sale_us() * requests.sales).member("lagSeconds", lag * trading_s);
  json.end_object();
  from_ = now;
  return out;
}
}  // namespace holdfast::signals
