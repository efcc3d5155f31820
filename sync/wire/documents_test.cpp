// The small documents: answers, hello, epochs, feed pages and snapshots.
#include <catch2/catch.hpp>

#include "wire/answer.h"
#include "wire/epoch.h"
#include "wire/feed.h"
#include "wire/hello.h"

namespace holdfast::wire {
namespace {
template <class Document, class Decode>
void same_and_whole(const Document& document, Decode decode) {
  const std::string text = encode(document);
  const auto back = decode(text);
  REQUIRE(back);
  CHECK(*back == document);
  for (std::size_t size = 0; size < text.size(); ++size) CHECK_FALSE(decode(std::string_view{text}.substr(0, size)));
}
FeedPage page() {
  FeedPage page{{4, 2}, {6, 0}, true, {}, {{"price", sha256("root")}}};
  page.changes.push_back({4, "price", "p/1", Op::put, 4, R"({"amount":1995,"name":"Crème \"brûlée\""})"});
  page.changes.push_back({6, "price", "p/2", Op::del, 6, ""});
  return page;
}
}  // namespace

TEST_CASE("an acknowledgement keeps its watermark, proof and holes", "[wire]") {
  const Ack ack{3, {42, sha256("x")}, 40, Instant{1'795'255'200'123'000}, 500, 1 << 20, {{1, 9}, {3, 7}, {3, 41}}};
  same_and_whole(ack, [](std::string_view text) { return decode_ack(text); });
}

TEST_CASE("a refusal tells where the hub is; anything else is a refusal without a place", "[wire]") {
  Refusal refusal = refusal_of({Reason::gap, "the next is 5", {}});
  refusal.epoch = 2;
  refusal.ack = Link{4, sha256("y")};
  refusal.retry_after_s = 30;
  CHECK(decode_refusal(409, encode(refusal)) == refusal);
  CHECK(encode(refusal).find("\"errorClass\":\"DataConflictError\"") != std::string::npos);
  for (const char* text : {"", "<html>", "[]", "{\"reason\":\"nonsense\"}", "{\"reason\":7}"}) {
    const Refusal page = decode_refusal(502, text);
    CHECK(page.status == 502);
    CHECK(page.reason == Reason::form);
    CHECK_FALSE(page.ack);
  }
}

TEST_CASE("every reason has a name that reads back", "[wire]") {
  for (int i = 0; i <= static_cast<int>(Reason::busy); ++i)
    CHECK(parse_reason(name_of(static_cast<Reason>(i))) == static_cast<Reason>(i));
}

TEST_CASE("epoch requests and grants read back", "[wire]") {
  const EpochRequest request{"site-1",
                             *parse_uuid("019c936e-3800-79bf-8a11-8783593942a4"),
                             EpochReason::fork,
                             4,
                             {{{4, 9}, sha256("a")}, {{3, 2}, sha256("b")}}};
  same_and_whole(request, [](std::string_view text) { return decode_epoch_request(text); });
  same_and_whole(EpochGrant{5, Place{3, 2}, {{"1", 120}}},
                 [](std::string_view text) { return decode_epoch_grant(text); });
  same_and_whole(EpochGrant{5, std::nullopt, {}}, [](std::string_view text) { return decode_epoch_grant(text); });
}

TEST_CASE("hello agrees on the newest of everything that both speak", "[wire]") {
  struct Case {
    int site_min, site_max, hub_min, hub_max, agreed;  // 0: none
  };
  for (const Case& item : {Case{1, 1, 1, 1, 1}, Case{1, 2, 2, 3, 2}, Case{2, 3, 1, 2, 2}, Case{1, 2, 1, 2, 2},
                           Case{1, 1, 2, 3, 0}, Case{3, 3, 1, 2, 0}}) {
    Offer site, hub;
    site.protocol_min = item.site_min, site.protocol_max = item.site_max;
    hub.protocol_min = item.hub_min, hub.protocol_max = item.hub_max;
    const auto common = negotiate(site, hub);
    CHECK((common ? common->protocol : 0) == item.agreed);
  }
  Offer site, hub;
  site.datasets = {{"price", {1, 2}}, {"staff", {1}}};
  hub.datasets = {{"price", {2, 3}}, {"staff", {2, 3}}, {"lease", {1}}};
  site.event_types = {{"OrderPaid", {2}}, {"CartUpdated", {3}}};
  hub.event_types = {{"OrderPaid", {1, 2}}, {"CartUpdated", {1, 2}}};
  site.dictionaries = {sha256("d1"), sha256("d2")};
  hub.dictionaries = {sha256("d2")};
  const auto common = negotiate(site, hub);
  REQUIRE(common);
  CHECK(common->datasets == std::map<std::string, int>{{"price", 2}});
  CHECK(common->withheld_datasets == std::vector<std::string>{"lease", "staff"});
  CHECK(common->unread_types == std::vector<std::string>{"CartUpdated"});
  CHECK(common->dictionary);
  same_and_whole(site, [](std::string_view text) { return decode_offer(text); });
  same_and_whole(*common, [](std::string_view text) { return decode_common(text); });
}

TEST_CASE("cursors read back, and nothing else reads as one", "[wire]") {
  for (const Cursor& cursor : {Cursor{0, 0}, Cursor{17, 0}, Cursor{18, 2000}})
    CHECK(parse_cursor(to_text(cursor)) == cursor);
  for (const char* text : {"", "-1", "1.", "1.0", "1.-2", "1.2.3", " 1", "1x", "99999999999999999999"})
    CHECK_FALSE(parse_cursor(text));
}

TEST_CASE("a feed page keeps bodies byte for byte", "[wire]") {
  same_and_whole(page(), [](std::string_view text) { return decode_feed_page(text); });
}

TEST_CASE("a feed page whose changes run backwards or past its end is refused", "[wire]") {
  const auto taken = [](const FeedPage& item) { return decode_feed_page(encode(item)).has_value(); };
  FeedPage wrong = page();
  std::swap(wrong.changes[0], wrong.changes[1]);
  CHECK_FALSE(taken(wrong));
  wrong = page();
  wrong.to = {5, 0};
  CHECK_FALSE(taken(wrong));
  wrong = page();
  wrong.changes[0].version = 3;
  CHECK_FALSE(taken(wrong));
  wrong = page();
  wrong.to = {6, 9};  // within a version, and yet a checkpoint
  CHECK_FALSE(taken(wrong));
  wrong = page();
  wrong.changes[0].body = "[1]";
  CHECK_FALSE(taken(wrong));
}

TEST_CASE("a snapshot's part is the one of the manifest or nothing", "[wire]") {
  const std::vector<Change> rows{{7, "price", "p/1", Op::put, 7, "{\"amount\":1}"},
                                 {5, "price", "p/2", Op::put, 5, "{\"amount\":2}"}};
  const std::string text = encode_part(rows);
  const SnapshotPart part{static_cast<std::int64_t>(text.size()), sha256(text), 2};
  const auto back = decode_part(text, part);
  REQUIRE(back);
  CHECK(*back == rows);
  CHECK(decode_part(text.substr(1), part).error().reason == Reason::chain);
  SnapshotPart miscounted = part;
  miscounted.rows = 3;
  CHECK(decode_part(text, miscounted).error().reason == Reason::count);
  same_and_whole(Manifest{7, {part}, {{"price", sha256("r")}}},
                 [](std::string_view document) { return decode_manifest(document); });
}
}  // namespace holdfast::wire
