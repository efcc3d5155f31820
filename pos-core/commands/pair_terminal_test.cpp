#include "commands/pair_terminal.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
std::string code_for(TestStore& store, std::int64_t uses, std::optional<Uuid> register_id = std::nullopt) {
  store.acting = &store.manager;
  const auto made = store.run(
      [&](db::Transaction& tx, Context& ctx) { return create_pairing_code(tx, {register_id, uses, 12345}, ctx); });
  store.acting = nullptr;
  return made.value().code;
}
auto pair(TestStore& store, const std::string& code, std::uint8_t random) {
  return store.run([&](db::Transaction& tx, Context& ctx) { return pair_terminal(tx, {.code = code, .name = "Till", .random = {random}}, ctx); });
}
}  // namespace

TEST_CASE("a code pairs as often as it may and belongs to a register", "[commands]") {
  TestStore store;
  const std::string code = code_for(store, 2, store.register_id);
  const auto first = pair(store, code, 1);
  REQUIRE(first);
  CHECK(first->terminal.register_id == store.register_id);
  CHECK(first->token.starts_with("hft_"));
  std::string typed;
  for (const char c : code) typed += c == '-' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  CHECK(pair(store, typed, 2));
  CHECK(pair(store, code, 3).error().code == ErrorCode::unauthenticated);
  CHECK(store.number("SELECT count(*) FROM terminal") == 3);
  CHECK(store.event_types() == "TerminalPaired TerminalPaired");
}

TEST_CASE("a code expires after a quarter of an hour and is not in the file", "[commands]") {
  TestStore store;
  const std::string code = code_for(store, 1);
  CHECK(store.number("SELECT count(*) FROM pairing_code WHERE instr(CAST(code_hash AS TEXT), '" + code.substr(0, 4) +
                     "')") == 0);
  store.advance(15 * 60);
  CHECK(pair(store, code, 1).error().code == ErrorCode::unauthenticated);
}

TEST_CASE("only somebody who may administer devices makes codes and revokes terminals", "[commands]") {
  TestStore store;
  CHECK(store.run([&](db::Transaction& tx, Context& ctx) { return create_pairing_code(tx, {}, ctx); }).error().code ==
        ErrorCode::approval_required);
  CHECK(store.run([&](db::Transaction& tx, Context& ctx) { return revoke_terminal(tx, store.terminal_id, ctx); })
            .error()
            .code == ErrorCode::approval_required);
}

TEST_CASE("a revoked terminal takes its sessions with it", "[commands]") {
  TestStore store;
  store.acting = &store.manager;
  const auto revoke = [&] {
    return store.run([&](db::Transaction& tx, Context& ctx) { return revoke_terminal(tx, store.terminal_id, ctx); });
  };
  REQUIRE(revoke());
  CHECK(store.number("SELECT count(*) FROM session WHERE ended_us IS NULL") == 0);
  CHECK(store.number("SELECT revoked_us FROM terminal") == store.now.unix_us());
  CHECK(revoke());
  CHECK(store.event_types() == "TerminalRevoked");
}
}  // namespace holdfast::commands
