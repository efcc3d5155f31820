#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <random>

#include "escpos/command_stream.h"
#include "escpos/commands.h"
#include "escpos/octets.h"
#include "escpos/print_session.h"
#include "escpos/realtime_scanner.h"

using namespace holdfast;
using namespace holdfast::escpos;

namespace {
/// The device's side of ESC/POS as far as a job is concerned: a buffer, paper, a cover, status and completion. What it
/// has printed is on `paper`.
class Device {
 public:
  std::string paper;
  bool paper_out = false;
  bool cover_open = false;
  bool initialise_ends_reports = false;

  /// Bytes it takes now; none while the buffer is full.
  std::size_t receive(std::string_view bytes) {
    const std::size_t count = std::min(bytes.size(), room_ - std::min(room_, waiting_.size()));
    const std::string_view taken = bytes.substr(0, count);
    scanner_.feed(taken);
    while (const auto command = scanner_.next()) real_time(*command);
    waiting_ += taken;
    return count;
  }
  void work(std::size_t bytes) {
    if (paper_out || cover_open) return;
    const std::size_t count = std::min(bytes, waiting_.size());
    stream_.feed(std::string_view{waiting_}.substr(0, count));
    waiting_.erase(0, count);
    while (const auto unit = stream_.next()) obey(*unit);
  }
  void drain() {
    paper_out = cover_open = false;
    while (!waiting_.empty()) work(1000);
  }
  void change(bool no_paper, bool open) {
    paper_out = no_paper;
    cover_open = open;
    if (reports_) report();
  }
  void power_cycle() {
    waiting_.clear();
    stream_ = CommandStream{Listener::printer};
    scanner_ = {};
    replies.clear();
    reports_ = false;
  }
  std::string replies;

 private:
  bool offline() const { return paper_out || cover_open; }
  void report() {
    replies += byte_of(0x10U | (offline() ? 8U : 0U) | (cover_open ? 0x20U : 0U));
    replies += '\0';
    replies += byte_of(paper_out ? 0x0cU : 0U);
    replies += '\0';
  }
  void real_time(std::string_view command) {
    if (command[1] != '\x04') return;
    switch (command[2]) {
      case 1:
        replies += byte_of(0x12U | (offline() ? 8U : 0U));
        return;
      case 2:
        replies += byte_of(0x12U | (cover_open ? 4U : 0U) | (paper_out ? 0x20U : 0U));
        return;
      case 3:
        replies += '\x12';
        return;
      case 4:
        replies += byte_of(0x12U | (paper_out ? 0x60U : 0U));
        return;
      default:
        return;
    }
  }
  void obey(const Unit& unit) {
    if (unit.kind == Unit::Kind::text) paper += unit.bytes;
    if (unit.bytes == "\n") paper += '\n';
    if (unit.bytes == "\x1b@" && initialise_ends_reports) reports_ = false;
    if (unit.bytes.starts_with("\x1d"
                               "a")) {
      reports_ = unit.bytes[2] != '\0';
      if (reports_) report();
    }
    if (unit.bytes.starts_with("\x1dr")) replies += byte_of(paper_out ? 0x0cU : 0U);
    if (unit.bytes.starts_with("\x1d(H")) replies.append("\x37\x22").append(unit.bytes.substr(7, 4)).push_back('\0');
  }
  std::size_t room_ = 2048;
  std::string waiting_;
  CommandStream stream_{Listener::printer};
  RealtimeScanner scanner_;
  bool reports_ = false;
};

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

struct Tally {
  int outcomes[4] = {};
  int faults = 0;
  int& of(PrintOutcome outcome) { return outcomes[static_cast<int>(outcome)]; }
};

/// One printer, its link, and the jobs it gets one after the other, in virtual time.
class Shop {
 public:
  Shop(std::string_view profile, std::uint32_t seed) : random_{seed}, watch_{*find_profile(profile)} {
    device_.initialise_ends_reports = below(2) == 0;
    watch_.on_link_up(now_);
  }
  void print(std::uint64_t number, Tally& tally) {
    device_.paper.clear();
    device_.replies.clear();
    const std::string name = "<" + std::to_string(number) + ">";
    std::string body = "\x1b@" + name + "\n";
    const std::size_t lines = below(300);
    for (std::size_t i = 0; i < lines; ++i) body += "line of a receipt " + std::to_string(i) + "\n";
    body += "</" + std::to_string(number) + ">\n";
    const bool faulty = below(3) != 0;
    tally.faults += faulty;
    if (faulty && below(4) == 0) device_.change(below(2) == 0, below(2) == 0);
    PrintSession session{{body, process_id(number), now_.plus_seconds(600), broken_}, watch_};
    const auto finished = run(session, faulty);
    device_.drain();
    judge(finished, body.substr(2), faulty);
    ++tally.of(finished.outcome);
    broken_ = finished.outcome == PrintOutcome::unknown;
    if (finished.reconnect || !up_) reconnect();
  }

 private:
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_); }
  void reconnect() {
    device_.change(false, false);
    device_.drain();
    device_.power_cycle();
    watch_.on_link_up(now_);
    up_ = true;
  }

  PrintSession::Finished run(PrintSession& session, bool faulty) {
    std::string unwritten;
    std::optional<PrintSession::Finished> finished;
    session.start(now_);
    for (int step = 0; step < 2'000'000 && !finished; ++step) {
      while (auto action = session.poll()) {
        if (auto* bytes = std::get_if<PrintSession::Send>(&*action)) unwritten += bytes->bytes;
        if (auto* end = std::get_if<PrintSession::Finished>(&*action)) finished = *end;
      }
      if (finished) break;
      now_ = Instant{now_.unix_us() + 20'000};
      if (faulty && below(25) == 0) fault(session);
      if (!up_) continue;
      if (const std::size_t count = device_.receive(unwritten)) {
        unwritten.erase(0, count);
        session.on_written(count, now_);
      }
      device_.work(below(400));
      const std::string said = std::exchange(device_.replies, {});
      if (!mute_) session.on_bytes(said, now_);
      const auto deadline = session.deadline();
      if (deadline && now_ >= *deadline) session.on_time(now_);
    }
    REQUIRE(finished);
    mute_ = false;
    return *finished;
  }
  void fault(PrintSession& session) {
    switch (below(7)) {
      case 0:
        return device_.change(true, false);
      case 1:
        return device_.change(false, true);
      case 2:
      case 3:
        return device_.change(false, false);
      case 4:
        mute_ = below(4) == 0;
        return;
      case 5:
        if (below(3) != 0) return;
        device_.power_cycle();
        break;
      default:
        if (below(3) != 0) return;
    }
    up_ = false;
    session.on_link_lost(now_);
  }
  void judge(const PrintSession::Finished& finished, const std::string& text, bool faulty) const {
    const std::size_t whole = count_of(device_.paper, text);
    const std::size_t begun = count_of(device_.paper, text.substr(0, text.find('\n')));
    INFO("outcome " << static_cast<int>(finished.outcome) << ", end " << static_cast<int>(finished.end));
    CHECK(begun <= 1);
    switch (finished.outcome) {
      case PrintOutcome::confirmed:
        CHECK(whole == 1);
        break;
      case PrintOutcome::sent:
        CHECK(whole == 1);
        break;
      case PrintOutcome::not_printed:
        CHECK(device_.paper.empty());
        break;
      case PrintOutcome::unknown:
        break;
    }
    if (!faulty) CHECK((finished.outcome == PrintOutcome::confirmed || finished.outcome == PrintOutcome::sent));
  }

  std::mt19937 random_;
  Device device_;
  PrinterWatch watch_;
  Instant now_{1'700'000'000'000'000};
  bool up_ = true;
  bool mute_ = false;
  bool broken_ = false;
};
}  // namespace

TEST_CASE("10,000 jobs with random faults: each is printed exactly once, surely not, or reported as unknown",
          "[escpos][simulation]") {
  const char* wanted = std::getenv("HOLDFAST_SEED");
  const auto seed = wanted ? static_cast<std::uint32_t>(std::strtoul(wanted, nullptr, 10)) : 20261121U;
  Tally tally;
  for (const std::string_view profile : {"epson-tm-t88v", "epson-tm-t88iii"}) {
    for (std::uint32_t shop = 0; shop < 50; ++shop) {
      INFO("HOLDFAST_SEED=" << seed << " profile " << profile << " shop " << shop);
      Shop one{profile, seed * 1000 + shop};
      for (std::uint64_t job = 0; job < 100; ++job) one.print(shop * 1000 + job, tally);
    }
  }
  std::cout << "print simulation, seed " << seed << ": " << tally.of(PrintOutcome::confirmed) << " confirmed, "
            << tally.of(PrintOutcome::sent) << " processed, " << tally.of(PrintOutcome::not_printed)
            << " surely not printed, " << tally.of(PrintOutcome::unknown) << " unknown; " << tally.faults
            << " jobs under faults\n";
  CHECK(tally.of(PrintOutcome::confirmed) > 1000);
}
