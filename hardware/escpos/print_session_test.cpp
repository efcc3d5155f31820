#include "escpos/print_session.h"

#include <catch2/catch.hpp>

#include "escpos/commands.h"

using namespace holdfast;
using namespace holdfast::escpos;

namespace {
using Send = PrintSession::Send;
using Paused = PrintSession::Paused;
using Resumed = PrintSession::Resumed;
using Finished = PrintSession::Finished;
using Action = PrintSession::Action;
constexpr Instant t0{1'700'000'000'000'000};
constexpr std::string_view all_well{"\x12\x12\x12\x12", 4};
constexpr std::string_view asb_well{"\x10\x00\x00\x00", 4};
constexpr std::string_view asb_no_paper{"\x18\x00\x0c\x00", 4};
constexpr std::string_view asb_cover_open{"\x38\x00\x00\x00", 4};

/// A printer of that profile at the other end, played by hand.
struct Bench {
  PrinterWatch watch;
  PrintSession session;
  Instant now = t0;
  std::string sent;
  std::vector<Action> told;

  explicit Bench(std::string_view profile, PrintJob job = {"\x1b@Tea\n", "0042", {}, false},
                 Duplex duplex = Duplex::two_way)
      : watch{*find_profile(profile), duplex}, session{std::move(job), watch} {
    watch.on_link_up(now);
    session.start(now);
  }
  /// Does what the session says; writes are taken at once.
  void run() {
    while (auto action = session.poll()) {
      if (auto* bytes = std::get_if<Send>(&*action)) {
        sent += bytes->bytes;
        session.on_written(bytes->bytes.size(), now);
      } else {
        told.push_back(*action);
      }
    }
  }
  void says(std::string_view bytes) {
    session.on_bytes(bytes, now);
    run();
  }
  void wait(std::int64_t ms) {
    for (std::int64_t done = 0; done < ms; done += 100) {
      now = Instant{now.unix_us() + 100'000};
      session.on_time(now);
      run();
    }
  }
};
bool contains(const std::string& bytes, std::string_view part) { return bytes.find(part) != std::string::npos; }
constexpr std::string_view mark{
    "\x1d(H\x06\x00\x30\x30"
    "0042",
    11};
constexpr std::string_view done{
    "\x37\x22"
    "0042\x00",
    7};
}  // namespace

TEST_CASE("a job is sent once the printer says that it can print, and confirmed by the printer", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  CHECK(contains(bench.sent, "\x10\x04\x01"));
  CHECK_FALSE(contains(bench.sent, "Tea"));
  bench.says(std::string{asb_well} + std::string{all_well});
  CHECK(contains(bench.sent, "Tea"));
  CHECK(bench.sent.ends_with(mark));
  CHECK(bench.told.empty());
  bench.says(done);
  CHECK(bench.told == std::vector<Action>{Finished{PrintOutcome::confirmed, PrintEnd::printed, false}});
}

TEST_CASE("a printer without paper gets nothing until it has some; the till is told at once", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says(std::string{asb_no_paper} + "\x1a\x32\x12\x72");
  CHECK(bench.told == std::vector<Action>{Paused{Trouble::paper_end, false}});
  bench.wait(60'000);
  CHECK_FALSE(bench.session.has_begun());
  bench.says(std::string{all_well} + std::string{asb_well});
  CHECK(bench.told.back() == Action{Resumed{}});
  CHECK(contains(bench.sent, "Tea"));
}

TEST_CASE("a job that waits for paper can be given up, or expires, with nothing printed", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says(asb_no_paper);
  bench.session.cancel(bench.now);
  bench.run();
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::not_printed, PrintEnd::cancelled, false}});

  Bench late{"epson-tm-t88v", {"Tea", "0042", t0.plus_seconds(5), false}};
  late.run();
  late.says(asb_cover_open);
  late.wait(6'000);
  CHECK(late.told.back() == Action{Finished{PrintOutcome::not_printed, PrintEnd::expired, false}});
}

TEST_CASE("paper that ends in the middle pauses the job, and it goes on where it was", "[escpos]") {
  std::string body;
  for (int i = 0; i < 1000; ++i) body += "line " + std::to_string(i) + "\n";
  Bench bench{"epson-tm-t88v", {body, "0042", {}, false}};
  bench.run();
  bench.session.on_bytes(std::string{asb_well} + std::string{all_well}, bench.now);
  auto first = bench.session.poll();
  REQUIRE(first);
  const std::string part = std::get<Send>(*first).bytes;
  CHECK(part.size() <= largest_piece);
  bench.sent = part;
  bench.says(asb_no_paper);  // while the first piece is under way
  CHECK(bench.told == std::vector<Action>{Paused{Trouble::paper_end, true}});
  bench.session.on_written(part.size(), bench.now);
  bench.run();
  CHECK(bench.sent == part);
  bench.says(asb_well);
  CHECK(bench.told.back() == Action{Resumed{}});
  CHECK(contains(bench.sent, mark));
  std::string printed = bench.sent.substr(0, body.size());
  CHECK(printed == body);  // nothing lost, nothing twice
  bench.says(done);
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::confirmed, PrintEnd::printed, false}});
}

TEST_CASE("a link lost before the first byte leaves the job unprinted, later it is unknown", "[escpos]") {
  Bench before{"epson-tm-t88v"};
  before.run();
  before.session.on_link_lost(before.now);
  before.run();
  CHECK(before.told.back() == Action{Finished{PrintOutcome::not_printed, PrintEnd::link_lost, false}});

  Bench after{"epson-tm-t88v"};
  after.run();
  after.says(all_well);
  after.session.on_link_lost(after.now);
  after.run();
  CHECK(after.told.back() == Action{Finished{PrintOutcome::unknown, PrintEnd::link_lost, true}});
}

TEST_CASE("a confirmation that does not come, or names another job, leaves the job unknown", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says(all_well);
  bench.says(
      {"\x37\x22"
       "0041\x00",
       7});
  CHECK(bench.told == std::vector<Action>{PrintSession::EarlierDone{"0041"}});
  for (int i = 0; i < 25; ++i) {
    bench.wait(1'000);
    if (!bench.session.is_finished()) bench.says(all_well);
  }
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::unknown, PrintEnd::not_confirmed, true}});
}

TEST_CASE("our own id before the end was sent is no confirmation", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says(done);
  CHECK(bench.told == std::vector<Action>{PrintSession::EarlierDone{"0042"}});
}

TEST_CASE("a printer that can only say that it processed the job leaves it at sent", "[escpos]") {
  Bench bench{"epson-tm-t88iii"};
  bench.run();
  bench.says(all_well);
  CHECK(bench.sent.ends_with("\x1dr\x01"));
  bench.says(std::string(1, '\0'));
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::sent, PrintEnd::processed, false}});
}

TEST_CASE("a printer without status gets the job at once, and it counts as sent", "[escpos]") {
  Bench clone{"zjiang-pos-5890"};
  clone.run();
  CHECK(clone.sent == "\x1b@Tea\n");
  CHECK(clone.told == std::vector<Action>{Finished{PrintOutcome::sent, PrintEnd::accepted, false}});
  Bench one_way{"epson-tm-t88v", {"Tea", "0042", {}, false}, Duplex::send_only};
  one_way.run();
  CHECK(one_way.told == std::vector<Action>{Finished{PrintOutcome::sent, PrintEnd::accepted, false}});
}

TEST_CASE("silence is a fault only of a printer that is known to answer", "[escpos]") {
  Bench epson{"epson-tm-t88v"};
  epson.run();
  epson.wait(3'000);
  CHECK(epson.told == std::vector<Action>{Paused{Trouble::not_answering, false}});
  epson.wait(31'000);
  CHECK(epson.told.back() == Action{Finished{PrintOutcome::not_printed, PrintEnd::not_answering, false}});

  Bench bixolon{"bixolon-srp-350iii"};
  bixolon.run();
  bixolon.wait(3'000);
  CHECK(bixolon.told == std::vector<Action>{Finished{PrintOutcome::sent, PrintEnd::accepted, false}});
}

TEST_CASE("a printer that takes no data is told of, then given up; with a known cause it is waited for", "[escpos]") {
  const auto stuck = [](bool paper_out) {
    Bench bench{"epson-tm-t88v"};
    bench.run();
    bench.session.on_bytes(all_well, bench.now);
    while (auto action = bench.session.poll())
      if (!std::holds_alternative<Send>(*action)) bench.told.push_back(*action);
    if (paper_out) bench.says(asb_no_paper);
    bench.wait(40'000);
    return bench.told;
  };
  const auto nothing_known = stuck(false);
  REQUIRE(nothing_known.size() == 2);
  CHECK(nothing_known[0] == Action{Paused{Trouble::not_taking_data, true}});
  CHECK(nothing_known[1] == Action{Finished{PrintOutcome::unknown, PrintEnd::stalled, true}});
  CHECK(stuck(true) == std::vector<Action>{Paused{Trouble::paper_end, true}});
}

TEST_CASE("a fault that only switching off can clear ends the job", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says({"\x18\x20\x00\x00", 4});
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::not_printed, PrintEnd::broken, false}});
}

TEST_CASE("after a job that broke off, the picture it left open is ended first", "[escpos]") {
  Bench bench{"epson-tm-t88v", {"Tea", "0042", {}, true}};
  bench.run();
  bench.says(all_well);
  CHECK(contains(bench.sent, std::string(8192, '\0') + "\x1b@Tea"));
}

TEST_CASE("a person who has cleared a jam makes the printer go on", "[escpos]") {
  Bench bench{"epson-tm-t88v"};
  bench.run();
  bench.says(all_well);
  bench.says({"\x18\x08\x00\x00", 4});
  CHECK(bench.told.back() == Action{Paused{Trouble::cutter_error, true}});
  bench.session.recover(bench.now);
  bench.run();
  CHECK(bench.sent.ends_with("\x10\x05\x01"));
}

namespace {
std::string star_block(int etb) {
  std::string bytes{"\x23\x06\x00\x00\x00\x00\x00\x00\x00", 9};
  bytes[7] = static_cast<char>((etb & 0x18) << 2 | (etb & 7) << 1);
  return bytes;
}
/// What the counter shows when all that was sent since it was cleared has been printed.
int counted(std::string_view sent) {
  const std::string_view after = sent.substr(sent.rfind("\x1b\x1e\x45"));
  return static_cast<int>(std::count(after.begin(), after.end(), '\x17'));
}
}  // namespace

TEST_CASE("a Star printer confirms by its counter, and one that lost its power in between does not", "[escpos]") {
  for (int counter = 0; counter < 32; ++counter) {
    CAPTURE(counter);
    Bench bench{"star-tsp650ii", {"Tea\n", "0042", {}, false}};
    bench.run();
    bench.says(star_block(counter));
    const int whole = counted(bench.sent);
    const std::size_t tea = bench.sent.find("Tea");
    const int behind =
        counted(bench.sent) -
        static_cast<int>(std::count(bench.sent.begin(), bench.sent.begin() + static_cast<std::ptrdiff_t>(tea), '\x17'));
    CHECK(whole != counter);
    for (int less = 0; less <= behind; ++less) bench.says(star_block(less));  // began anew inside the job
    CHECK(bench.told.empty());
    bench.says(star_block(whole));
    CHECK(bench.told == std::vector<Action>{Finished{PrintOutcome::confirmed, PrintEnd::printed, false}});
  }
}

TEST_CASE("what a job in doubt left in a Star printer cannot speak for the next one", "[escpos]") {
  PrintJob job{"Tea\n", "0042", {}, true};
  for (int before = 2; before <= PrintSession::mark_in_doubt; ++before) {
    CAPTURE(before);
    job.marks_before = before;
    Bench bench{"star-tsp650ii", job};
    bench.run();
    bench.says(star_block(1));
    for (int earlier = 0; earlier <= before; ++earlier) bench.says(star_block(earlier));
    CHECK(bench.told.empty());
    CHECK(bench.session.mark() == counted(bench.sent));
    CHECK(bench.session.mark() > before);
  }
  job.marks_before = 31;
  Bench spent{"star-tsp650ii", job};
  spent.run();
  spent.says(star_block(31));
  CHECK(spent.told.back() == Action{Finished{PrintOutcome::sent, PrintEnd::accepted, false}});
}

TEST_CASE("an answer that a job in doubt left behind is not taken for this job's", "[escpos]") {
  Bench bench{"epson-tm-t88iii", {"Tea\n", "0042", {}, true, 1}};
  bench.run();
  bench.says(all_well);
  CHECK(bench.told.back() == Action{Finished{PrintOutcome::sent, PrintEnd::accepted, false}});
  CHECK(bench.session.mark() == 1);
}

TEST_CASE("what a broken job may have left open is ended whole: a band as wide as the paper, a bar code", "[escpos]") {
  for (const char* profile : {"epson-tm-t88v", "xprinter-xp-n160ii", "star-tsp800", "star-tsp100"}) {
    std::string out;
    append_after_broken_job(out, *find_profile(profile));
    CHECK(out.find_first_not_of('\0') >= static_cast<std::size_t>(find_profile(profile)->dots / 8 * 128));
    CHECK(out.ends_with("\x1b@"));
  }
}

TEST_CASE("questions go out only between commands", "[escpos]") {
  std::string picture{"\x1dv0\x00\x48\x00\x80\x00", 8};
  picture.append(72 * 128, '\x55');
  const auto pieces = pieces_of_job("Tea\n" + picture + "Tea\n");
  REQUIRE(pieces.size() == 5);
  CHECK(pieces[0] == PrintPiece{0, 4, true});
  CHECK(pieces[1] == PrintPiece{4, 4096, true});
  CHECK_FALSE(pieces[2].begins_command);
  CHECK_FALSE(pieces[3].begins_command);
  CHECK(pieces[4].begins_command);
  CHECK(pieces_of_job("").empty());
}
