// The actor against the virtual card terminals over real sockets.
#include "registry/run_terminal.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <chrono>

#include "eft/external_terminal.h"
#include "eft/zvt_terminal.h"
#include "emulator/run_tcp_line.h"
#include "emulator/run_zvt_terminal.h"

using namespace holdfast;
using namespace std::chrono_literals;
using payments::AttemptEvent;

namespace {
const Currency eur{"EUR", 2};
constexpr std::string_view card_digits = "5413330089010012";

Instant wall_clock() {
  return Instant{
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}
Uuid numbered(std::uint8_t n) {
  Uuid id;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[15] = n;
  return id;
}
eft::Payment sale(std::uint8_t n, std::int64_t amount) {
  return {{.attempt = numbered(n),
           .kind = eft::PaymentKind::sale,
           .amount = Money{amount, eur},
           .reference = "basket" + std::to_string(n),
           .cashback = {},
           .tip = {},
           .original = {}}};
}

/// A ledger that may be slow, or refuse.
struct Ledger : registry::TerminalWork {
  explicit Ledger(boost::asio::io_context& io_context) : io{io_context} {}
  boost::asio::awaitable<bool> keep(eft::Record record) override {
    if (record.event == AttemptEvent::arm) charged_at_arm = charged ? charged() : 0;
    boost::asio::steady_timer timer{io, latency};
    co_await timer.async_wait(boost::asio::use_awaitable);
    if (!stores) co_return false;
    kept.push_back(std::move(record));
    co_return true;
  }
  void on_progress(const eft::Progress& progress) override { keys.push_back(progress.key); }
  void on_question(const eft::Question& question) override { questions.push_back(question); }
  void on_paid(const eft::PaymentFinished& finished) override { outcomes.push_back(finished.outcome); }
  void on_served(const eft::ServiceFinished& finished) override { reports.push_back(finished.report); }
  void on_free() override { ++freed; }
  std::string memory() const {
    std::string last;
    for (const eft::Record& record : kept)
      if (record.memory) last = *record.memory;
    return last;
  }
  template <class Done>
  bool until(const Done& done) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      io.restart();
      io.run_one_for(20ms);
    }
    return true;
  }

  boost::asio::io_context& io;
  std::chrono::milliseconds latency{2};
  bool stores = true;
  std::function<std::int64_t()> charged;
  std::int64_t charged_at_arm = -1;
  std::vector<eft::Record> kept;
  std::vector<std::string> keys;
  std::vector<eft::Question> questions;
  std::vector<eft::Outcome> outcomes;
  std::vector<eft::ServiceReport> reports;
  int freed = 0;
};

eft::VirtualZvtSettings quick() {
  eft::VirtualZvtSettings settings;
  settings.customer_us = 20'000;
  settings.host_us = 20'000;
  settings.boot_us = 50'000;
  settings.reversal_us = 50'000;
  settings.shows_card_number = true;
  return settings;
}

struct Bench {
  explicit Bench(eft::VirtualZvtSettings settings = quick())
      : terminal{io, std::move(settings), std::make_unique<emulator::TcpLine>(io, "127.0.0.1", 0)} {
    ledger.charged = [this] { return charged(); };
    terminal.start();
    drive({});
  }
  ~Bench() {
    actor->stop();
    io.poll();
  }
  /// As a daemon that starts, with what the last one left.
  void drive(std::string_view memory) {
    if (actor) actor->stop();
    registry::TerminalSetup setup;
    setup.address = *link::parse_address(terminal.address());
    setup.driver = std::make_unique<eft::ZvtTerminal>(eft::ZvtSettings{}, memory);
    setup.look_every_s = 1;
    actor = std::make_shared<registry::TerminalActor>(io.get_executor(), std::move(setup), ledger, &wall_clock);
    actor->start();
  }
  /// The driver may be asking how the terminal is.
  bool begin(const eft::Job& job) {
    return ledger.until([&] { return actor->begin(job).has_value(); });
  }
  std::int64_t charged() const {
    eft::VirtualJournal journal = terminal.journal();
    return journal.charged();
  }
  bool online() const { return actor->health().light == "online"; }

  boost::asio::io_context io{1};
  Ledger ledger{io};
  emulator::ZvtTerminal terminal;
  std::shared_ptr<registry::TerminalActor> actor;
};
}  // namespace

TEST_CASE("the actor pays one sale after the other over a real socket, each armed before it leaves", "[registry]") {
  Bench bench;
  for (std::uint8_t n = 1; n <= 5; ++n) {
    REQUIRE(bench.begin(sale(n, 1000 + n)));
    REQUIRE(bench.ledger.until([&] { return bench.ledger.outcomes.size() == n; }));
    CHECK(bench.ledger.outcomes.back().verdict == eft::Verdict::approved);
    CHECK(bench.ledger.charged_at_arm == bench.charged() - 1000 - n);
  }
  CHECK(bench.charged() == 5015);
  CHECK(bench.online());
}

TEST_CASE("nothing leaves for a payment whose intent is not stored", "[registry]") {
  Bench bench;
  bench.ledger.stores = false;
  REQUIRE(bench.begin(sale(1, 500)));
  REQUIRE(bench.ledger.until([&] { return bench.ledger.charged_at_arm == 0; }));
  (void)bench.io.run_for(300ms);
  CHECK(bench.ledger.outcomes.empty());
  CHECK(bench.charged() == 0);
  CHECK(bench.actor->trace().text().find("0601") == std::string::npos);
}

TEST_CASE("an idle terminal is known to be away when its plug is pulled, and back when it is in again", "[registry]") {
  Bench bench;
  REQUIRE(bench.ledger.until([&] { return bench.online(); }));
  bench.terminal.unplug();
  REQUIRE(bench.ledger.until([&] { return bench.actor->health().light == "offline"; }));
  CHECK(bench.actor->health().hint == "check_power_and_cable");
  bench.terminal.plug();
  REQUIRE(bench.ledger.until([&] { return bench.online(); }));
  CHECK(bench.ledger.reports.empty());  // these questions are nobody's
}

TEST_CASE("the plug pulled after the approval ends in what the terminal kept, asked and never charged again",
          "[registry]") {
  Bench bench;
  REQUIRE(bench.begin(sale(1, 700)));
  REQUIRE(bench.ledger.until([&] { return bench.charged() == 700; }));
  bench.terminal.unplug();
  bench.terminal.plug();
  REQUIRE(bench.ledger.until([&] { return !bench.ledger.outcomes.empty(); }));
  const eft::Outcome& outcome = bench.ledger.outcomes.front();
  CHECK(outcome.learnt_later);
  CHECK(bench.charged() == outcome.amount);
}

TEST_CASE("a daemon that dies in mid-payment resolves it by asking", "[registry]") {
  Bench bench;
  REQUIRE(bench.begin(sale(1, 100)));
  REQUIRE(bench.ledger.until([&] { return !bench.ledger.outcomes.empty(); }));
  bench.ledger.outcomes.clear();
  REQUIRE(bench.begin(sale(2, 900)));
  REQUIRE(bench.ledger.until([&] { return bench.charged() == 1000; }));
  const std::string memory = bench.ledger.memory();
  std::string note;
  for (const eft::Record& record : bench.ledger.kept)
    if (record.note) note = *record.note;
  bench.terminal.unplug();  // else it insists on its approval for a quarter of a minute
  bench.terminal.plug();
  bench.drive(memory);
  REQUIRE(bench.begin(eft::Resolve{sale(2, 900).request, note}));
  REQUIRE(bench.ledger.until([&] { return !bench.ledger.outcomes.empty(); }));
  INFO(bench.ledger.outcomes.front().detail);
  CHECK(bench.ledger.outcomes.front().verdict != eft::Verdict::in_doubt);
  CHECK(bench.ledger.outcomes.front().amount == bench.charged() - 100);
}

TEST_CASE("a terminal that shows whole card numbers leaves none in records, words or traces", "[registry]") {
  Bench bench;
  REQUIRE(bench.begin(sale(1, 1100)));
  REQUIRE(bench.ledger.until([&] { return !bench.ledger.outcomes.empty(); }));
  std::string all = bench.actor->trace().text();
  for (const eft::Record& record : bench.ledger.kept) {
    all += record.note.value_or("") + record.memory.value_or("");
    if (record.outcome) all += encode_outcome(*record.outcome);
    for (const eft::ReceiptLine& line : record.lines) all += line.text;
  }
  std::string digits;
  for (const char c : all)
    if (c >= '0' && c <= '9') digits += c;
  CHECK(digits.find(card_digits) == std::string::npos);
  CHECK(all.find("040F") != std::string::npos);
}

TEST_CASE("a service is done between payments, and the look at the terminal does not answer for it", "[registry]") {
  Bench bench;
  REQUIRE(bench.begin(sale(1, 250)));
  REQUIRE(bench.ledger.until([&] { return bench.ledger.outcomes.size() == 1; }));
  REQUIRE(bench.begin(eft::Service{eft::ServiceKind::day_end}));
  REQUIRE(bench.ledger.until([&] { return bench.ledger.reports.size() == 1; }));
  CHECK(bench.ledger.reports[0].kind == eft::ServiceKind::day_end);
  REQUIRE(bench.ledger.reports[0].totals);
  CHECK(bench.ledger.reports[0].totals->amount == 250);
}

TEST_CASE("a payment does not wait for a connect that only looks", "[registry]") {
  Bench bench;
  REQUIRE(bench.ledger.until([&] { return bench.online(); }));
  bench.terminal.unplug();
  REQUIRE(bench.ledger.until([&] { return bench.actor->health().light == "offline"; }));
  REQUIRE(bench.begin(sale(1, 100)));
  REQUIRE(bench.ledger.until([&] { return !bench.ledger.outcomes.empty(); }));
  CHECK(bench.ledger.outcomes[0].verdict == eft::Verdict::not_sent);
}

TEST_CASE("a terminal worked by hand is always there and asks the cashier twice", "[registry]") {
  boost::asio::io_context io{1};
  Ledger ledger{io};
  registry::TerminalSetup setup;
  setup.driver = std::make_unique<eft::ExternalTerminal>(eur, "");
  const auto actor =
      std::make_shared<registry::TerminalActor>(io.get_executor(), std::move(setup), ledger, &wall_clock);
  actor->start();
  CHECK(actor->health().light == "online");
  REQUIRE(actor->begin(sale(1, 1995)));
  REQUIRE(ledger.until([&] { return ledger.questions.size() == 1; }));
  eft::CashierAnswer keyed;
  keyed.number = ledger.questions[0].number;
  keyed.verdict = eft::Verdict::approved;
  keyed.amount = 1995;
  actor->answer(keyed);
  REQUIRE(ledger.questions.size() == 2);
  CHECK(ledger.questions[1].kind == eft::Question::Kind::confirm_result);
  eft::CashierAnswer confirmed;
  confirmed.number = ledger.questions[1].number;
  confirmed.yes = true;
  actor->answer(confirmed);
  REQUIRE(ledger.until([&] { return !ledger.outcomes.empty(); }));
  CHECK(ledger.outcomes[0].amount == 1995);
  actor->stop();
}
