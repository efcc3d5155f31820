#include "edge/upsync_session.h"

#include <catch2/catch.hpp>

#include "edge/outbox_fixture.h"

namespace holdfast::edge {
namespace {
/// A session, what it said, and answers as a hub would give them.
struct Line {
  explicit Line(int events = 0, UpsyncMemory memory = {}, UpsyncOptions options = {}) {
    outbox.add(events);
    session.emplace(outbox, std::move(memory), options, [this] { return ++draws * 7919; });
    session->start(now);
    drain();
    pass(1);
  }
  void drain() {
    while (auto effect = session->poll()) {
      if (auto* out = std::get_if<UpsyncSession::Send>(&*effect)) sent = std::move(*out);
      if (auto* ack = std::get_if<UpsyncSession::StoreAck>(&*effect)) stored.push_back(ack->ack.seq);
      if (auto* ask = std::get_if<UpsyncSession::AskEpoch>(&*effect)) asked = ask->reason;
      if (auto* letter = std::get_if<UpsyncSession::Withhold>(&*effect)) letters.push_back(letter->place.seq);
      if (auto* alert = std::get_if<UpsyncSession::Alert>(&*effect)) alerts.push_back(alert->reason);
    }
  }
  /// Lets time go by as the shell would.
  void pass(std::int64_t seconds) {
    const Instant end = now.plus_seconds(seconds);
    while (session->deadline() && *session->deadline() <= end &&
           !(sent && session->state() == UpsyncSession::State::sending)) {
      now = std::max(now, *session->deadline());
      session->on_time(now);
      drain();
    }
    now = end;
  }
  wire::EventBatch batch() {
    REQUIRE(sent);
    REQUIRE(sent->what == UpsyncSession::What::events);
    const auto raw = packer.unpack(sent->body, sent->coding);
    REQUIRE(raw);
    const auto decoded = wire::decode_batch(*raw);
    REQUIRE(decoded);
    return *decoded;
  }
  wire::BodyBatch bodies() {
    REQUIRE(sent);
    REQUIRE(sent->what == UpsyncSession::What::bodies);
    return *wire::decode_bodies(*packer.unpack(sent->body, sent->coding));
  }
  void answer(int status, const std::string& body) {
    const std::uint64_t number = sent.value().number;
    sent.reset();
    session->on_answer(number, status, body, now);
    drain();
  }
  void ack(std::int64_t seq, std::vector<wire::Place> holes = {}) {
    answer(200,
           wire::encode(wire::Ack{1, {seq, *outbox.hash_at(seq)}, seq, Instant{}, 1000, 8 << 20, std::move(holes)}));
  }
  void refuse(wire::Reason reason, std::optional<std::int64_t> seq = {}) {
    wire::Refusal refusal = wire::refusal_of({reason, "no", seq});
    answer(refusal.status, wire::encode(refusal));
  }
  void lose() {
    const std::uint64_t number = sent.value().number;
    sent.reset();
    session->on_lost(number, now);
    drain();
  }

  OutboxFixture outbox;
  wire::Packer packer;
  std::uint64_t draws = 0;
  Instant now;
  std::optional<UpsyncSession> session;
  std::optional<UpsyncSession::Send> sent;
  std::vector<std::int64_t> stored;
  std::optional<wire::EpochReason> asked;
  std::vector<std::int64_t> letters;
  std::vector<std::string> alerts;
};
}  // namespace

TEST_CASE("what is pending goes up in order, 200 at first and more after each clean full batch", "[edge]") {
  Line line{700};
  CHECK(line.batch().header.first_seq == 1);
  CHECK(line.batch().header.count == 200);
  line.ack(200);
  CHECK(line.batch().header.first_seq == 201);
  CHECK(line.batch().header.count == 250);
  line.ack(450);
  CHECK(line.batch().header.count == 250);
  line.ack(700);
  CHECK_FALSE(line.sent);
  CHECK(line.stored == std::vector<std::int64_t>{200, 450, 700});
  CHECK(line.session->pending() == 0);
}

TEST_CASE("a lone event waits a quarter of a second for others", "[edge]") {
  Line line;
  line.outbox.add();
  line.session->on_appended(line.now);
  line.drain();
  CHECK_FALSE(line.sent);
  CHECK(line.session->deadline() == Instant{line.now.unix_us() + 250'000});
  line.outbox.add();
  line.pass(1);
  CHECK(line.batch().header.count == 2);
}

TEST_CASE("an answer that was lost is asked for again with the same events", "[edge]") {
  Line line{3};
  const auto first = line.batch().lines;
  line.lose();
  CHECK_FALSE(line.sent);
  line.pass(60);
  REQUIRE(line.sent);
  CHECK(line.batch().lines == std::vector<wire::Line>(first.begin(), first.begin() + 1));  // halved: the line is bad
  line.ack(3);                                                                             // and the hub had them all
  CHECK(line.session->pending() == 0);
}

TEST_CASE("a late answer to an exchange that was given up changes nothing", "[edge]") {
  Line line{3};
  const std::uint64_t number = line.sent->number;
  line.sent.reset();
  line.session->on_time(line.now.plus_seconds(31));
  line.drain();
  line.session->on_answer(number, 200,
                          wire::encode(wire::Ack{1, {3, *line.outbox.hash_at(3)}, 3, {}, 1000, 8 << 20, {}}), line.now);
  line.drain();
  CHECK(line.stored.empty());
}

TEST_CASE("a watermark is believed only with our own hash", "[edge]") {
  Line line{3};
  line.answer(200, wire::encode(wire::Ack{1, {3, sha256("other")}, 3, {}, 1000, 8 << 20, {}}));
  CHECK(line.stored.empty());
  CHECK(line.asked == wire::EpochReason::fork);
  CHECK(line.session->state() == UpsyncSession::State::stopped);
}

TEST_CASE("a hub that knows more than the log says that this is an older log", "[edge]") {
  Line line{3};
  line.answer(200, wire::encode(wire::Ack{1, {9, sha256("ninth")}, 9, {}, 1000, 8 << 20, {}}));
  CHECK(line.asked == wire::EpochReason::restore);
}

TEST_CASE("a hub that fell back to an older backup is refilled from where it is", "[edge]") {
  Line line{10};
  line.ack(10);
  line.outbox.add();
  line.session->on_appended(line.now);
  line.pass(1);
  wire::Refusal gap = wire::refusal_of({wire::Reason::gap, ""});
  gap.ack = wire::Link{4, *line.outbox.hash_at(4)};
  line.answer(409, wire::encode(gap));
  CHECK(line.batch().header.first_seq == 5);
  CHECK(line.batch().header.count == 7);
  CHECK(line.stored.back() == 4);
  CHECK(line.alerts == std::vector<std::string>{"hub_behind"});
}

TEST_CASE("an idle session asks now and then, so that a fallen hub is noticed before the next sale", "[edge]") {
  Line line{5};
  line.ack(5);
  line.pass(200);
  CHECK_FALSE(line.sent);
  line.pass(200);
  REQUIRE(line.sent);
  CHECK(line.batch().header.first_seq == 5);
}

TEST_CASE("fork and fenced epochs stop the session and ask for the next epoch", "[edge]") {
  for (const auto& [reason, asked] :
       {std::pair{wire::Reason::fork, wire::EpochReason::fork}, {wire::Reason::epoch, wire::EpochReason::fenced}}) {
    Line line{3};
    line.refuse(reason);
    CHECK(line.asked == asked);
    line.pass(10'000);
    CHECK_FALSE(line.sent);
  }
}

TEST_CASE("a chain that the hub cannot follow is sent once more, then a person is told", "[edge]") {
  Line line{3};
  line.refuse(wire::Reason::chain);
  REQUIRE(line.sent);
  CHECK(line.alerts.empty());
  line.refuse(wire::Reason::chain);
  CHECK(line.alerts == std::vector<std::string>{"chain"});
  CHECK_FALSE(line.sent);
}

TEST_CASE("an event that the hub names as unreadable leaves a hole, its body is tried alone, then it is a dead letter",
          "[edge]") {
  Line line{10};
  line.refuse(wire::Reason::line, 4);
  CHECK(line.batch().header.count == 3);
  line.ack(3);
  CHECK(line.batch().header.count == 1);
  CHECK(line.batch().lines[0].is_hole());
  line.ack(4, {{1, 4}});
  while (line.sent && line.sent->what == UpsyncSession::What::events) line.ack(line.batch().last_seq(), {{1, 4}});
  line.pass(2);
  CHECK(line.bodies().bodies[0].place == wire::Place{1, 4});
  line.refuse(wire::Reason::line);
  CHECK(line.letters == std::vector<std::int64_t>{4});
  line.pass(2);
  while (line.sent && line.sent->what == UpsyncSession::What::events) line.ack(line.batch().last_seq(), {{1, 4}});
  CHECK(line.session->pending() == 0);

  line.session->release({1, 4}, line.now);
  line.drain();
  CHECK(line.bodies().bodies[0].place == wire::Place{1, 4});
  line.ack(10);
  CHECK(line.letters.size() == 1);
}

TEST_CASE("a body that nobody names is found by halving", "[edge]") {
  Line line{64};
  int exchanges = 0;
  while (line.session->pending() > 0 && ++exchanges < 60) {
    if (!line.sent) line.pass(400);
    REQUIRE(line.sent);
    if (line.sent->what == UpsyncSession::What::bodies) {
      line.answer(400, "<html>blocked</html>");
      continue;
    }
    const wire::EventBatch batch = line.batch();
    bool blocked = false;
    for (const wire::Line& item : batch.lines) blocked = blocked || (!item.is_hole() && item.id.bytes[15] == 40);
    blocked ? line.answer(400, "<html>blocked</html>")
            : line.ack(batch.last_seq(),
                       batch.last_seq() >= 40 ? std::vector<wire::Place>{{1, 40}} : std::vector<wire::Place>{});
  }
  CHECK(line.session->pending() == 0);
  CHECK(exchanges < 30);
  if (line.letters.empty() && line.sent) line.answer(400, "<html>blocked</html>");
  CHECK(line.letters == std::vector<std::int64_t>{40});
}

TEST_CASE("an outage turns no event into a dead letter, however long it is", "[edge]") {
  Line line{20};
  for (int i = 0; i < 300; ++i) {
    if (!line.sent) line.pass(600);
    REQUIRE(line.sent);
    i % 3 == 0 ? line.answer(503, "") : line.lose();
  }
  CHECK(line.letters.empty());
  CHECK(line.stored.empty());
  line.pass(600);
  for (int i = 0; i < 100 && line.session->pending() > 0; ++i) {
    if (!line.sent) line.pass(600);
    line.sent->what == UpsyncSession::What::bodies ? line.ack(line.session->acked().seq)
                                                   : line.ack(line.batch().last_seq());
  }
  CHECK(line.session->pending() == 0);
  CHECK(line.letters.empty());
}

TEST_CASE("ten failures open the breaker, and a ping that is answered lets the next batch out at once", "[edge]") {
  Line line{20};
  int failures = 0;
  while (line.session->breaker() != Breaker::State::open && failures < 50) {
    if (!line.sent) line.pass(5);
    if (!line.sent) continue;
    line.lose();
    ++failures;
  }
  CHECK(failures <= 12);
  CHECK_FALSE(line.sent);
  line.session->on_probe(line.now);
  line.drain();
  CHECK(line.sent);
}

TEST_CASE("a large backlog sends money in place and everything else as holes whose bodies follow", "[edge]") {
  UpsyncOptions options;
  options.lanes_above = 100;
  options.selling_us = 0;
  Line line{0, {}, options};
  for (int i = 0; i < 150; ++i) line.outbox.add(i % 3 == 0 ? "OrderPaid" : "CartUpdated");
  line.session->on_appended(line.now);
  line.pass(1);
  const wire::EventBatch batch = line.batch();
  REQUIRE(batch.header.count == 150);
  for (std::size_t i = 0; i < 150; ++i) CHECK(batch.lines[i].is_hole() == (i % 3 != 0));
  line.ack(150, {{1, 2}, {1, 3}, {1, 5}});
  const wire::BodyBatch bodies = line.bodies();
  REQUIRE(bodies.bodies.size() == 3);
  CHECK(bodies.bodies[2].place == wire::Place{1, 5});
  CHECK(sha256(bodies.bodies[2].body) == batch.lines[4].body_sha);
  line.ack(150);
  CHECK_FALSE(line.sent);
}

TEST_CASE("an erased body goes up as a hole that nobody waits for", "[edge]") {
  Line line;
  line.outbox.add(3);
  line.outbox.erase(2);
  line.session->on_appended(line.now);
  line.pass(1);
  CHECK(line.batch().lines[1].error_class == "erased");
}

TEST_CASE("a hub that takes less is sent less, and retry-after is kept", "[edge]") {
  Line line;
  for (int i = 0; i < 40; ++i) line.outbox.add("OrderPaid", 10'000);
  line.session->on_appended(line.now);
  line.pass(1);
  wire::Refusal refusal = wire::refusal_of({wire::Reason::size, ""});
  refusal.max_bytes = 60'000;
  line.answer(413, wire::encode(refusal));
  CHECK(line.batch().header.count <= 5);
  wire::Refusal busy = wire::refusal_of({wire::Reason::busy, ""});
  busy.retry_after_s = 77;
  line.answer(503, wire::encode(busy));
  CHECK(line.session->deadline() == line.now.plus_seconds(77));
}

TEST_CASE("an acknowledgement of another epoch stops the session", "[edge]") {
  Line line{3};
  line.answer(200, wire::encode(wire::Ack{2, {3, *line.outbox.hash_at(3)}, 3, {}, 1000, 8 << 20, {}}));
  CHECK(line.asked == wire::EpochReason::fenced);
  CHECK(line.stored.empty());
}

TEST_CASE("a backlog takes other bytes a second at once when people change their mind", "[edge]") {
  UpsyncOptions options;
  options.bytes_per_second = 40;
  options.burst_bytes = 20;
  Line line{0, {}, options};
  for (int i = 0; i < 2000; ++i) line.outbox.add();
  line.session->on_appended(line.now);
  const auto send_one = [&] {
    line.drain();
    while (!line.sent) line.pass(1);
    const auto bytes = static_cast<std::int64_t>(line.sent->body.size());
    line.ack(line.batch().last_seq());
    return bytes;
  };
  (void)send_one();
  REQUIRE_FALSE(line.sent);  // overdrawn: it waits
  line.session->on_budget(100'000'000, line.now);
  const Instant began = line.now;
  const std::int64_t first = send_one();
  CHECK(line.now.unix_us() - began.unix_us() <= 2'000'000);
  line.session->on_budget(40, line.now);
  const Instant slow = line.now;
  (void)send_one();
  std::int64_t bytes = 0;
  while (line.session->pending() > 0) bytes += send_one();
  CHECK((line.now.unix_us() - slow.unix_us()) / 1'000'000 >= (bytes - first) / 40 - 60);
}

TEST_CASE("a backlog keeps to its bytes a second", "[edge]") {
  UpsyncOptions options;
  options.bytes_per_second = 50;
  options.burst_bytes = 100;
  Line line{0, {}, options};
  for (int i = 0; i < 2000; ++i) line.outbox.add();
  line.session->on_appended(line.now);
  std::int64_t bytes = 0;
  const Instant began = line.now;
  while (line.session->pending() > 0) {
    if (!line.sent) line.pass(1);
    if (!line.sent) continue;
    bytes += static_cast<std::int64_t>(line.sent->body.size());
    line.ack(line.batch().last_seq());
  }
  const std::int64_t seconds = (line.now.unix_us() - began.unix_us()) / 1'000'000;
  CHECK(bytes > 4000);
  CHECK(seconds >= bytes / 50 - 40);  // the last batch is overdrawn, not waited for
  CHECK(seconds <= bytes / 50 + 60);
}

TEST_CASE("while the store sells a backlog goes up in small steps, and at full speed once it is quiet", "[edge]") {
  Line line{5000};
  CHECK(line.batch().header.count == 200);
  line.outbox.add();
  line.ack(200);
  CHECK(line.session->is_selling(line.now));
  CHECK(line.batch().header.count == 100);
  line.ack(300);
  CHECK_FALSE(line.sent);
  CHECK(line.session->deadline() == Instant{line.now.unix_us() + 200'000});
  line.pass(1);
  CHECK(line.batch().header.first_seq == 301);
  CHECK_FALSE(line.session->is_selling(line.now));
  line.ack(400);
  CHECK(line.batch().header.count == 250);
  line.ack(650);
  CHECK(line.batch().header.first_seq == 651);
}

TEST_CASE("a store that sells all day sends what it sells", "[edge]") {
  Line line;
  for (int second = 0; second < 60; ++second) {
    line.outbox.add(40);
    line.session->on_appended(line.now);
    line.drain();
    line.pass(1);
    if (line.sent) line.ack(line.batch().last_seq());
  }
  line.pass(1);
  if (line.sent) line.ack(line.batch().last_seq());
  CHECK(line.session->pending() == 0);
}

TEST_CASE("a session after a restart goes on from its watermark", "[edge]") {
  OutboxFixture probe;
  probe.add(5);
  Line line{8, {wire::Link{5, *probe.hash_at(5)}, {}}};
  CHECK(line.batch().header.first_seq == 6);
}
}  // namespace holdfast::edge
