#include "update/prove.h"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "http/server.h"
#include "support/test_store.h"

namespace holdfast::update {
namespace {
/// What a daemon, its page and a hub answer; some of it not.
class Answers {
 public:
  explicit Answers(std::string fails) : fails_{std::move(fails)} {}
  ~Answers() {
    io_.stop();
    thread_.join();
  }
  std::uint16_t port() const { return port_; }

 private:
  http::Response answer(const std::string& target) const {
    if (target == fails_) return {503, "text/plain", "no", {}};
    if (target == "/pos")
      return {200, "text/html", R"(<link href="/pos/assets/a.css"><script src="/pos/assets/a.js"></script>)", {}};
    const std::set<std::string> known{"/livez", "/v1/openapi.json", "/pos/assets/a.css", "/pos/assets/a.js",
                                      "/sync/v1/ping"};
    if (!known.contains(target)) return {404, "text/plain", "", {}};
    return {200, "application/json", "{}", {}};
  }
  std::string fails_;
  boost::asio::io_context io_{1};
  http::Server server_{
      io_, [this](http::Request&& request, http::Responder&& responder) { responder.respond(answer(request.target)); }};
  std::uint16_t port_ = server_.listen({"127.0.0.1", 0, {}});
  std::thread thread_{[this] { io_.run(); }};
};

/// A store in which the release has to prove itself; it reached a hub and two devices before.
struct Site : test::TestStore {
  explicit Site(const std::string& fails = {}) : answers{fails} {
    reached({"none:", "none:"});
    std::ofstream{folder.path() / "hub.json"}
        << R"({"url":"http://127.0.0.1:)" << answers.port()
        << R"(","siteId":"s","tenantId":"t","channelId":"c","key":"none","certificate":"none","authority":"none"})";
  }
  void reached(std::vector<std::string> devices, bool hub = true) {
    std::ofstream{folder.path() / "reach.json"} << reach_text({hub, std::move(devices)});
  }
  std::vector<std::string> prove_it() {
    Proof proof{folder.path(), folder.path(), {}, answers.port(), std::chrono::milliseconds{1}};
    proof.options.file = folder.path() / "store.db";
    proof.options.clock = [at = now] { return at; };
    proof.options.random = [state = std::uint64_t{7}]() mutable { return state = state * 6364136223846793005U + 1; };
    return prove(proof);
  }
  Answers answers;
};
}  // namespace

TEST_CASE("a release that does all it has to proves itself, and leaves nothing behind", "[update]") {
  Site site;
  CHECK(site.prove_it().empty());
  CHECK_FALSE(std::filesystem::exists(site.folder.path() / "proof"));
  CHECK(site.number("SELECT count(*) FROM orders") == 0);
}

TEST_CASE("whatever a release cannot do any more is named, and it does not prove itself", "[update]") {
  struct Case {
    const char *name, *fails;  ///< `fails`: what is not answered
    void (*spoil)(Site&);
    const char* says;
  };
  const auto nothing = [](Site&) {};
  const Case cases[] = {
      {"it does not live", "/livez", nothing, "/livez is answered with 503."},
      {"no contract", "/v1/openapi.json", nothing, "/v1/openapi.json is answered with 503."},
      {"no page", "/pos", nothing, "/pos is answered with 503."},
      {"the page's program", "/pos/assets/a.js", nothing, "/pos/assets/a.js is answered with 503."},
      {"the page's looks", "/pos/assets/a.css", nothing, "/pos/assets/a.css is answered with 503."},
      {"the hub", "/sync/v1/ping", nothing, "The hub answered before, and does not any more."},
      {"a device", "", [](Site& of) { of.reached({"none:", "tcp://127.0.0.1:1"}); },
       "Of 2 devices that answered before, 1 do."},
      {"a practice sale", "", [](Site& of) { of.db.execute("DELETE FROM tax_rate; DELETE FROM tax_category"); },
       "A practice sale is refused: "},
      {"the practice store", "", [](Site& of) { of.db.execute("DROP TABLE site_logo"); }, "sells: "},
      {"the books' file", "",
       [](Site& of) { of.db.execute("PRAGMA foreign_keys=OFF; UPDATE register SET location_id = 77"); },
       "The books' file: "},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    Site site{each.fails};
    each.spoil(site);
    const std::vector<std::string> wrong = site.prove_it();
    REQUIRE_FALSE(wrong.empty());
    INFO(wrong.front());
    CHECK(wrong.front().find(each.says) != std::string::npos);
  }
}

TEST_CASE("what was not reached before need not be reached, and one device of five may have been switched off",
          "[update]") {
  Site alone{"/sync/v1/ping"};
  alone.reached({}, false);
  CHECK(alone.prove_it().empty());
  Site one_is_off;
  one_is_off.reached({"none:", "none:", "none:", "none:", "tcp://127.0.0.1:1"});
  CHECK(one_is_off.prove_it().empty());
  std::filesystem::remove(one_is_off.folder.path() / "reach.json");
  CHECK(one_is_off.prove_it().empty());
}
}  // namespace holdfast::update
