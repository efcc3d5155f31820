// The actor against the virtual printer over a real socket.
#include "registry/run_printer.h"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <deque>

#include "emulator/run_virtual_printer.h"
#include "escpos/commands.h"
#include "star/commands.h"

using namespace holdfast;
using registry::JobReport;

namespace {
Instant wall_clock() {
  return Instant{
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}

struct Bench final : registry::PrinterWork {
  explicit Bench(const char* profile = "epson-tm-t88vi") : printer{*escpos::find_profile(profile)} {
    registry::PrinterSetup setup;
    setup.address = link::TcpAddress{"127.0.0.1", port.port()};
    setup.profile = &printer.profile();
    setup.wiring.open_when_high = true;
    actor = std::make_shared<registry::PrinterActor>(io.get_executor(), std::move(setup), *this, &wall_clock);
    port.start();
    actor->start();
  }
  ~Bench() override {
    actor->stop();
    io.poll();
  }
  std::optional<registry::PrinterJob> take(const registry::Health&) override {
    if (jobs.empty()) return std::nullopt;
    registry::PrinterJob job = std::move(jobs.front());
    jobs.pop_front();
    return job;
  }
  boost::asio::awaitable<bool> report(std::int64_t number, JobReport report) override {
    if (report.step == JobReport::Step::print_begins) roll_at_begin = printer.roll().text();
    if (report.step == JobReport::Step::print_ended || report.step == JobReport::Step::kick_ended)
      ends.emplace_back(number, report);
    co_return stores;
  }
  void print(std::int64_t number, int lines = 3) {
    std::string bytes;
    if (printer.profile().is_star())
      star::put_start(bytes);
    else
      escpos::append_start(bytes, printer.profile());
    for (int i = 0; i < lines; ++i) bytes += "line " + std::to_string(i) + " of " + std::to_string(number) + "\n";
    jobs.push_back({number, bytes, wall_clock().plus_seconds(60)});
    actor->wake();
  }
  template <class Done>
  bool until(const Done& done, int seconds = 10) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      io.restart();
      io.run_one_for(std::chrono::milliseconds{20});
    }
    return true;
  }
  bool until_ended(std::size_t count) {
    return until([&] { return ends.size() >= count; });
  }

  boost::asio::io_context io{1};
  emulator::VirtualPrinter printer;
  emulator::PrinterPort port{io, printer, "127.0.0.1", 0};
  std::deque<registry::PrinterJob> jobs;
  std::vector<std::pair<std::int64_t, JobReport>> ends;
  std::string roll_at_begin = "not begun";
  bool stores = true;
  std::shared_ptr<registry::PrinterActor> actor;
};
}  // namespace

TEST_CASE("the actor prints one job after the other, each confirmed by the printer", "[registry]") {
  Bench bench;
  for (int number = 1; number <= 20; ++number) bench.print(number);
  REQUIRE(bench.until_ended(20));
  for (const auto& [number, end] : bench.ends) CHECK(end.outcome == escpos::PrintOutcome::confirmed);
  CHECK(bench.actor->health().word == registry::Word::online);
  CHECK_FALSE(bench.actor->trace().exchanges().empty());
}

TEST_CASE("nothing of a job leaves before its beginning is stored, nor when it cannot be", "[registry]") {
  Bench bench;
  bench.stores = false;
  bench.print(1);
  REQUIRE(bench.until_ended(1));
  CHECK(bench.ends[0].second.outcome == escpos::PrintOutcome::not_printed);
  CHECK(bench.ends[0].second.why == "not_stored");
  bench.stores = true;
  bench.print(2);
  REQUIRE(bench.until_ended(2));
  CHECK(bench.roll_at_begin.empty());
  CHECK(bench.printer.roll().text().find("of 1\n") == std::string::npos);
  CHECK(bench.ends[1].second.outcome == escpos::PrintOutcome::confirmed);
}

TEST_CASE("a pulse opens the drawer, and the switch says so", "[registry]") {
  Bench bench;
  REQUIRE(bench.until([&] { return bench.actor->health().drawer == escpos::DrawerState::closed; }));
  bench.jobs.push_back({1, {}, std::nullopt});
  REQUIRE(bench.until_ended(1));
  CHECK(bench.ends[0].second.kick == escpos::KickOutcome::opened);
  CHECK(bench.printer.pulses() == 1);
}

TEST_CASE("a printer that loses power in a job leaves it unknown, comes back, and prints the next", "[registry]") {
  Bench bench;
  bench.printer.state().slow = true;
  bench.print(1, 200);
  REQUIRE(bench.until([&] { return !bench.printer.roll().parts().empty(); }));
  bench.printer.power_cycle();
  bench.port.drop();
  REQUIRE(bench.until_ended(1));
  CHECK(bench.ends[0].second.outcome == escpos::PrintOutcome::unknown);
  bench.printer.state().slow = false;
  bench.print(2);
  REQUIRE(bench.until_ended(2));
  CHECK(bench.ends[1].second.outcome == escpos::PrintOutcome::confirmed);
}

TEST_CASE("a printer that is away is known to be within a second", "[registry]") {
  Bench bench;
  REQUIRE(bench.until([&] { return bench.actor->health().state == registry::State::online; }));
  const auto begin = std::chrono::steady_clock::now();
  bench.port.refuse(true);
  REQUIRE(bench.until([&] { return bench.actor->health().state == registry::State::away; }));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{1});
  bench.port.refuse(false);
  CHECK(bench.until([&] { return bench.actor->health().state == registry::State::online; }));
}

TEST_CASE("a Star printer confirms by its counter, pauses for paper, and opens its drawer", "[registry][star]") {
  Bench bench{"star-tsp650ii"};
  for (int number = 1; number <= 40; ++number) bench.print(number);  // the counter goes round at 32
  REQUIRE(bench.until_ended(40));
  for (const auto& [number, end] : bench.ends) CHECK(end.outcome == escpos::PrintOutcome::confirmed);
  bench.printer.state().paper = escpos::Paper::end;
  bench.printer.on_state_changed();
  REQUIRE(bench.until([&] { return bench.actor->health().word == registry::Word::paper_end; }));
  bench.print(41);
  bench.printer.state().paper = escpos::Paper::present;
  bench.printer.on_state_changed();
  REQUIRE(bench.until_ended(41));
  CHECK(bench.ends.back().second.outcome == escpos::PrintOutcome::confirmed);
  bench.jobs.push_back({42, {}, std::nullopt});
  bench.actor->wake();
  REQUIRE(bench.until_ended(42));
  CHECK(bench.ends.back().second.kick == escpos::KickOutcome::opened);
}
