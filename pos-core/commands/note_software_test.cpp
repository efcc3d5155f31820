#include "commands/note_software.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
struct Box : test::TestStore {
  void starts(const Software& software) {
    REQUIRE(run([&](db::Transaction& tx, Context& ctx) -> Result<bool> {
      note_software(tx, software, ctx);
      return true;
    }));
  }
  std::int64_t told() { return number("SELECT count(*) FROM event_log WHERE type = 'SoftwareChanged'"); }
};
}  // namespace

TEST_CASE("a change of software is told once, by the one that comes, back as well as forth", "[commands]") {
  Box box;
  const Software first{"0.1.0", 0, ""}, second{"0.2.0", 7, std::string(64, 'a')};
  box.starts(first);
  box.starts(first);
  CHECK(box.told() == 0);
  box.starts(second);
  box.starts(second);
  CHECK(box.told() == 1);
  CHECK(box.number("SELECT count(*) FROM audit_entry WHERE action = 'software_changed' AND json_extract(detail, "
                   "'$.now.counter') = 7 AND json_extract(detail, '$.before.release') = '0.1.0'") == 1);
  box.starts(first);
  CHECK(box.told() == 2);
}
}  // namespace holdfast::commands
