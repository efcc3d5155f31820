// Print jobs against the virtual printer in virtual time, with a ledger that outlives the daemon: paper, cover, link,
// power, silence, stalls and kills at random, the same for the same seed. HOLDFAST_SEEDS says how many worlds of a
// hundred jobs, HOLDFAST_SEED which one alone.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "devices/print_job.h"
#include "emulator/virtual_printer.h"
#include "escpos/commands.h"
#include "escpos/print_session.h"
#include "star/commands.h"

using namespace holdfast;
using devices::JobState;
using escpos::PrintOutcome;
using escpos::PrintSession;

namespace {
constexpr std::int64_t ms = 1'000;
constexpr int jobs_a_world = 100;

struct Row {
  JobState state = JobState::queued;
  escpos::PrintEnd end = escpos::PrintEnd::printed;
  Instant expires;
  bool began = false;
};
/// What is on the disk: it moves only as the real one may.
class Ledger {
 public:
  std::map<std::int64_t, Row> rows;
  bool may(std::int64_t number, JobState to) { return devices::may_follow(rows.at(number).state, to); }
  void put(std::int64_t number, JobState to) {
    REQUIRE(may(number, to));
    rows.at(number).state = to;
    if (to == JobState::printing) rows.at(number).began = true;
  }
  std::int64_t first_queued() const {
    for (const auto& [number, row] : rows)
      if (row.state == JobState::queued) return number;
    return 0;
  }
};

/// How often a job's first and last line came out.
struct Paper {
  int begun = 0, whole = 0;
};

struct Tally {
  std::map<JobState, int> ends;
  std::map<std::string_view, int> faults;
  int late = 0;  ///< confirmed by the printer after they had ended as unknown
};

class World {
 public:
  World(std::uint64_t seed, Tally& tally)
      : random_{seed}, tally_{tally}, profile_{*choose_profile()}, printer_{profile_}, watch_{profile_} {}

  /// Empty when every job is on paper once, or said to be in doubt.
  std::string play() {
    for (int job = 1; job <= jobs_a_world; ++job) {
      ledger_.rows[job].expires = now_.plus_seconds(900);
      const std::size_t more = below(3);  // till the next one is sold
      for (std::size_t step = 0; step < more * 40; ++step) tick(true);
      int patience = 400'000;
      while (!goes_on(job) && --patience > 0) tick(true);
      if (patience == 0) return "job " + std::to_string(job) + " never ends";
    }
    for (int step = 0; step < 5'000; ++step) tick(false);  // whatever is in the printer still comes out
    return judge();
  }
  std::string_view profile() const { return profile_.id; }

 private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  const escpos::PrinterProfile* choose_profile() {
    constexpr std::string_view models[] = {"epson-tm-t88vi", "epson-tm-t88iii", "star-tsp650ii", "star-mc-print3",
                                           "xprinter-xp-n160ii"};
    return escpos::find_profile(models[below(std::size(models))]);
  }
  /// The next one is sold when the latest is over, or, now and then, while it waits: jobs pile up behind a fault.
  bool goes_on(int latest) {
    if (latest < jobs_a_world) return devices::is_over(ledger_.rows.at(latest).state) || below(500) == 0;
    for (const auto& [number, row] : ledger_.rows)
      if (!devices::is_over(row.state)) return false;
    return true;
  }

  // --- the job -------------------------------------------------------------------------------------------------------
  std::string bytes_of(std::int64_t number) {
    const std::string name = std::to_string(number);
    std::string out;
    const int height = 8 + static_cast<int>(below(200));
    const std::vector<std::uint8_t> bits(static_cast<std::size_t>(profile_.dots / 8 * height), 0x5a);
    const escpos::Dots dots{profile_.dots / 8 * 8, height, bits};
    profile_.is_star() ? star::put_start(out) : escpos::append_start(out, profile_);
    out += "<" + name + ">\n";
    for (std::size_t line = below(60); line > 0; --line) out += "a line of a receipt, as wide as the paper is\n";
    if (below(3) == 0) {
      const auto drawn =
          profile_.is_star() ? star::put_picture(out, dots, profile_) : escpos::append_picture(out, dots, profile_);
      REQUIRE(drawn.has_value());
    }
    out += "</" + name + ">\n";
    profile_.is_star() ? star::put_cut(out, profile_) : escpos::append_cut(out, profile_);
    if (!profile_.is_star()) escpos::append_end(out, profile_);
    return out;
  }

  // --- the daemon: what PrinterActor and PrintingPost do, without sockets and disk -----------------------------------
  bool recently_accepted() const { return now_ < accepted_at_.plus_seconds(60); }
  bool dead() const { return now_ < up_again_; }
  void kill() {
    session_.reset();
    unwritten_.clear();
    spill_wire();
    linked_ = false;
    watch_.on_link_lost();
    up_again_ = Instant{now_.unix_us() + static_cast<std::int64_t>(100 + below(1500)) * ms};
    broken_ = false;
    for (auto& [number, row] : ledger_.rows) {
      if (row.state == JobState::printing) ledger_.put(number, JobState::unknown);
      // The latest that began: see devices::broken_devices().
      if (row.began) broken_ = row.state == JobState::unknown || (number == accepted_ && recently_accepted());
    }
    marks_ = broken_ ? PrintSession::mark_in_doubt : 0;
  }
  void begin_next() {
    for (auto& [number, row] : ledger_.rows)
      if (row.state == JobState::queued && now_ >= row.expires) ledger_.put(number, JobState::expired);
    job_ = ledger_.first_queued();
    if (job_ == 0 || watch_.trouble()) return;
    if (now_ >= well_since_.plus_seconds(60)) marks_ = 0;  // as PrinterActor does
    session_.emplace(escpos::PrintJob{bytes_of(job_), escpos::process_id(static_cast<std::uint64_t>(job_)),
                                      ledger_.rows.at(job_).expires, broken_, marks_},
                     watch_);
    session_->start(now_);
  }
  void confirm_late(const std::string& id) {
    for (auto& [number, row] : ledger_.rows)
      if (row.state == JobState::unknown && escpos::process_id(static_cast<std::uint64_t>(number)) == id) {
        confirm(number);
        ++tally_.late;
      }
  }
  /// The printer's word has to be true when it is said, not only in the end.
  void confirm(std::int64_t number) {
    ledger_.put(number, JobState::confirmed);
    if (paper_[number].whole != 1 && wrong_.empty())
      wrong_ = "job " + std::to_string(number) + " is confirmed before it is printed";
  }
  void end(const PrintSession::Finished& finished) {
    marks_ = session_->mark();
    session_.reset();
    if (finished.outcome != PrintOutcome::not_printed) broken_ = finished.outcome == PrintOutcome::unknown;
    if (finished.reconnect) cut_link();
    if (kills_here()) return;  // before the outcome is on the disk
    Row& row = ledger_.rows.at(job_);
    row.end = finished.end;
    if (finished.outcome != PrintOutcome::not_printed)
      accepted_ = finished.end == escpos::PrintEnd::accepted ? job_ : 0;
    accepted_at_ = now_;
    switch (finished.outcome) {
      case PrintOutcome::confirmed:
        return confirm(job_);
      case PrintOutcome::sent:
        return ledger_.put(job_, JobState::sent);
      case PrintOutcome::unknown:
        return ledger_.put(job_, JobState::unknown);
      case PrintOutcome::not_printed:
        if (row.state == JobState::printing)
          ledger_.put(job_, JobState::failed);
        else if (finished.end == escpos::PrintEnd::expired)
          ledger_.put(job_, JobState::expired);
        return;  // still queued: it comes again
    }
  }
  bool kills_here() {
    if (!faulty_ || below(60) != 0) return false;
    ++tally_.faults["killed between a step and its record"];
    kill();
    return true;
  }
  void obey_session() {
    while (session_) {
      auto action = session_->poll();
      if (!action) return;
      if (auto* send = std::get_if<PrintSession::Send>(&*action)) {
        if (session_->has_begun() && ledger_.rows.at(job_).state == JobState::queued) {
          if (kills_here()) return;
          ledger_.put(job_, JobState::printing);
          if (kills_here()) return;
        }
        unwritten_ += send->bytes;
      } else if (const auto* earlier = std::get_if<PrintSession::EarlierDone>(&*action)) {
        confirm_late(earlier->id);
      } else if (const auto* finished = std::get_if<PrintSession::Finished>(&*action)) {
        return end(*finished);
      }
    }
  }
  void run_daemon(const std::string& said) {
    if (dead()) return;
    if (!linked_) {
      if (now_ < reachable_ || now_ < next_try_) return;
      linked_ = true;
      printer_.on_client();
      watch_.on_link_up(now_);
    }
    const std::size_t count = std::min(unwritten_.size(), wire_room - std::min(wire_room, wire_.size()));
    wire_ += unwritten_.substr(0, count);
    unwritten_.erase(0, count);
    if (watch_.trouble() || !watch_.is_fresh(now_)) well_since_ = now_;
    if (session_) {
      if (count > 0) session_->on_written(count, now_);
      if (!said.empty()) session_->on_bytes(said, now_);
      if (const auto deadline = session_->deadline(); deadline && now_ >= *deadline) session_->on_time(now_);
      return obey_session();
    }
    for (const escpos::Reply& reply : watch_.on_bytes(said, now_))
      if (const auto* done = std::get_if<escpos::ProcessDone>(&reply)) confirm_late(done->id);
    if (!unwritten_.empty()) return;
    if (auto question = watch_.poll(now_)) unwritten_ += *question;
    if (unwritten_.empty()) begin_next();
    obey_session();
  }

  // --- the link and the printer --------------------------------------------------------------------------------------
  /// What was on its way arrives in part; the printer prints what has arrived.
  void spill_wire() {
    const std::size_t arrives = std::min({wire_.size(), printer_.room(), below(wire_.size() + 1)});
    printer_.on_bytes(std::string_view{wire_}.substr(0, arrives));
    wire_.clear();
    (void)printer_.take_replies();
  }
  void cut_link() {
    if (!linked_) return;
    linked_ = false;
    if (accepted_ != 0 && recently_accepted()) broken_ = true;  // as PrinterActor does
    accepted_ = 0;
    unwritten_.clear();
    spill_wire();
    next_try_ = Instant{now_.unix_us() + static_cast<std::int64_t>(below(800)) * ms};
    if (!session_) return watch_.on_link_lost();
    session_->on_link_lost(now_);
    obey_session();
  }
  void work(std::int64_t elapsed_us) {
    const std::size_t count = std::min(wire_.size(), printer_.room());
    if (count > 0) printer_.on_bytes(std::string_view{wire_}.substr(0, count));
    wire_.erase(0, count);
    printer_.work(elapsed_us);
    for (const emulator::Printed& part : printer_.roll().parts()) {
      const auto* line = std::get_if<emulator::PrintedLine>(&part);
      if (line == nullptr || line->text.size() < 3 || line->text[0] != '<' || line->text.back() != '>') continue;
      const bool closes = line->text[1] == '/';
      Paper& paper = paper_[std::atoll(line->text.c_str() + (closes ? 2 : 1))];
      ++(closes ? paper.whole : paper.begun);
    }
    printer_.roll().clear();
  }
  void tell(std::string_view what) { ++tally_.faults[what]; }
  /// Whoever caused it puts it right after a while; now and then that takes longer than a job may wait.
  void break_something() {
    emulator::PrinterState& state = printer_.state();
    const std::int64_t seconds = below(150) == 0 ? 2'000 : static_cast<std::int64_t>(1 + below(below(8) == 0 ? 45 : 5));
    switch (below(9)) {
      case 0:
        tell("paper out");
        state.paper = escpos::Paper::end;
        break;
      case 1:
        tell("paper ends in some lines");
        state.lines_left = static_cast<int>(1 + below(30));
        break;
      case 2:
        tell("cover open");
        state.cover_open = true;
        break;
      case 3:
        tell("silent");
        state.silent = true;
        break;
      case 4:
        tell("takes no bytes");
        state.stalled = true;
        break;
      case 5:
        tell("slow");
        state.slow = true;
        break;
      case 6:
        tell("link cut");
        return cut_link();
      case 7:
        tell("power cycle");
        printer_.power_cycle();
        reachable_ = Instant{now_.unix_us() + static_cast<std::int64_t>(below(3000)) * ms};
        wire_.clear();
        return cut_link();
      default:
        tell("daemon killed");
        return kill();
    }
    well_again_ = now_.plus_seconds(seconds);
    printer_.on_state_changed();
  }
  void put_right() {
    emulator::PrinterState& state = printer_.state();
    state = {};
    printer_.on_state_changed();
  }
  void tick(bool faulty) {
    faulty_ = faulty;
    const bool waits = printer_.state().paper == escpos::Paper::end || printer_.state().cover_open;
    const std::int64_t elapsed = waits ? 200 * ms : 10 * ms;
    now_ = Instant{now_.unix_us() + elapsed};
    if (now_ >= well_again_ || !faulty) {
      if (well_again_ != Instant{}) put_right();
      well_again_ = Instant{};
      if (faulty && below(10) == 0) break_something();
    }
    work(elapsed);
    std::string said = printer_.take_replies();
    if (!linked_) said.clear();
    run_daemon(said);
  }

  std::string judge() {
    if (!wrong_.empty()) return wrong_;
    for (const auto& [number, row] : ledger_.rows) {
      const Paper paper = paper_[number];
      ++tally_.ends[row.state];
      const std::string what = "job " + std::to_string(number) + " is " + std::string{devices::name_of(row.state)} +
                               ", its first line printed " + std::to_string(paper.begun) + " times, its last " +
                               std::to_string(paper.whole);
      if (paper.begun > 1 || paper.whole > 1) return what;
      switch (row.state) {
        case JobState::confirmed:
          if (paper.whole != 1) return what;
          break;
        case JobState::sent:
          // A printer that says nothing more than that it took the bytes may lose them with its power.
          if (paper.whole != 1 && row.end != escpos::PrintEnd::accepted) return what;
          break;
        case JobState::failed:
        case JobState::expired:
          if (paper.begun + paper.whole != 0) return what;
          break;
        case JobState::unknown:
          break;
        case JobState::queued:
        case JobState::printing:
          return what;
      }
    }
    return {};
  }

  static constexpr std::size_t wire_room = 4096;
  std::mt19937_64 random_;
  Tally& tally_;
  const escpos::PrinterProfile& profile_;
  emulator::VirtualPrinter printer_;
  escpos::PrinterWatch watch_;
  Ledger ledger_;
  std::map<std::int64_t, Paper> paper_;
  std::optional<PrintSession> session_;
  std::int64_t job_ = 0, accepted_ = 0;  ///< the running one; the last one if it was only taken
  int marks_ = 0;
  std::string unwritten_, wire_, wrong_;
  bool linked_ = false, broken_ = false, faulty_ = true;
  Instant now_{1'795'255'200'000'000};
  Instant well_since_ = now_, accepted_at_, up_again_, reachable_, next_try_, well_again_;
};
}  // namespace

TEST_CASE("10,000 print jobs under faults: each is printed once, surely not, or said to be in doubt",
          "[devices][simulation]") {
  const auto begun = std::chrono::steady_clock::now();
  const char* wanted = std::getenv("HOLDFAST_SEEDS");
  const char* only = std::getenv("HOLDFAST_SEED");
  const std::uint64_t first = only != nullptr ? std::stoull(only) : 1;
  const std::uint64_t last = only != nullptr ? first : wanted != nullptr ? std::stoull(wanted) : 100;
  Tally tally;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    World world{seed, tally};
    const std::string wrong = world.play();
    INFO("HOLDFAST_SEED=" << seed << ", " << world.profile());
    REQUIRE(wrong == "");
  }
  const auto took = std::chrono::steady_clock::now() - begun;
  std::cout << "simulation printing: " << (last - first + 1) * jobs_a_world << " jobs";
  for (const auto& [state, count] : tally.ends) std::cout << ", " << count << ' ' << devices::name_of(state);
  std::cout << " (" << tally.late << " of them late);";
  for (const auto& [fault, count] : tally.faults) std::cout << ' ' << count << " x " << fault << ';';
  std::cout << ' ' << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
  if (only == nullptr) CHECK(tally.ends[JobState::confirmed] > static_cast<int>(last - first + 1) * jobs_a_world / 3);
}
