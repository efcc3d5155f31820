// Fifty tills share ten devices through the real writer: no claim is lost, none has two owners, all is written down.
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <random>

#include "base/json.h"
#include "commands/claim_device.h"
#include "store/store_fixture.h"

using namespace holdfast;
using commands::Release;

namespace {
constexpr int tills = 50, devices_shared = 10, moves_each = 60;
constexpr std::int64_t first_till = 100, first_device = 1;

Uuid id_of(std::uint8_t kind, int number) {
  Uuid id;
  id.bytes[0] = kind;
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}
Uuid device_id(int number) { return id_of(7, number); }

/// What a till knows by the answers it was given.
struct Till {
  std::shared_ptr<Actor> actor;
  int moves = 0;
};

struct Crowd {
  Crowd() {
    REQUIRE(fixture.submit(fixture.call(), [](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      for (int i = 0; i < tills; ++i)
        tx.prepare("INSERT INTO terminal(id, uuid, name, token_hash, paired_us) VALUES (?, ?, ?, ?, 0)")
            .exec(first_till + i, id_of(8, i), "Till " + std::to_string(i),
                  std::span<const std::uint8_t>{sha256("till " + std::to_string(i))});
      for (int i = 0; i < devices_shared; ++i)
        tx.prepare(
              "INSERT INTO device(id, uuid, kind, name, address, created_us, updated_us) VALUES (?, ?, 'scale', ?, "
              "'tcp://[::1]:1', 0, 0)")
            .exec(first_device + i, device_id(i), "Scale " + std::to_string(i));
      return store::Answer{};
    }));
    for (int i = 0; i < tills; ++i) {
      auto actor = std::make_shared<Actor>();
      actor->staff_id = 1 + i % 2;
      actor->staff_code = std::to_string(actor->staff_id);
      actor->terminal_id = first_till + i;
      actor->terminal = id_of(8, i);
      if (i % 10 == 0) actor->permissions.set(static_cast<std::size_t>(Permission::device_admin));
      all.push_back({std::move(actor), 0});
    }
  }
  int pick(int below) { return std::uniform_int_distribution<int>{0, below - 1}(random); }

  void move(int till) {
    Till& mine = all[static_cast<std::size_t>(till)];
    if (++mine.moves > moves_each) {
      --active;
      return;
    }
    fixture.now_us += 200'000;  // so that claims of some seconds run out among the others' moves
    const Uuid device = device_id(pick(devices_shared));
    const int what = pick(10);
    const std::int64_t seconds = 1 + pick(60);
    std::vector<Uuid> left;  // now this till is away, now that one
    if (pick(4) == 0)
      for (int n = 0; n < 5; ++n)
        if (const int other = pick(tills); other != till) left.push_back(id_of(8, other));
    store::Call call;
    call.correlation_id = "test";
    call.actor = mine.actor;
    store::Write write;
    if (what < 6)
      write = [device, seconds, left](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        TRY(commands::claim_device(tx, {device, seconds, left}, context));
        return store::Answer{};
      };
    else
      write = [device, what](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        TRY(commands::release_device(tx, device, what == 9 ? Release::forced : Release::own, context));
        return store::Answer{};
      };
    fixture.store().submit(std::move(call), std::move(write), [this, till](const Result<store::Answer>& answer) {
      ++(answer ? done : refused);
      if (!answer) ++refusals[answer.error().code];
      move(till);
    });
  }

  store::StoreFixture fixture;
  std::mt19937_64 random{20'261'121};
  std::vector<Till> all;
  std::map<ErrorCode, int> refusals;
  int active = tills, done = 0, refused = 0;
};

struct Entry {
  std::string device, action, terminal;
};
}  // namespace

TEST_CASE("fifty tills share ten devices: no claim is lost and none has two owners", "[store]") {
  Crowd crowd;
  for (int i = 0; i < tills; ++i) crowd.move(i);
  REQUIRE(crowd.fixture.run_until([&] { return crowd.active == 0; }));
  for (const auto& [code, count] : crowd.refusals) {
    CAPTURE(static_cast<int>(code), count);
    CHECK((code == ErrorCode::in_use_elsewhere || code == ErrorCode::approval_required));
  }
  std::vector<Entry> entries;
  std::map<std::string, std::string> held_in_rows;
  REQUIRE(crowd.fixture.read([&](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
    db::Statement& rows = connection.prepare(
        "SELECT subject, action, detail FROM audit_entry WHERE action LIKE 'device_claim_%' ORDER BY id");
    while (rows.step()) {
      const Json detail = *parse_json(rows.text(2));
      entries.push_back({rows.string(0), rows.string(1), std::string{detail.find("terminalId")->text()}});
    }
    db::Statement& claims = connection.prepare(
        "SELECT d.uuid, t.uuid FROM device_claim c JOIN device d ON d.id = c.device_id JOIN terminal t ON t.id = "
        "c.terminal_id");
    while (claims.step()) held_in_rows[to_string(claims.uuid(0))] = to_string(claims.uuid(1));
    return store::Answer{};
  }));
  std::map<std::string, std::string> holder;
  std::map<std::string, int> counts;
  for (const Entry& entry : entries) {
    ++counts[entry.action];
    if (entry.action == "device_claim_claimed") {
      REQUIRE(holder.count(entry.device) == 0);  // never two owners
      holder[entry.device] = entry.terminal;
    } else {
      REQUIRE(holder.at(entry.device) == entry.terminal);  // what ends is what was held
      holder.erase(entry.device);
    }
  }
  CHECK(holder == held_in_rows);  // none is lost, and none is there that nobody wrote down
  CHECK(crowd.fixture.number("SELECT count(*) FROM event_log WHERE type = 'DeviceClaimChanged'") ==
        static_cast<std::int64_t>(entries.size()));
  for (const char* action : {"device_claim_claimed", "device_claim_released", "device_claim_forced",
                             "device_claim_expired", "device_claim_left"})
    CHECK(counts[action] > 0);
  std::cout << tills << " tills, " << devices_shared << " devices: " << crowd.done + crowd.refused << " moves, "
            << counts["device_claim_claimed"] << " claims, " << counts["device_claim_released"] << " released, "
            << counts["device_claim_forced"] << " forced, " << counts["device_claim_expired"] << " run out, "
            << counts["device_claim_left"] << " of tills that had left\n";
}
