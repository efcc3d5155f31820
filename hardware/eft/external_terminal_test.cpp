#include "eft/external_terminal.h"

#include <catch2/catch.hpp>
#include <set>

#include "eft/texts.h"

namespace holdfast::eft {
namespace {
const Currency eur{"EUR", 2};
constexpr Instant t0{1'795'000'000'000'000};
PaymentRequest request() {
  return {.attempt = Uuid{{1}},
          .kind = PaymentKind::sale,
          .amount = Money{1995, eur},
          .reference = {},
          .cashback = {},
          .tip = {},
          .original = {}};
}
template <class T>
std::optional<T> next(EftTerminal& terminal) {
  while (auto action = terminal.poll())
    if (auto* wanted = std::get_if<T>(&*action)) return std::move(*wanted);
  return std::nullopt;
}
Question started(ExternalTerminal& terminal) {
  REQUIRE(terminal.start(Payment{request()}, t0));
  terminal.on_recorded(next<Record>(terminal).value().number, t0);
  return next<Question>(terminal).value();
}
CashierAnswer keyed(std::uint64_t number, Verdict verdict, std::optional<std::int64_t> amount) {
  return {.number = number,
          .yes = false,
          .verdict = verdict,
          .amount = amount,
          .text = "0042",
          .brand = "Visa",
          .last_four = "1111"};
}
}  // namespace

TEST_CASE("a keyed-in approval counts after a second look", "[eft]") {
  ExternalTerminal terminal{eur, ""};
  const Question enter = started(terminal);
  CHECK(enter.kind == Question::Kind::result);
  terminal.on_cashier(keyed(enter.number, Verdict::approved, 1995), t0);
  Question confirm = next<Question>(terminal).value();
  CHECK(confirm.kind == Question::Kind::confirm_result);
  terminal.on_cashier(
      {.number = confirm.number, .yes = false, .verdict = {}, .amount = {}, .text = {}, .brand = {}, .last_four = {}},
      t0);
  const Question again = next<Question>(terminal).value();
  CHECK(again.kind == Question::Kind::result);
  terminal.on_cashier(keyed(again.number, Verdict::approved, 1000), t0);
  confirm = next<Question>(terminal).value();
  terminal.on_cashier(
      {.number = confirm.number, .yes = true, .verdict = {}, .amount = {}, .text = {}, .brand = {}, .last_four = {}},
      t0);
  const Record record = next<Record>(terminal).value();
  CHECK(record.event == payments::AttemptEvent::approved);
  CHECK_FALSE(next<PaymentFinished>(terminal));  // not before it is durable
  terminal.on_recorded(record.number, t0);
  const auto finished = next<PaymentFinished>(terminal);
  REQUIRE(finished);
  CHECK(finished->outcome.verdict == Verdict::partially_approved);
  CHECK(finished->outcome.amount == 1000);
  CHECK(finished->outcome.terminal.receipt == "0042");
}

TEST_CASE("an amount above the one asked for, or none, is asked again", "[eft]") {
  ExternalTerminal terminal{eur, ""};
  const Question enter = started(terminal);
  terminal.on_cashier(keyed(enter.number, Verdict::approved, 2000), t0);
  const Question again = next<Question>(terminal).value();
  CHECK(again.kind == Question::Kind::result);
  terminal.on_cashier(keyed(again.number, Verdict::approved, std::nullopt), t0);
  CHECK(next<Question>(terminal).value().kind == Question::Kind::result);
  terminal.on_cashier(keyed(again.number, Verdict::declined, {}), t0);  // an answer to an old question
  CHECK_FALSE(terminal.poll());
}

TEST_CASE("after a restart the cashier is asked what became of it, and nothing else is taken before", "[eft]") {
  ExternalTerminal terminal{eur, to_string(Uuid{{1}})};
  CHECK(terminal.start(Payment{request()}, t0).error().code == ErrorCode::conflict);
  REQUIRE(terminal.start(Resolve{request(), ""}, t0));
  const Question ask = next<Question>(terminal).value();
  CHECK(ask.key == "eft.ask.look_up_result");
  terminal.on_cashier(keyed(ask.number, Verdict::declined, {}), t0);
  terminal.on_cashier({.number = next<Question>(terminal).value().number,
                       .yes = true,
                       .verdict = {},
                       .amount = {},
                       .text = {},
                       .brand = {},
                       .last_four = {}},
                      t0);
  CHECK(next<Record>(terminal).value().event == payments::AttemptEvent::declined);
}

TEST_CASE("every status and result code has a text in every language", "[eft]") {
  std::set<std::string_view> keys;
  for (const Text& text : texts()) {
    CHECK(keys.insert(text.key).second);
    CHECK_FALSE((text.en.empty() || text.de.empty() || text.fr.empty()));
  }
  for (int code = 0; code < 256; ++code) {
    CHECK(keys.contains(status_key(static_cast<std::uint8_t>(code))));
    CHECK(keys.contains(result_key(static_cast<std::uint8_t>(code))));
  }
  CHECK(status_key(0x4A) == status_key(0x0A));
  CHECK(text_of("eft.status.insert_card", Language::de) == "Karte vorhalten oder einstecken");
  CHECK(text_of("eft.no_such_key", Language::fr) == "eft.no_such_key");
  CHECK(keys.contains(condition_key("Refusal")));
  CHECK(keys.contains(condition_key("SomethingNew")));
}

TEST_CASE("an end of day is matched with the shift by sums, then by reference", "[eft]") {
  const DayTotals terminal{{{"Visa", 2, 3000}}, 2, 3000, 41, 43};
  std::vector<BookedPayment> books{{"A", "VISA", 41, 1000}, {"B", "Visa", 42, 2000}};
  CHECK(compare_day(terminal, books).agrees);
  CHECK(compare_day(terminal, books).differences.empty());
  books.push_back({"C", "Visa", 44, 500});  // after the terminal's end of day
  const DayComparison later = compare_day(terminal, books);
  CHECK_FALSE(later.agrees);
  REQUIRE(later.differences.size() == 2);
  CHECK(later.differences[0] == DayDifference{DayDifference::Kind::not_at_terminal, "C", 0, 500});
  CHECK(later.differences[1].kind == DayDifference::Kind::brand);
  books.pop_back();
  books.pop_back();
  const DayComparison missing = compare_day(terminal, books);
  CHECK(missing.differences[0] == DayDifference{DayDifference::Kind::not_in_books, "42", 0, 0});
  CHECK(missing.terminal_amount == 3000);
  CHECK(missing.booked_amount == 1000);
}
}  // namespace holdfast::eft
