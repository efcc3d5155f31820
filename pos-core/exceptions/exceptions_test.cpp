#include <catch2/catch.hpp>

#include "exceptions/exception.h"

namespace holdfast::exceptions {
namespace {
constexpr Instant now{1'795'255'200'000'000};
Uuid id(std::uint8_t last) {
  Uuid out{};
  out.bytes[15] = last;
  return out;
}
Observed quiet() {
  Observed seen;
  seen.now = now;
  seen.variance_limit = 500;
  return seen;
}
Instant ago(std::int64_t seconds) { return now.plus_seconds(-seconds); }
std::vector<std::string> codes(const Observed& seen) {
  std::vector<std::string> out;
  for (const Exception& each : exceptions(seen)) out.push_back(each.code);
  return out;
}
using Codes = std::vector<std::string>;
}  // namespace

TEST_CASE("a shop in order has no exceptions", "[exceptions]") {
  Observed seen = quiet();
  seen.open_shifts = {{id(1), "Till 1", ago(3600)}};
  seen.variances = {{id(2), 1, 4, -500, "1001", "", ago(60)}};
  seen.unpaid = {{id(3), 1, 1000, ago(60)}};
  seen.devices = {{id(4), "Printer", "receipt_printer", "online", "ready", "", ago(60)}};
  seen.locked = {{id(5), "1001", "A cashier", ago(1)}};
  seen.line = {
      .enrolled = true, .away = true, .cause = "noAnswer", .since = ago(60), .unsent = 4, .unsent_since = ago(60)};
  seen.backups_known = seen.backups_wanted = seen.backups_sealed = true;
  seen.last_backup = ago(3600);
  seen.elsewhere = "bucket";
  seen.last_sent = ago(90'000);
  seen.shifts_unsealed = 2;
  seen.unsealed_since = ago(90'000);
  seen.certificates = {{"server", true, ago(-15 * 86'400)}};
  seen.waiting_release = {"1.5", "window", ago(86'400)};
  CHECK(exceptions(seen).empty());
}

TEST_CASE("what is lost with the appliance grows worse, and what is the same stays one", "[exceptions]") {
  Observed seen = quiet();
  seen.backups_known = seen.backups_wanted = seen.backups_sealed = true;
  seen.elsewhere = "bucket";
  seen.last_backup = ago(60);
  seen.oldest_backup = ago(8 * 86'400);
  CHECK(exceptions(seen).front().severity == Severity::trouble);
  CHECK(exceptions(seen).front().since == seen.oldest_backup);
  seen.last_sent = seen.last_backup;
  CHECK(exceptions(seen).empty());

  seen.fiscal_receipts = {{id(1), 1, "1-000004", "no answer", 1995, ago(9)},
                          {Uuid{}, 2, "2-M1", "no answer", {}, ago(9)}};
  const std::vector<Exception> two = exceptions(seen);
  REQUIRE(two.size() == 2);
  CHECK(two[0].id == "fiscal-undecided:1/1-000004");
  CHECK(two[0].subject == to_string(id(1)));
  CHECK(two[1].subject.empty());
}

TEST_CASE("each thing out of order is one exception with its fix and who may do it", "[exceptions]") {
  struct Case {
    const char* code;
    Fix fix;
    std::optional<Permission> who;
    Observed seen;
  };
  const auto with = [](auto change) {
    Observed seen = quiet();
    change(seen);
    return seen;
  };
  const std::vector<Case> cases{
      {"payments-in-doubt", Fix::ask_terminal, Permission::sell,
       with([](Observed& s) { s.cards = {{id(1), id(2), 1, 1995, "unknown", false, ago(9)}}; })},
      {"payments-in-doubt", Fix::decide_payment, Permission::approve,
       with([](Observed& s) { s.cards = {{id(1), id(2), 1, 1995, "manual", false, ago(9)}}; })},
      {"offline-card", Fix::settle_card, Permission::approve,
       with([](Observed& s) { s.offline_cards = {{id(1), id(2), 1, "1-000004", 1995, ago(9)}}; })},
      {"order-unpaid", Fix::see_order, Permission::sell,
       with([](Observed& s) { s.unpaid = {{id(1), 1, 1995, ago(3600)}}; })},
      {"price-difference", Fix::see_cart, std::nullopt,
       with([](Observed& s) { s.price_differences = {{id(1), id(2), 500, 490, ago(9)}}; })},
      {"drawer-variance", Fix::see_variance, Permission::approve,
       with([](Observed& s) { s.variances = {{id(1), 1, 4, -501, "1001", "", ago(9)}}; })},
      {"shift-long-open", Fix::close_shift, Permission::shift_close,
       with([](Observed& s) { s.open_shifts = {{id(1), "Till 1", ago(90'000)}}; })},
      {"prints-unknown", Fix::print_again, std::nullopt,
       with([](Observed& s) { s.prints = {{id(1), id(2), "unknown", "Till 1", "1-000004", "", 1, ago(9)}}; })},
      {"print-failed", Fix::print_again, std::nullopt,
       with([](Observed& s) { s.prints = {{id(1), id(2), "failed", "Till 1", "1-000004", "", 1, ago(9)}}; })},
      {"device-away", Fix::test_device, std::nullopt,
       with([](Observed& s) { s.devices = {{id(1), "Scale", "scale", "offline", "", "", ago(9)}}; })},
      {"memory-low", Fix::see_system, Permission::device_admin, with([](Observed& s) { s.memory_low = true; })},
      {"backup-not-sent", Fix::back_up, Permission::device_admin, with([](Observed& s) {
         s.backups_known = s.backups_wanted = s.backups_sealed = true;
         s.elsewhere = "bucket";
         s.last_backup = ago(60);
         s.last_sent = ago(200'000);
       })},
      {"backup-in-clear-not-sent", Fix::back_up, Permission::device_admin, with([](Observed& s) {
         s.backups_known = s.backups_wanted = true;
         s.elsewhere = "bucket";
         s.last_backup = ago(60);
       })},
      {"fiscal-undecided", Fix::decide_fiscal, Permission::approve,
       with([](Observed& s) { s.fiscal_receipts = {{id(1), 1, "1-000004", "no answer", 1995, ago(9)}}; })},
      {"fiscal-unit-out", Fix::see_fiscal, Permission::device_admin,
       with([](Observed& s) { s.fiscal_out = "its cable broke"; })},
      {"day-unsealed", Fix::close_day, Permission::reports, with([](Observed& s) {
         s.shifts_unsealed = 3;
         s.unsealed_since = ago(260'000);
       })},
      {"certificate-ended", Fix::see_system, Permission::device_admin,
       with([](Observed& s) { s.certificates = {{"server", true, ago(9)}}; })},
      {"certificate-ending", Fix::carry_out, Permission::device_admin,
       with([](Observed& s) { s.certificates = {{"hub", true, ago(-13 * 86'400)}}; })},
      {"certificate-unreadable", Fix::see_system, Permission::device_admin,
       with([](Observed& s) { s.certificates = {{"authority", false, {}}}; })},
      {"update-failed", Fix::see_updates, Permission::device_admin,
       with([](Observed& s) { s.failed_release = {"1.4", "it did not answer", ago(9)}; })},
      {"update-waiting", Fix::see_updates, Permission::device_admin,
       with([](Observed& s) { s.waiting_release = {"1.5", "shift", ago(8 * 86'400)}; })},
      {"disk-low", Fix::none, std::nullopt, with([](Observed& s) { s.disk_low = true; })},
      {"backup-none", Fix::back_up, Permission::device_admin, with([](Observed& s) { s.backups_known = true; })},
      {"backup-old", Fix::back_up, Permission::device_admin,
       with([](Observed& s) { s.backups_known = s.backups_wanted = true; })},
      {"backup-failed", Fix::back_up, Permission::device_admin, with([](Observed& s) {
         s.backups_known = s.backups_wanted = true;
         s.last_backup = ago(99'000);
         s.last_failed_backup = ago(60);
       })},
      {"staff-locked", Fix::reset_pin, Permission::staff_admin,
       with([](Observed& s) { s.locked = {{id(1), "1001", "A cashier", now.plus_seconds(60)}}; })},
      {"dead-letters", Fix::replay_letter, Permission::device_admin,
       with([](Observed& s) { s.letters = {{id(1), "up", "OrderPaid", "VALIDATION", "", ago(9)}}; })},
      {"replication-paused", Fix::resume_replication, Permission::device_admin,
       with([](Observed& s) { s.line = {.enrolled = true, .paused = true}; })},
      {"hub-away", Fix::none, std::nullopt,
       with([](Observed& s) { s.line = {.enrolled = true, .away = true, .cause = "noAnswer", .since = ago(1800)}; })},
      {"backlog-old", Fix::carry_out, Permission::device_admin, with([](Observed& s) {
         s.line = {.enrolled = true, .unsent = 3, .unsent_amount = 999, .unsent_since = ago(90'000)};
       })},
      {"masters-old", Fix::confirm_prices, Permission::approve,
       with([](Observed& s) { s.line = {.enrolled = true, .masters_as_of = ago(90'000)}; })},
      {"clock-wrong", Fix::none, std::nullopt,
       with([](Observed& s) { s.line = {.enrolled = true, .clock_error_us = -130'000'000}; })},
  };
  for (const Case& each : cases) {
    INFO(each.code);
    const auto found = exceptions(each.seen);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == each.code);
    CHECK(found[0].fix == each.fix);
    CHECK(found[0].who == each.who);
    CHECK(found[0].id.starts_with(each.code));
  }
}

TEST_CASE("what hurts now comes first, then the larger amount, then the older", "[exceptions]") {
  Observed seen = quiet();
  seen.variances = {{id(1), 1, 4, -600, "1001", "", ago(9)}, {id(2), 2, 4, 9000, "1001", "", ago(9)}};
  seen.cards = {{id(3), id(4), 1, 100, "unknown", false, ago(9)}};
  seen.locked = {{id(5), "1001", "A cashier", now.plus_seconds(60)}};
  const auto found = exceptions(seen);
  CHECK(codes(seen) == Codes{"payments-in-doubt", "drawer-variance", "drawer-variance", "staff-locked"});
  CHECK(found[1].amount == 9000);
  CHECK(found[2].amount == -600);
}

TEST_CASE("a card taken without its host is trouble once it should have been forwarded", "[exceptions]") {
  Observed seen = quiet();
  seen.offline_card_hours = 24;
  seen.offline_cards = {{id(1), id(2), 1, "1-000004", 1995, ago(3600)}};
  CHECK(exceptions(seen)[0].severity == Severity::warning);
  CHECK(exceptions(seen)[0].until == ago(3600).plus_seconds(86'400));
  seen.now = now.plus_seconds(90'000);
  CHECK(exceptions(seen)[0].severity == Severity::trouble);
}

TEST_CASE("an id stays while the matter does, and its mark tells when it became another", "[exceptions]") {
  Observed seen = quiet();
  seen.prints = {{id(1), id(2), "failed", "Till 1", "1-000004", "paper", 1, ago(9)}};
  const Exception before = exceptions(seen)[0];
  seen.now = now.plus_seconds(500);
  CHECK(exceptions(seen)[0].id == before.id);
  CHECK(exceptions(seen)[0].mark() == before.mark());
  seen.prints[0].why = "cover";
  CHECK(exceptions(seen)[0].mark() != before.mark());
}
}  // namespace holdfast::exceptions
