#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <iostream>
#include <thread>

#include "base/json_writer.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "discovery/run_discovery.h"
#include "routes/discovery_routes.h"

namespace holdfast::cli {
namespace {
constexpr std::chrono::milliseconds ask_again{300}, patience{30'000};

std::string body_of(const Discover& what) {
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  if (!what.sources.empty()) {
    json.key("sources").begin_array();
    for (const std::string& source : what.sources) json.value(source);
    json.end_array();
  }
  if (!what.scan.empty()) json.member("scan", what.scan);
  json.end_object();
  return body;
}

/// No daemon runs: this process looks.
std::vector<discovery::Candidate> look(const Discover& what) {
  const auto wants = [&](std::string_view source) {
    return what.sources.empty() || std::ranges::find(what.sources, source) != what.sources.end();
  };
  discovery::Search search;
  search.usb = wants("usb");
  search.serial = wants("serial");
  search.mdns = wants("mdns");
  if (!what.scan.empty()) {
    const auto subnet = discovery::parse_subnet(what.scan);
    if (!subnet) throw Stop{subnet.error().detail, {}};
    search.scan = *subnet;
  }
  std::vector<discovery::Candidate> found;
  boost::asio::io_context io;
  const auto run = [&]() -> boost::asio::awaitable<void> { found = co_await discovery::discover(search); };
  boost::asio::co_spawn(io, run, boost::asio::detached);
  io.run();
  return found;
}

/// A document with `items`.
std::string found_by(Backend& backend, const Discover& what) {
  const Reply begun = backend.call(http::Method::post, "/v1/devices/discoveries", body_of(what));
  if (begun.status == 404)
    return R"({"items":)" + routes::candidates_json(look(what)) + "}";  // the routes run here, without devices
  if (!begun.ok()) throw Stop{problem_text(begun), {}};
  const std::string id = text_of(begun.json(), "id");
  const auto until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    const Reply now = backend.get("/v1/devices/discoveries/" + id);
    if (!now.ok()) throw Stop{problem_text(now), {}};
    if (text_of(now.json(), "state") == "finished") return now.body;
    std::this_thread::sleep_for(ask_again);
  }
  throw Stop{"the daemon is still looking", "try again"};
}
}  // namespace

int discover_devices(const Where& where, const Discover& what, bool json) {
  const auto backend = connect(where);
  const std::string found = found_by(*backend, what);
  if (json) {
    std::cout << found << "\n";
    return 0;
  }
  const Result<Json> document = parse_json(found);
  const Json* items = document ? document->find("items") : nullptr;
  if (items == nullptr || items->items().empty()) std::cout << "nothing was found\n";
  if (items == nullptr) return 0;
  for (const Json& item : items->items()) {
    const auto word = [&](std::string_view name, std::string_view otherwise) {
      const std::string text = text_of(item, name);
      return text.empty() ? std::string{otherwise} : text;
    };
    std::cout << word("kind", "unknown") << "  " << word("address", "-") << "  " << word("profile", "-") << "  "
              << word("certainty", "") << " (" << word("toldBy", "") << ")";
    if (const std::string name = word("maker", "") + " " + word("model", ""); name.size() > 1)
      std::cout << "  " << name;
    if (text_of(item, "hint") == "hid_pos_mode")
      std::cout << "  set it to HID POS first (its manual has the code to scan)";
    std::cout << "\n";
  }
  return 0;
}
}  // namespace holdfast::cli
