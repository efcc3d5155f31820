#include "commands/close_day.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

#include "base/utf8.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "daybook/checks.h"
#include "queries/day_page.h"
#include "support/test_store.h"

using namespace holdfast;

namespace {
struct Day : test::TestStore {
  Day() {
    site.card_key = "secret of the appliance";
    add_variant("BREAD", 249);
    acting = &manager;
    open();
  }
  void open() {
    auto opened = run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); });
    REQUIRE(opened);
    shift = *opened;
  }
  void sell(std::int64_t pieces = 1) {
    commands::Sell command;
    command.cart.register_id = register_id;
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(pieces);
    command.lines.push_back({item, std::nullopt});
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); }));
  }
  void count(std::int64_t off = 0) {
    const auto now = shifts::load(db, shift.id);
    commands::CloseShift command{shift.id, now->expected_cash + off, {}, ""};
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::close_shift(tx, command, ctx); }));
  }
  Result<daybook::StoredSeal> close(bool name_open = false, std::optional<std::string> date = {}) {
    return run([&](auto& tx, auto& ctx) { return commands::close_day(tx, {date, name_open}, ctx); });
  }
  fiscal::KeyBytes key(std::size_t index = 0) { return daybook::load_keys(db).at(index).public_key; }
  shifts::Shift shift;
};
}  // namespace

TEST_CASE("a day is sealed once, over every record and every shift's cash", "[commands][fiscal]") {
  Day day;
  for (int i = 0; i < 5; ++i) day.sell(i + 1);
  const auto refused = day.close();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::shift_open);
  day.count(-100);
  const auto sealed = day.close();
  REQUIRE(sealed);
  const auto seal = fiscal::parse_seal(sealed->document);
  REQUIRE(seal);
  CHECK(seal->number == 1);
  CHECK(seal->previous == Sha256{});
  REQUIRE(seal->registers.size() == 1);
  const fiscal::SealedRegister& reg = seal->registers[0];
  CHECK(reg.first == 1);
  CHECK(reg.last == 5);
  CHECK(reg.first_receipt == "1-000001");
  CHECK(reg.last_receipt == "1-000005");
  CHECK(reg.total == 15 * 249);
  CHECK(reg.net + reg.tax == reg.total);
  CHECK(reg.gaps.empty());
  CHECK(reg.cash == fiscal::SealedRegister::Cash{1, 10'000 + 15 * 249, 10'000 + 15 * 249 - 100, -100});
  CHECK(seal->records == 5);
  CHECK(seal->unsent.orders == 5);
  CHECK(seal->unsent.receipts == std::vector<std::string>{"1-000001..1-000005"});
  CHECK(seal->audit.has_value());
  CHECK(sha256(sealed->document) == sealed->sha);
  CHECK(fiscal::verifies(day.key(), fiscal::signed_text(fiscal::Document::seal, sealed->document),
                         bytes_of(sealed->signature)));
  CHECK(day.event_types().ends_with("DayClosed"));
  const auto again = day.close();
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
  CHECK(day.number("SELECT count(*) FROM day_seal") == 1);
  const std::string english = queries::day_page(*sealed, day.site, receipts::Language::en);
  CHECK(english.find("37.35") != std::string::npos);
  CHECK(english.find("Cash expected") != std::string::npos);
  for (const auto& [language, word] :
       {std::pair{receipts::Language::fr, "Espèces attendues"}, std::pair{receipts::Language::ar, "النقد المتوقع"}}) {
    const std::string page = queries::day_page(*sealed, day.site, language);
    INFO(page);
    CHECK(page.find(word) != std::string::npos);
    CHECK(page.find("Cash") == std::string::npos);
    CHECK(page.find("37.35") != std::string::npos);
    CHECK(page.find(to_hex(sealed->sha).substr(0, 32)) != std::string::npos);
    // As many lines, each as wide: what is left and right stays so.
    const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
    CHECK(lines(page) == lines(english));
    std::istringstream each{page};
    const bool arabic = language == receipts::Language::ar;
    for (std::string line; std::getline(each, line);) {
      const bool isolated = line.find("\u2066") != std::string::npos;
      CHECK(utf8_count(line) - (isolated ? 2 : 0) <= 42);
      // A figure at the end of an Arabic line reads from left to right: -1.00, not 1.00-.
      if (line.find("-1.00") != std::string::npos) CHECK(isolated == arabic);
    }
  }
}

TEST_CASE("a seal names every receipt that the hub does not have, however many", "[commands][fiscal]") {
  Day day;
  for (int i = 0; i < 230; ++i) day.sell();
  day.count();
  // The hub has all up to the third receipt, and a restored store's new series is another run.
  day.db.execute(
      "INSERT OR IGNORE INTO event_epoch(epoch, base_seq, own_after, reason, begun_us) SELECT epoch, 0, 0, 'created', 1 "
      "FROM site");
  day.db.execute(
      "INSERT INTO upsync_state(id, epoch, ack_seq, ack_hash, applied_seq, acked_us) SELECT 1, s.epoch, max(e.seq), "
      "zeroblob(32), max(e.seq), 1 FROM site s, (SELECT e.seq FROM event_log e JOIN orders o ON o.uuid = e.aggregate_id "
      "WHERE e.type = 'OrderPaid' ORDER BY e.seq LIMIT 3) e");
  day.db.execute("UPDATE register SET last_receipt = 100000000");
  day.open();
  day.sell();
  day.count();
  const auto sealed = day.close();
  REQUIRE(sealed);
  const auto seal = fiscal::parse_seal(sealed->document);
  REQUIRE(seal);
  CHECK(seal->unsent.orders == 228);
  const std::vector<std::string> named{"1-000004..1-000230", "1R2-000001"};
  CHECK(seal->unsent.receipts == named);
  CHECK(fiscal::to_document(*seal) == sealed->document);
}

TEST_CASE("the next seal goes on where the last ended, and a shift's cash stands in one alone", "[commands][fiscal]") {
  Day day;
  day.sell();
  const auto first = day.close(true);
  REQUIRE(first);
  CHECK(fiscal::parse_seal(first->document)->open_shifts.size() == 1);
  CHECK(fiscal::parse_seal(first->document)->registers[0].cash.shifts == 0);
  day.sell();
  day.count();
  const auto second = day.close();
  REQUIRE(second);
  const auto seal = fiscal::parse_seal(second->document);
  CHECK(seal->previous == first->sha);
  CHECK(seal->registers[0].first == 2);
  CHECK(seal->registers[0].before == fiscal::parse_seal(first->document)->registers[0].head);
  CHECK(seal->registers[0].cash.shifts == 1);
  CHECK_FALSE(day.close(false, "2026-11-20"));
  CHECK_FALSE(day.close(false, "2026-11-22"));
  CHECK_FALSE(day.close(false, "2026-02-30"));
  day.advance(seconds_per_day);
  const auto empty = day.close();
  REQUIRE(empty);
  CHECK(fiscal::parse_seal(empty->document)->records == 0);
  CHECK(fiscal::parse_seal(empty->document)->registers[0].last_receipt == "1-000002");
}

TEST_CASE("a cashier seals no day", "[commands][fiscal]") {
  Day day;
  day.count();
  day.acting = &day.cashier;
  const auto refused = day.close();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::approval_required);
}

TEST_CASE("a key is followed by one that it vouches for, and another appliance's by none", "[commands][fiscal]") {
  Day day;
  day.count();
  REQUIRE(day.close());
  REQUIRE(day.run([&](auto& tx, auto& ctx) { return commands::rotate_journal_key(tx, ctx); }));
  auto keys = daybook::load_keys(day.db);
  REQUIRE(keys.size() == 2);
  REQUIRE(keys[1].endorsement);
  CHECK(fiscal::verifies(keys[0].public_key, fiscal::key_statement(2, keys[1].public_key),
                         bytes_of(*keys[1].endorsement)));
  day.site.card_key = "another appliance";
  day.advance(seconds_per_day);
  REQUIRE(day.close());
  keys = daybook::load_keys(day.db);
  REQUIRE(keys.size() == 3);
  CHECK_FALSE(keys[2].endorsement);
  CHECK(keys[2].reason == "appliance");
}

TEST_CASE("what is not sealed yet is signed between sales, and only when something moved", "[commands][fiscal]") {
  Day day;
  const auto sign = [&] {
    (void)day.run([&](auto& tx, auto& ctx) {
      commands::sign_heads(tx, ctx);
      return Result<>{};
    });
    return day.number("SELECT count(*) FROM journal_head");
  };
  CHECK(sign() == 0);
  day.sell();
  CHECK(sign() == 1);
  day.advance(60);
  CHECK(sign() == 1);
  day.sell();
  CHECK(sign() == 2);
  const auto heads = daybook::newest_heads(day.db);
  REQUIRE(heads);
  CHECK(fiscal::verifies(day.key(), fiscal::signed_text(fiscal::Document::heads, heads->document),
                         bytes_of(heads->signature)));
  REQUIRE(day.close(true));
  CHECK(sign() == 0);
}

TEST_CASE("the audit trail is a chain that shows what was changed", "[commands][fiscal]") {
  Day day;
  for (int i = 0; i < 4; ++i)
    REQUIRE(day.run([&](auto& tx, auto& ctx) { return commands::rotate_journal_key(tx, ctx); }));
  const auto sound = daybook::check_audit(day.db);
  CHECK(sound.broken_at == 0);
  CHECK(sound.entries >= 4);
  CHECK_THROWS(day.change([](auto& tx) { tx.prepare("UPDATE audit_entry SET detail = '{}' WHERE id = 2").exec(); }));
  CHECK_THROWS(day.change([](auto& tx) { tx.prepare("DELETE FROM audit_entry WHERE id = 2").exec(); }));
  const char* change =
      GENERATE("UPDATE audit_entry SET detail = '{}' WHERE id = 2", "DELETE FROM audit_entry WHERE id = 2",
               "UPDATE audit_entry SET staff_id = 77 WHERE id = 2", "UPDATE audit_entry SET hash = NULL WHERE id = 2");
  day.db.execute("DROP TRIGGER audit_entry_immutable; DROP TRIGGER audit_entry_kept");
  day.db.execute(change);
  CHECK(daybook::check_audit(day.db).broken_at >= 2);
}
