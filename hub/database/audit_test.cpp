// The hub's audit log: chained like stores', with names of operators; what was altered or cut off is seen.
#include <catch2/catch.hpp>

#include "base/digest.h"
#include "database/hub_fixture.h"

using namespace holdfast;
using namespace holdfast::database;

namespace {
const engine::Actor house{std::nullopt, engine::house_token}, imke{1, "imke"};

struct Log : HubFixture {
  std::int64_t add(const engine::Actor& by, const std::string& action, const std::string& subject,
                   const std::string& detail = "") {
    return read([&](engine::HubTransaction& tx) { return tx.audit.add(by, action, subject, detail, now); });
  }
  engine::AuditVerdict verdict() {
    return read([](engine::HubTransaction& tx) { return tx.audit.verify(); });
  }
  std::vector<engine::AuditEntry> entries(const engine::AuditWish& wish) {
    return read([&](engine::HubTransaction& tx) { return tx.audit.entries(wish); });
  }
  void change(const std::string& statement) {
    hub.write([&](engine::HubTransaction&) { opened.session->prepare(statement).exec(); });
  }
};
}  // namespace

TEST_CASE("what operators do is chained, and told newest first, by name and by action", "[audit][hub]") {
  Log log;
  CHECK(log.verdict().entries == 0);
  CHECK_FALSE(log.verdict().wrong);
  CHECK(log.add(house, "operator.add", "imke") == 1);
  CHECK(log.add(imke, "rollout.create", "r8", R"("bundle":"a \"b\".hfb")") == 2);
  CHECK(log.add(imke, "rollout.rollback", "r8", R"("reason":"slow")") == 3);
  const engine::AuditVerdict verdict = log.verdict();
  CHECK((verdict.entries == 3 && !verdict.wrong));
  CHECK(verdict.newest != Sha256{});
  CHECK(log.entries({}).front().detail == R"({"by":"imke","reason":"slow"})");
  CHECK(log.entries({"operator.add", {}}).front().by.name == "hub-token");
  CHECK(log.entries({{}, "imke"}).size() == 2);
  CHECK(log.entries({"rollout.create", "imke"}).front().id == 2);
  CHECK(log.entries({{}, {}, 3, 1}).front().id == 2);
}

TEST_CASE("an audit log that was altered, reordered or cut off says where", "[audit][hub]") {
  struct Case {
    const char* statement;
    std::int64_t wrong;
  };
  for (const Case& each :
       {Case{"UPDATE audit_entry SET subject = 'r9' WHERE entry_id = 2", 2},
        Case{"UPDATE audit_entry SET done_by = 'jo' WHERE entry_id = 2", 2},
        Case{"UPDATE audit_entry SET operator_id = NULL WHERE entry_id = 3", 3},
        Case{"UPDATE audit_entry SET at_us = at_us + 1 WHERE entry_id = 1", 1},
        Case{"DELETE FROM audit_entry WHERE entry_id = 2", 2}, Case{"DELETE FROM audit_entry WHERE entry_id = 4", 4},
        Case{"DELETE FROM audit_entry", 1}, Case{"UPDATE audit_head SET entries = 3", 4}}) {
    Log log;
    for (int i = 1; i <= 4; ++i) log.add(imke, "site.revoke", "shop-" + std::to_string(i));
    REQUIRE_FALSE(log.verdict().wrong);
    log.change(each.statement);
    INFO(each.statement);
    CHECK(log.verdict().wrong == each.wrong);
  }
}

TEST_CASE("an operator is known by a token until it is removed, and a name is given once", "[audit][hub]") {
  Log log;
  const Sha256 token = sha256("one"), other = sha256("other");
  const auto add = [&](const std::string& name, const Sha256& digest) {
    return log.read(
        [&](engine::HubTransaction& tx) { return tx.audit.add_operator(name, digest, "hub-token", log.now); });
  };
  const auto with = [&](const Sha256& digest) {
    return log.read([&](engine::HubTransaction& tx) { return tx.audit.operator_with(digest); });
  };
  CHECK(add("imke", token));
  CHECK_FALSE(add("imke", other));
  CHECK(add("jo", other));
  CHECK(with(token)->name == "imke");
  CHECK(with(other)->id == 2);
  CHECK_FALSE(with(sha256("nobody")));
  CHECK(log.read([&](engine::HubTransaction& tx) { return tx.audit.remove_operator("imke", log.now); }));
  CHECK_FALSE(log.read([&](engine::HubTransaction& tx) { return tx.audit.remove_operator("imke", log.now); }));
  CHECK_FALSE(with(token));
  CHECK_FALSE(add("imke", sha256("again")));
  const auto all = log.read([](engine::HubTransaction& tx) { return tx.audit.operators(); });
  CHECK((all.size() == 2 && all[0].removed && !all[1].removed));
}
