#include "stream/broadcast.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "store/store_fixture.h"

using namespace holdfast;
using store::StoreFixture;

namespace {
/// A client as the server sees it; takes what it is sent, or nothing while it sleeps.
class FakeSocket final : public http::WebSocket {
 public:
  void send(std::shared_ptr<const std::string> text) override {
    received.push_back(text);
    if (asleep) held += text->size();
  }
  std::size_t queued_bytes() const override { return held; }
  void close(std::uint16_t code, std::string_view) override {
    closed = code;
    is_open = false;
  }
  void abort() override { is_open = false; }
  bool open() const override { return is_open; }
  void on_message(std::function<void(std::string_view)> callback) override { say = std::move(callback); }
  void on_closed(std::function<void(std::uint16_t)> callback) override { gone = std::move(callback); }

  std::vector<std::int64_t> numbers() const {
    std::vector<std::int64_t> all;
    for (const auto& text : received)
      if (const auto json = parse_json(*text); json && json->find("seq") != nullptr)
        all.push_back(json->find("seq")->integer().value_or(-1));
    return all;
  }
  std::vector<std::shared_ptr<const std::string>> received;
  std::size_t held = 0;
  bool asleep = false, is_open = true;
  std::uint16_t closed = 0;
  std::function<void(std::string_view)> say;
  std::function<void(std::uint16_t)> gone;
};

void mark(StoreFixture& fixture, int count) {
  int done = 0;
  for (int i = 0; i < count; ++i)
    fixture.store().submit(fixture.call(), store::leave_a_mark("m"), [&](Result<store::Answer>) { ++done; });
  REQUIRE(fixture.run_until([&] { return done == count; }));
}
std::vector<std::int64_t> from_to(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> all;
  for (std::int64_t n = first; n <= last; ++n) all.push_back(n);
  return all;
}
}  // namespace

TEST_CASE("a terminal has left when the last of its sockets is closed, and is back with the next", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry()};
  const Uuid till{{1}};
  const auto open = [&](std::optional<Uuid> terminal) {
    auto socket = std::make_shared<FakeSocket>();
    broadcast.add(socket, {}, terminal);
    return socket;
  };
  const auto first = open(till), second = open(till), nobody = open({});
  nobody->gone(1001);
  first->gone(1001);
  CHECK(broadcast.left().empty());
  second->gone(1001);
  CHECK(broadcast.left() == std::vector{till});
  const auto third = open(till);
  CHECK(broadcast.left().empty());
  third->gone(1006);
  CHECK(broadcast.left() == std::vector{till});
}

TEST_CASE("a subscriber gets what it missed, then what comes, without a gap", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry()};
  mark(fixture, 1300);
  const auto socket = std::make_shared<FakeSocket>();
  broadcast.add(socket, std::nullopt);
  socket->say(R"({"subscribe":["orders"],"since":10})");
  mark(fixture, 200);  // while the past is still being read
  REQUIRE(fixture.run_until([&] { return socket->numbers().size() == 1490; }));
  CHECK(socket->numbers() == from_to(11, 1500));
  CHECK(*socket->received[0] == R"({"type":"hello","head":1300,"since":10})");
  mark(fixture, 5);
  REQUIRE(fixture.run_until([&] { return socket->numbers().size() == 1495; }));
  CHECK(socket->numbers() == from_to(11, 1505));
}

TEST_CASE("subscribers share each message and get only their topics", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry()};
  std::vector<std::shared_ptr<FakeSocket>> sockets;
  for (const char* topic : {"orders", "*", "carts"}) {
    sockets.push_back(std::make_shared<FakeSocket>());
    broadcast.add(sockets.back(), std::nullopt);
    sockets.back()->say(std::string{R"({"subscribe":[")"} + topic + R"("]})");
  }
  mark(fixture, 3);
  REQUIRE(fixture.run_until([&] { return sockets[0]->numbers().size() == 3 && sockets[1]->numbers().size() == 3; }));
  CHECK(sockets[2]->numbers().empty());
  CHECK(sockets[0]->received.back() == sockets[1]->received.back());
}

TEST_CASE("a client that stops reading is not read for, closed in time, and comes back without a gap", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast::Limits limits;
  limits.queued_bytes = 10'000;
  limits.stalled = std::chrono::milliseconds{100};
  limits.look_again = std::chrono::milliseconds{10};
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry(), limits};
  const auto socket = std::make_shared<FakeSocket>();
  socket->asleep = true;
  broadcast.add(socket, std::nullopt);
  socket->say(R"({"subscribe":["*"],"since":0})");
  mark(fixture, 300);
  REQUIRE(fixture.run_until([&] { return socket->closed != 0; }));
  CHECK(socket->closed == 1013);
  CHECK(socket->held < 11'000);
  CHECK(broadcast.clients() == 0);
  const std::vector<std::int64_t> first = socket->numbers();
  REQUIRE_FALSE(first.empty());
  const auto again = std::make_shared<FakeSocket>();
  broadcast.add(again, std::nullopt);
  again->say(R"({"subscribe":["*"],"since":)" + std::to_string(first.back()) + "}");
  REQUIRE(fixture.run_until([&] { return !again->numbers().empty() && again->numbers().back() == 300; }));
  CHECK(again->numbers() == from_to(first.back() + 1, 300));
}

TEST_CASE("a client that slept a while goes on where it was", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast::Limits limits;
  limits.queued_bytes = 5'000;
  limits.look_again = std::chrono::milliseconds{5};
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry(), limits};
  const auto socket = std::make_shared<FakeSocket>();
  socket->asleep = true;
  broadcast.add(socket, std::nullopt);
  socket->say(R"({"subscribe":["*"],"since":0})");
  mark(fixture, 100);
  CHECK(socket->numbers().size() < 100);
  socket->asleep = false;
  socket->held = 0;
  REQUIRE(fixture.run_until([&] { return socket->numbers().size() == 100; }));
  CHECK(socket->numbers() == from_to(1, 100));
}

TEST_CASE("what is no subscription closes the socket", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry()};
  for (const char* text : {"", "{}", R"({"subscribe":["nothing"]})", R"({"subscribe":["orders"],"since":-1})",
                           R"({"subscribe":["orders"],"x":1})"}) {
    const auto socket = std::make_shared<FakeSocket>();
    broadcast.add(socket, std::nullopt);
    socket->say(text);
    CHECK(socket->closed == 1008);
  }
}

TEST_CASE("what is of the moment goes to those who listen to it now, or to one terminal alone", "[stream]") {
  StoreFixture fixture;
  stream::Broadcast broadcast{fixture.io(), fixture.store(), fixture.registry()};
  const Uuid till = *parse_uuid("01890a5d-ac96-774b-bcce-b302099a8057");
  const Uuid other = *parse_uuid("01890a5d-ac96-774b-bcce-b302099a8058");
  std::vector<std::shared_ptr<FakeSocket>> sockets;
  const auto connect = [&](std::optional<Uuid> terminal, std::string_view subscription) {
    sockets.push_back(std::make_shared<FakeSocket>());
    broadcast.add(sockets.back(), std::nullopt, terminal);
    if (!subscription.empty()) sockets.back()->say(subscription);
    return sockets.back();
  };
  const auto mine = connect(till, R"({"subscribe":["devices"]})");
  const auto others = connect(other, R"({"subscribe":["devices"]})");
  const auto deaf = connect(till, R"({"subscribe":["orders"]})");
  const auto silent = connect(till, "");
  CHECK(broadcast.tell("devices", "Scan", R"({"data":"4006381333931"})", till));
  REQUIRE(mine->received.size() == 2);
  CHECK(*mine->received[1] == R"({"type":"live","topic":"devices","name":"Scan","data":{"data":"4006381333931"}})");
  CHECK(others->received.size() == 1);
  CHECK(deaf->received.size() == 1);
  CHECK(silent->received.empty());
  CHECK(broadcast.tell("devices", "Weight", "{}", std::nullopt));
  CHECK(mine->received.size() == 3);
  CHECK(others->received.size() == 2);
  mine->is_open = others->is_open = false;
  CHECK_FALSE(broadcast.tell("devices", "Scan", "{}", till));
}
