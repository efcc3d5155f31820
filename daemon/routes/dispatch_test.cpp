#include "routes/dispatch.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>
#include <thread>

#include "http/client.h"
#include "routes/problem.h"
#include "routes/capability_routes.h"
#include "routes/system_routes.h"
#include "store/store_fixture.h"
#include "stream/broadcast.h"

using namespace holdfast;
using store::StoreFixture;

namespace {
/// The daemon without its resources: some routes of our own, served on a thread.
class Served {
 public:
  explicit Served(StoreFixture::Content content = StoreFixture::Content::site) : fixture_{content} {
    using enum http::Method;
    using routes::Access;
    api_.write(post, "/v1/marks", Access::session(Permission::sell),
               [](const routes::Input& input, db::Transaction& tx, commands::Context& context) {
                 const Json* subject = input.body.find("subject");
                 return store::leave_a_mark(subject != nullptr ? subject->text() : "none")(tx, context);
               });
    api_.write(post, "/v1/voids", Access::session(Permission::void_order),
               [](const routes::Input&, db::Transaction& tx, commands::Context& context) -> Result<routes::Answer> {
                 TRY(commands::require(tx, context, Permission::void_order));
                 return store::leave_a_mark("void")(tx, context);
               });
    api_.write(post, "/v1/staff", Access::session(Permission::staff_admin),
               [](const routes::Input&, db::Transaction&, commands::Context&) -> Result<routes::Answer> {
                 return routes::Answer{};
               });
    api_.read(get, "/v1/marks/{id}", Access::session(),
              [](const routes::Input& input, db::Connection&, const routes::ReadContext&) -> Result<routes::Answer> {
                return routes::ok("{\"id\":\"" + to_string(TRY(input.id(0))) + "\"}");
              });
    api_.read_inline(
        get, "/v1/count", Access::terminal(),
        [](const routes::Input&, db::Connection& connection, const routes::ReadContext&) -> Result<routes::Answer> {
          db::Statement& row = connection.prepare("SELECT count(*) FROM audit_entry");
          row.step();
          const std::int64_t count = row.integer(0);
          row.reset();
          return routes::ok(std::to_string(count));
        });
    api_.prepared_write(
        post, "/v1/slow", Access::session(),
        [](const routes::Input& input, db::Connection&, const routes::ReadContext&) -> Result<store::Write> {
          if (input.body.is_null()) return refuse(ErrorCode::invalid_body, "a body is needed");
          return store::leave_a_mark("slow");
        });
    routes::add_system_routes(api_, fixture_.store(), fixture_.registry());
    add_capability_routes(api_, fixture_.store(), nullptr);
    stream_ = std::make_unique<stream::Broadcast>(fixture_.io(), fixture_.store(), fixture_.registry());
    routes::HostNames hosts{{"till.example"}};
    dispatch_ = std::make_unique<routes::Dispatch>(
        fixture_.store(), api_, *stream_, fixture_.registry(), hosts,
        [state = std::uint64_t{3}]() mutable { return state += 0x9E3779B97F4A7C15U; });
    server_ = std::make_unique<http::Server>(
        fixture_.io(),
        [this](http::Request&& request, http::Responder&& responder) {
          dispatch_->handle(std::move(request), std::move(responder));
        },
        [this](http::Fault fault, std::string_view detail, const http::Request* request) {
          return dispatch_->fault_page(fault, detail, request);
        });
    port = server_->listen({"127.0.0.1", 0, {}});
    thread_ = std::thread{[this] { fixture_.io().run(); }};
  }
  ~Served() {
    fixture_.io().stop();
    thread_.join();
    server_.reset();
    dispatch_.reset();
    stream_.reset();
  }
  http::Client client(const char* token = StoreFixture::session_token) const {
    http::Client made{"127.0.0.1", port};
    if (token != nullptr) made.set_header("Authorization", std::string{"Bearer "} + token);
    return made;
  }
  void let_time_pass(std::int64_t seconds) { fixture_.now_us += seconds * 1'000'000; }
  std::uint16_t port = 0;

 private:
  StoreFixture fixture_;
  routes::Api api_;
  std::unique_ptr<stream::Broadcast> stream_;
  std::unique_ptr<routes::Dispatch> dispatch_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

std::string member(const http::ClientResponse& response, std::string_view name) {
  const auto json = parse_json(response.body);
  const Json* found = json ? json->find(name) : nullptr;
  return found != nullptr ? found->text() : std::string{};
}
const std::string problem_type = "urn:holdfast:problem:";
}  // namespace

TEST_CASE("a write is stored and answered, and its key replays the answer", "[routes]") {
  Served served;
  auto client = served.client();
  const auto first = client.post("/v1/marks", R"({"subject":"a"})", {{"Idempotency-Key", "k1"}});
  CHECK(first.status == 201);
  CHECK(first.body == R"({"seq":1,"subject":"a"})");
  CHECK(first.header("Location") == "/v1/marks/1");
  CHECK(first.header("X-Content-Type-Options") == "nosniff");
  CHECK(first.header("Cache-Control") == "no-store");
  CHECK(first.header("Idempotency-Replayed").empty());
  const auto second = client.post("/v1/marks", R"({"subject":"a"})", {{"Idempotency-Key", "k1"}});
  CHECK(second.status == 201);
  CHECK(second.body == first.body);
  CHECK(second.header("Idempotency-Replayed") == "true");
  const auto other = client.post("/v1/marks", R"({"subject":"b"})", {{"Idempotency-Key", "k1"}});
  CHECK(other.status == 422);
  CHECK(member(other, "type") == problem_type + "idempotency-key-reused");
  CHECK(member(other, "errorClass") == "DuplicateRequestError");
  CHECK(client.post("/v1/marks", "{}", {{"Idempotency-Key", std::string(201, 'k')}}).status == 400);
  CHECK(client.get("/v1/count").body == "1");
}

TEST_CASE("who is asking is settled before anything else", "[routes]") {
  Served served;
  const auto nobody = served.client(nullptr).get("/v1/count");
  CHECK(nobody.status == 401);
  CHECK(nobody.header("WWW-Authenticate") == "Bearer");
  CHECK(served.client("wrong").get("/v1/count").status == 401);
  CHECK(served.client(StoreFixture::terminal_token).get("/v1/count").status == 200);
  const auto terminal = served.client(StoreFixture::terminal_token).post("/v1/marks", "{}");
  CHECK(terminal.status == 401);
  served.let_time_pass(3601);
  const auto expired = served.client().get("/v1/count");
  CHECK(expired.status == 401);
  CHECK(member(expired, "type") == problem_type + "session-expired");
}

TEST_CASE("what a role lacks is approved by somebody, or denied", "[routes]") {
  Served served;
  auto client = served.client();
  const auto needs = client.post("/v1/voids", "{}");
  CHECK(needs.status == 403);
  CHECK(member(needs, "type") == problem_type + "approval-required");
  const auto made_up = client.post("/v1/voids", "{}", {{"Approval", "01890000-0000-7000-8000-00000000dead"}});
  CHECK(made_up.status == 403);
  CHECK(member(made_up, "type") == problem_type + "approval-required");
  CHECK(client.post("/v1/voids", "{}", {{"Approval", "x"}}).status == 400);
  const auto never = client.post("/v1/staff", "{}");
  CHECK(never.status == 403);
  CHECK(member(never, "type") == problem_type + "permission-denied");
}

TEST_CASE("bodies are JSON or refused", "[routes]") {
  Served served;
  auto client = served.client();
  CHECK(client.post("/v1/marks", "{").status == 400);
  CHECK(client.post("/v1/marks", R"({"a":1,"a":2})").status == 422);
  const auto form = client.request(http::Method::post, "/v1/marks", {}, "a=b", "application/x-www-form-urlencoded");
  CHECK(form.status == 415);
  CHECK(client.request(http::Method::post, "/v1/marks", {}, "{}", "application/json; charset=utf-8").status == 201);
}

TEST_CASE("paths and methods that are not there are problems", "[routes]") {
  Served served;
  auto client = served.client();
  const auto nothing = client.get("/v1/nothing");
  CHECK(nothing.status == 404);
  CHECK(nothing.header("Content-Type") == "application/problem+json");
  CHECK(member(nothing, "correlationId") == nothing.header("X-Correlation-Id"));
  const auto method = client.request(http::Method::put, "/v1/marks");
  CHECK(method.status == 405);
  CHECK(method.header("Allow") == "POST");
  const auto options = client.request(http::Method::options, "/v1/marks");
  CHECK(options.status == 204);
  CHECK(options.header("Allow") == "POST, OPTIONS");
  CHECK(client.get("/v1/marks/not-an-id").status == 404);
  CHECK(client.get("/v1/marks/01890000-0000-7000-8000-000000000001").status == 200);
}

TEST_CASE("a correlation id is taken, derived or made, and traces go on", "[routes]") {
  Served served;
  auto client = served.client();
  CHECK(client.get("/livez", {{"X-Correlation-Id", "abc-1"}}).header("X-Correlation-Id") == "abc-1");
  const std::string parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const auto traced = client.get("/livez", {{"traceparent", parent}});
  CHECK(traced.header("X-Correlation-Id") == "4bf92f3577b34da6a3ce929d0e0e4736");
  CHECK(traced.header("traceparent").substr(0, 36) == parent.substr(0, 36));
  CHECK(traced.header("traceparent") != parent);
  for (const char* bad : {"00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                          "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "x"})
    CHECK(parse_uuid(client.get("/livez", {{"traceparent", bad}}).header("X-Correlation-Id")));
  CHECK(parse_uuid(client.get("/livez", {{"X-Correlation-Id", std::string(65, 'a')}}).header("X-Correlation-Id")));
}

TEST_CASE("only names of this store are answered", "[routes]") {
  const routes::HostNames hosts{{"till.example"}};
  for (const char* good : {"", "localhost", "LOCALHOST:80", "127.0.0.1:8080", "192.0.2.4", "[::1]:80",
                           "till.example:443", "Till.Example."})
    CHECK(hosts.accept(good));
  for (const char* bad :
       {"evil.example", "till.example.evil.example", "localhost.evil.example:80", "1.2.3.4.evil.example"})
    CHECK_FALSE(hosts.accept(bad));
}

TEST_CASE("a prepared write runs its slow part first", "[routes]") {
  Served served;
  auto client = served.client();
  CHECK(client.post("/v1/slow", "").status == 400);
  CHECK(client.post("/v1/slow", "{}", {{"Idempotency-Key", "s"}}).status == 201);
  CHECK(client.post("/v1/slow", "{}", {{"Idempotency-Key", "s"}}).header("Idempotency-Replayed") == "true");
}

TEST_CASE("the stream tells of a sale made elsewhere", "[routes]") {
  Served served;
  http::WsClient stream{http::Url::parse("http://127.0.0.1:" + std::to_string(served.port))};
  CHECK_THROWS(
      http::WsClient{http::Url::parse("http://127.0.0.1:" + std::to_string(served.port))}.connect("/v1/stream"));
  stream.connect(std::string{"/v1/stream?token="} + StoreFixture::session_token);
  stream.send(R"({"subscribe":["orders"]})");
  CHECK(stream.receive(std::chrono::seconds{5}) == R"({"type":"hello","head":0,"since":0})");
  CHECK(served.client().post("/v1/marks", "{}").status == 201);
  const auto message = stream.receive(std::chrono::seconds{5});
  REQUIRE(message);
  CHECK(message->starts_with(R"({"seq":1,"topic":"orders","event":{)"));
}

TEST_CASE("the system says how it is", "[routes]") {
  Served served;
  auto client = served.client();
  CHECK(client.post("/v1/marks", "{}").status == 201);
  CHECK(client.get("/v1/health").body ==
        R"({"status":"ok","mode":"edge","version":"0","siteId":"01890000-0000-7000-8000-000000000001","backlog":1})");
  CHECK(client.get("/readyz").status == 200);
  CHECK(client.get("/metrics")
            .body.find("holdfast_http_requests_total{method=\"POST\",route=\"/v1/marks\",status=\"2xx\"} 1\n") !=
        std::string::npos);
  const auto events = parse_json(client.get("/v1/events?since=0").body);
  REQUIRE(events);
  CHECK(events->find("items")->items().size() == 1);
  CHECK(client.get("/v1/sync").body.find("\"backlog\":1") != std::string::npos);
  CHECK(client.get("/v1/capabilities").status == 200);
}

TEST_CASE("a store that was not set up says so", "[routes]") {
  Served served{StoreFixture::Content::nothing};
  auto client = served.client();
  const auto events = client.get("/v1/events");
  CHECK(events.status == 500);
  CHECK(member(events, "errorClass") == "ConfigurationError");
  CHECK(member(client.get("/v1/health"), "status") == "notConfigured");
  CHECK(client.get("/readyz").status == 500);
  CHECK(client.get("/livez").status == 200);
}
