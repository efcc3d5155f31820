#include "base/id.h"

#include <catch2/catch.hpp>

#include "reference/vectors.h"

namespace holdfast {
namespace {
constexpr Instant t0{1'795'255'200'000'000};

/// Any generator will do: the ids must rise whatever it says.
IdSource source(std::uint64_t seed = 1) {
  return IdSource{[state = seed]() mutable { return state = state * 6364136223846793005U + 1442695040888963407U; }};
}
Instant after_ms(std::int64_t ms) { return Instant{t0.unix_us() + ms * 1000}; }

void check_rising(IdSource& ids, const std::function<Instant(int)>& clock) {
  Uuid last;
  std::string last_text;
  int wrong = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Uuid id = ids.next(clock(i));
    const std::string text = to_string(id);
    wrong += id > last && text > last_text && id.version() == 7 && id.is_event_id() ? 0 : 1;
    last = id;
    last_text = text;
  }
  CHECK(wrong == 0);
}
}  // namespace

TEST_CASE("ids rise as bytes and as text while the clock runs, stands still or steps back", "[base]") {
  IdSource ids = source();
  SECTION("running") {
    check_rising(ids, [](int i) { return after_ms(i); });
  }
  SECTION("standing still") {
    check_rising(ids, [](int) { return t0; });
  }
  SECTION("stepping back an hour") {
    check_rising(ids, [](int i) { return after_ms(i < 10'000 ? i : i - 3'600'000); });
  }
  SECTION("jumping about") {
    check_rising(ids, [](int i) { return after_ms((i * 7919) % 1000); });
  }
}
TEST_CASE("ids rise whatever the randomness is", "[base]") {
  for (const std::uint64_t constant : {std::uint64_t{0}, ~std::uint64_t{0}}) {
    IdSource ids{[constant] { return constant; }};
    check_rising(ids, [](int) { return t0; });
  }
}

TEST_CASE("an id carries the millisecond it was made in", "[base]") {
  IdSource ids = source();
  const Uuid id = ids.next(t0);
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
  CHECK(ms == t0.unix_us() / 1000);
}
TEST_CASE("a clock before 1970 makes an id all the same", "[base]") {
  IdSource ids = source();
  const Uuid id = ids.next(Instant{-1});
  CHECK(id.is_event_id());
  CHECK(ids.next(Instant{-5'000'000}) > id);
}
TEST_CASE("a restart with an earlier clock makes other ids", "[base]") {
  IdSource before = source(1);
  IdSource after = source(2);
  CHECK(before.next(t0) != after.next(t0));
}

TEST_CASE("the parts of a whole are valid ids of their own and lead back to it", "[base]") {
  IdSource ids = source();
  const Uuid whole = ids.next_whole(t0);
  CHECK(part_of(whole) == 0);
  CHECK(whole_of(whole) == whole);
  Uuid last = whole;
  for (const std::uint16_t part :
       {std::uint16_t{1}, std::uint16_t{2}, std::uint16_t{255}, std::uint16_t{256}, std::uint16_t{0xffff}}) {
    const Uuid id = part_id(whole, part);
    CHECK(part_of(id) == part);
    CHECK(whole_of(id) == whole);
    CHECK(id.is_event_id());
    CHECK(id > last);
    last = id;
  }
  CHECK(whole_of(ids.next(t0)) > last);  // parts of one order never meet the next id
}

TEST_CASE("text and bytes of an id are the same thing", "[base]") {
  const auto id = parse_uuid("C232AB00-9414-11EC-B3C8-9F6BDECED846");
  REQUIRE(id);
  CHECK(to_string(*id) == "c232ab00-9414-11ec-b3c8-9f6bdeced846");
  CHECK(id->bytes[0] == 0xc2);
  CHECK(id->bytes[15] == 0x46);
  CHECK_FALSE(id->is_event_id());  // version 1
  CHECK_FALSE(parse_uuid("c232ab00-9414-11ec-b3c8-9f6bdeced84"));
  CHECK_FALSE(parse_uuid("c232ab00-9414-11ec-b3c8-9f6bdeced84-"));
  CHECK_FALSE(parse_uuid("{c232ab00-9414-11ec-b3c8-9f6bdeced846}"));
}

TEST_CASE("reference: uuid", "[base][reference]") {
  const auto cases = reference::load_vectors("uuid");
  if (cases.empty()) return;
  reference::Score score{"uuid"};
  for (const auto& item : cases)
    score.take(item, [&]() -> std::string {
      const std::string text = reference::text_of(item.at("text"));
      const auto id = parse_uuid(text);
      if (id.has_value() != item.at("accept").as_bool()) return id ? "taken" : "refused";
      if (!id) return "";
      std::string lower = text;
      for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
      if (to_string(*id) != lower) return "reads back as " + to_string(*id);
      const auto* version = item.if_contains("version");
      if (version != nullptr && version->is_int64() && id->version() != version->as_int64())
        return "version " + std::to_string(id->version());
      const bool event = (id->version() == 4 || id->version() == 7);
      if (id->is_event_id() != reference::flag(item, "eventId", event)) return "is_event_id is wrong";
      return "";
    });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast
