#include "rollout/time_floor.h"

#include <catch2/catch.hpp>

#include "release/publisher_fixture.h"

using namespace holdfast;
using namespace holdfast::release;
using namespace holdfast::release::fixture;
using rollout::Expiry;
using rollout::TimeFloor;

namespace {
constexpr std::int64_t day = 86'400;
const Instant boot{1'000'000};  // of the clock that nobody sets

/// A store over its restarts: what it believes, and what it takes for proven.
struct Shop {
  rollout::TrustedFiles trusted;
  TimeFloor floor = {};

  /// Why it is not believed; empty when it is.
  std::string look(const Publisher& publisher, Instant clock, Instant steady = boot, Expiry expiry = Expiry::enforced) {
    const Instant judged_at = floor.judge(clock, steady);
    rollout::UpdateSession session{trusted, judged_at, expiry};
    while (session.want()) {
      const auto file = publisher.folder.find(session.want()->path);
      session.give(file == publisher.folder.end() ? std::nullopt : std::optional{file->second});
    }
    floor.learn(session, judged_at, expiry, steady);
    return session.failure() ? session.failure()->detail : "";
  }
};
void publish(Publisher& publisher, std::int64_t version, Instant at, std::int64_t days) {
  publisher.issued = at;
  publisher.ends = at.plus_seconds(days * day);
  publisher.release("b", pack(described(version), files).value(), described(version), version);
}
}  // namespace

TEST_CASE("a clock that is set back makes nothing valid again that was out of date", "[release]") {
  Publisher publisher;
  Shop shop{{{"root", publisher.root()}}};
  publish(publisher, 1, now, 7);
  CHECK(shop.look(publisher, now.plus_seconds(5 * day)) == "");
  CHECK(shop.floor.at(boot) == now.plus_seconds(5 * day));
  // Four days go by without the clock, and three on it, backwards.
  const Instant afterwards = boot.plus_seconds(4 * day);
  CHECK_THAT(shop.look(publisher, now.plus_seconds(2 * day), afterwards), Catch::Contains("out of date"));
  // Without what was proven it would be believed: that is what the floor is for.
  Shop forgetful{shop.trusted};
  CHECK(forgetful.look(publisher, now.plus_seconds(2 * day), afterwards) == "");
  // The hub says it again, and all is well, whatever the clock says.
  publish(publisher, 2, now.plus_seconds(9 * day), 7);
  CHECK(shop.look(publisher, Instant{}, afterwards) == "");
}

TEST_CASE("what was signed says a time that has been, on a stick as well", "[release]") {
  Publisher publisher;
  Shop shop{{{"root", publisher.root()}}};
  publish(publisher, 1, now, 7);
  const auto first = publisher.folder;
  publish(publisher, 2, now.plus_seconds(3 * day), 7);
  CHECK(shop.look(publisher, Instant{}, boot, Expiry::carried) == "");
  CHECK(shop.floor.at(boot) == now.plus_seconds(3 * day));
  // What a manager's clock says, who carried it here, proves nothing.
  CHECK(shop.look(publisher, now.plus_seconds(6 * day), boot, Expiry::carried) == "");
  CHECK(shop.floor.at(boot) == now.plus_seconds(3 * day));
}

TEST_CASE("a clock that runs far ahead shuts out nothing for longer than it runs ahead", "[release]") {
  Publisher publisher;
  Shop shop{{{"root", publisher.root()}}};
  publish(publisher, 1, now, 7);
  CHECK(shop.look(publisher, now) == "");
  CHECK_THAT(shop.look(publisher, now.plus_seconds(3650 * day)), Catch::Contains("out of date"));
  CHECK(shop.floor.at(boot) == now);
  CHECK(shop.look(publisher, now) == "");
  // As far as the timestamp goes it may lead astray; the next one goes further.
  CHECK(shop.look(publisher, now.plus_seconds(6 * day)) == "");
  publish(publisher, 2, now.plus_seconds(day), 7);
  CHECK(shop.look(publisher, now.plus_seconds(day)) == "");
}

TEST_CASE("a publisher whose clock ran ahead is forgiven by a root that sets the time", "[release]") {
  Publisher publisher;
  Shop shop{{{"root", publisher.root()}}};
  publish(publisher, 1, now, 7);
  CHECK(shop.look(publisher, now) == "");
  const std::int64_t ahead = 30 * day;
  publish(publisher, 2, now.plus_seconds(ahead), 7);
  CHECK(shop.look(publisher, now) == "");
  CHECK(shop.floor.at(boot) == now.plus_seconds(ahead));
  publish(publisher, 3, now.plus_seconds(day), 7);
  CHECK_THAT(shop.look(publisher, now.plus_seconds(day)), Catch::Contains("out of date"));

  KeyHolders holders = publisher.holders();
  const auto next_root = [&](std::int64_t version) {
    const Heading heading{version, later, now.plus_seconds(day)};
    publisher.folder["metadata/" + std::to_string(version) + ".root.json"] =
        Publisher::sign(root_document(heading, holders), {&publisher.first, &publisher.second});
  };
  next_root(2);  // one like any other
  CHECK_THAT(shop.look(publisher, now.plus_seconds(day)), Catch::Contains("out of date"));
  holders.resets_time = true;
  next_root(3);
  (void)shop.look(publisher, now.plus_seconds(day));
  CHECK(shop.floor.at(boot) == now.plus_seconds(day));
  publish(publisher, 4, now.plus_seconds(day), 7);
  CHECK(shop.look(publisher, now.plus_seconds(day)) == "");
}

TEST_CASE("a time at which the document itself is over, or which is none, proves nothing", "[release]") {
  Publisher publisher;
  Shop shop{{{"root", publisher.root()}}};
  publisher.issued = later.plus_seconds(day);
  publisher.release("b", pack(described(1), files).value(), described(1), 1);
  CHECK(shop.look(publisher, now) == "");
  CHECK(shop.floor.at(boot) == now);
  CHECK_FALSE(rollout::read_timestamp(publisher.folder.at("metadata/timestamp.json"))->document.issued);
}
