#include "eft/zvt_dialogue.h"

#include <catch2/catch.hpp>

#include "eft/zvt_recovery.h"
#include "eft/zvt_terminal.h"
#include "reference/vectors.h"

namespace holdfast::eft {
namespace {
using Kind = ZvtDialogue::Event::Kind;
constexpr Instant t0{1'795'000'000'000'000};
Apdu apdu(std::string_view hex) { return decode_apdu(reference::bytes_of_hex(hex)).value(); }
ZvtDialogue begun() {
  ZvtDialogue dialogue{zvt_authorisation({1000, {}, {}, {}}, {}), ZvtDialogue::Ending::by_completion};
  dialogue.start(t0);
  (void)dialogue.poll_send();
  dialogue.on_apdu(apdu("800000"), t0);
  (void)dialogue.poll_event();
  return dialogue;
}
const Currency eur{"EUR", 2};
PaymentRequest sale(std::int64_t amount) {
  return {.attempt = {},
          .kind = PaymentKind::sale,
          .amount = Money{amount, eur},
          .reference = {},
          .cashback = {},
          .tip = {},
          .original = {}};
}
StatusInformation stored(std::int64_t trace, std::int64_t receipt, std::int64_t amount) {
  StatusInformation status;
  status.result = 0;
  status.trace = trace;
  status.receipt = receipt;
  status.amount = amount;
  status.currency = 978;
  status.terminal_id = "29001006";
  return status;
}
}  // namespace

TEST_CASE("half a message over TCP holds the link for three seconds from its last byte", "[eft]") {
  ZvtWire wire{ZvtWire::Framing::tcp};
  wire.on_bytes("\x04\x0F", t0);
  CHECK_FALSE(wire.poll_apdu());
  CHECK(wire.deadline() == t0.plus_seconds(3));
  wire.on_bytes("\x02", t0.plus_seconds(2));
  CHECK(wire.deadline() == t0.plus_seconds(5));
  wire.on_time(t0.plus_seconds(4));
  CHECK_FALSE(wire.failed());
  wire.on_bytes("\x27\x6C", t0.plus_seconds(4));
  CHECK(wire.poll_apdu() == apdu("040F02276C"));
  CHECK_FALSE(wire.deadline());
  wire.on_bytes("\x04", t0.plus_seconds(20));
  CHECK_FALSE(wire.poll_apdu());
  wire.on_time(t0.plus_seconds(23));
  CHECK(wire.failed());
  CHECK_FALSE(wire.deadline());
  wire.clear();
  CHECK_FALSE(wire.failed());
}

TEST_CASE("a command waits T3 for its answer, then T4, which 04 FF restarts and changes", "[eft]") {
  ZvtDialogue silent{zvt_authorisation({1000, {}, {}, {}}, {}), ZvtDialogue::Ending::by_completion};
  silent.start(t0);
  CHECK(silent.deadline() == t0.plus_seconds(5));
  silent.on_time(t0.plus_seconds(5));
  CHECK(silent.poll_event()->kind == Kind::silent);

  ZvtDialogue dialogue = begun();
  CHECK(dialogue.deadline() == t0.plus_seconds(180));
  dialogue.on_apdu(apdu("04FF010A"), t0.plus_seconds(100));
  CHECK(dialogue.deadline() == t0.plus_seconds(280));
  CHECK(dialogue.poll_send()->control == zvt::positive);
  dialogue.on_apdu(apdu("04FF021703"), t0.plus_seconds(110));
  CHECK(dialogue.deadline() == t0.plus_seconds(110 + 180));
  dialogue.on_apdu(apdu("04FF021701"), t0.plus_seconds(120));
  CHECK(dialogue.deadline() == t0.plus_seconds(180));
  dialogue.on_time(t0.plus_seconds(180));
  while (const auto event = dialogue.poll_event())
    if (event->kind == Kind::silent) return;
  FAIL("T4 ran out unnoticed");
}

TEST_CASE("04 0F is confirmed only when told to, and its repeats meanwhile are passed over", "[eft]") {
  ZvtDialogue dialogue = begun();
  dialogue.on_apdu(apdu("040F022700"), t0);
  CHECK(dialogue.poll_event()->kind == Kind::status);
  dialogue.on_apdu(apdu("040F022700"), t0);
  CHECK_FALSE(dialogue.poll_send());
  CHECK_FALSE(dialogue.poll_event());
  dialogue.answer(t0);
  CHECK(dialogue.poll_send()->control == zvt::positive);
  CHECK_FALSE(dialogue.poll_send());
  dialogue.on_apdu(apdu("040F022700"), t0);  // it missed our answer: handed up and answered again
  CHECK(dialogue.poll_event()->kind == Kind::status);
}

TEST_CASE("an abort proves nothing: a late success is still a success", "[eft]") {
  ZvtDialogue dialogue = begun();
  dialogue.abort(t0);
  CHECK(dialogue.poll_send()->control == zvt::abort);
  dialogue.on_apdu(apdu("800000"), t0);
  CHECK_FALSE(dialogue.poll_event());
  dialogue.on_apdu(apdu("040F022700"), t0);
  CHECK(dialogue.poll_event()->kind == Kind::status);
  dialogue.answer(t0);
  dialogue.on_apdu(apdu("060F00"), t0);
  CHECK(dialogue.poll_event()->kind == Kind::completed);
}

TEST_CASE("requests for other tills are refused, and stragglers do not count", "[eft]") {
  ZvtDialogue dialogue = begun();
  dialogue.on_apdu({0x06D8, {}}, t0);
  CHECK(dialogue.poll_send()->control == zvt::not_supported);
  ZvtDialogue fresh{zvt_authorisation({1000, {}, {}, {}}, {}), ZvtDialogue::Ending::by_completion};
  fresh.start(t0);
  (void)fresh.poll_send();
  fresh.on_apdu(apdu("060F00"), t0);
  CHECK(fresh.poll_send()->control == zvt::positive);
  CHECK_FALSE(fresh.poll_event());
  fresh.on_apdu(apdu("040F022700"), t0);
  CHECK_FALSE(fresh.poll_send());
}

TEST_CASE("the repeated status information settles an attempt only when everything fits", "[eft]") {
  ZvtNote note;
  note.before = {100, 40};
  note.terminal_id = "29001006";
  note.sent = t0;
  using Finding = ZvtFinding::Kind;
  const auto judged = [&](const StatusInformation& last, const PaymentRequest& request) {
    return judge_repeat(last, note, request, 978).kind;
  };
  CHECK(judged(stored(101, 41, 1995), sale(1995)) == Finding::ours);
  CHECK(judged(stored(100, 40, 1995), sale(1995)) == Finding::none);     // the one before
  CHECK(judged(stored(99, 39, 1995), sale(1995)) == Finding::unclear);   // numbers went back
  CHECK(judged(stored(101, 41, 2000), sale(1995)) == Finding::unclear);  // another amount
  StatusInformation other = stored(101, 41, 1995);
  other.currency = 756;
  CHECK(judged(other, sale(1995)) == Finding::unclear);
  other = stored(101, 41, 1995);
  other.terminal_id = "11111111";
  CHECK(judged(other, sale(1995)) == Finding::unclear);
  other = stored(101, 41, 1995);
  other.result = 0x05;
  CHECK(judged(other, sale(1995)) == Finding::ours_failed);
  other = stored(102, 42, 1995);
  other.original_trace = 101;
  CHECK(judged(other, sale(1995)) == Finding::none);  // ours, reversed
  other.original_trace = 55;
  CHECK(judged(other, sale(1995)) == Finding::unclear);
  other = stored(101, 41, 1995);
  other.amount.reset();
  CHECK(judged(other, sale(1995)) == Finding::unclear);
  CHECK(judged(StatusInformation{}, sale(1995)) == Finding::unclear);
  note.before = {999'999, 9'999};
  CHECK(judged(stored(1, 1, 1995), sale(1995)) == Finding::ours);  // numbers start anew
  note.before = {};
  CHECK(judged(stored(101, 41, 1995), sale(1995)) == Finding::unclear);

  note.before = {100, 40};
  note.clock_offset_s = 3'600;
  other = stored(101, 41, 1995);
  const auto at = clock_offset(other, t0);
  CHECK_FALSE(at);
  other.month = 11;
  other.day = 17;  // t0 is 2026-11-18
  other.seconds_of_day = 0;
  CHECK(judged(other, sale(1995)) == Finding::unclear);  // a day old
  note.clock_offset_s.reset();
  CHECK(judged(other, sale(1995)) == Finding::ours);  // its clock was never compared with ours
}

TEST_CASE("notes and memory read back what was written, and garbage reads as nothing", "[eft]") {
  ZvtMemory memory;
  memory.last = {123, std::nullopt};
  memory.terminal_id = "29001006";
  memory.unique_id = std::string{"\x00\x7F", 2};
  memory.clock_offset_s = -7;
  memory.open = Uuid{{1, 2, 3}};
  const ZvtMemory read = ZvtMemory::decode(memory.encode());
  CHECK((read.last == memory.last && read.unique_id == memory.unique_id && read.open == memory.open &&
         read.clock_offset_s == -7));
  ZvtNote note;
  note.before = {1, 2};
  note.sent = t0;
  note.answered = Outcome{};
  note.answered->verdict = Verdict::approved;
  note.answered->detail = "with \"quotes\"";
  const auto back = ZvtNote::decode(note.encode());
  REQUIRE(back);
  CHECK((back->answered == note.answered && back->before == note.before && back->sent == t0));
  for (std::size_t length = 0; length < note.encode().size(); ++length)
    CHECK_FALSE(ZvtNote::decode(note.encode().substr(0, length)));
  CHECK_FALSE(ZvtMemory::decode("{]").open);
}

TEST_CASE("a terminal with an open attempt takes no other payment", "[eft]") {
  ZvtMemory memory;
  memory.open = Uuid{{9}};
  ZvtTerminal terminal{{}, memory.encode()};
  CHECK(terminal.start(Payment{sale(100)}, t0).error().code == ErrorCode::conflict);
  CHECK(terminal.start(Service{ServiceKind::day_end}, t0).error().code == ErrorCode::conflict);
  PaymentRequest same = sale(100);
  same.attempt = Uuid{{9}};
  CHECK(terminal.start(Payment{same}, t0).error().code == ErrorCode::conflict);  // never sent a second time
  CHECK(terminal.start(Resolve{same, ZvtNote{}.encode()}, t0).has_value());
}
}  // namespace holdfast::eft
