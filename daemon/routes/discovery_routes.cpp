#include "routes/discovery_routes.h"

#include <array>
#include <deque>

#include "base/json_writer.h"
#include "log/log.h"
#include "routes/audited.h"

namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::size_t most_remembered = 8;

struct Discovery {
  Uuid id;
  Instant started;
  std::optional<Instant> finished;
  std::vector<discovery::Candidate> found;
};

void append_text(JsonWriter& json, std::string_view name, const std::string& text) {
  json.key(name);
  if (text.empty())
    json.null();
  else
    json.value(text);
}

void append_candidates(JsonWriter& json, const std::vector<discovery::Candidate>& found) {
  json.begin_array();
  for (const discovery::Candidate& one : found) {
    json.begin_object();
    append_text(json, "kind", one.kind);
    append_text(json, "address", one.address);
    append_text(json, "profile", one.profile);
    json.member("certainty", name_of(one.certainty))
        .member("source", name_of(one.source))
        .member("toldBy", one.told_by);
    append_text(json, "maker", one.maker);
    append_text(json, "model", one.model);
    append_text(json, "serial", one.serial);
    append_text(json, "hint", one.hint);
    json.end_object();
  }
  json.end_array();
}

Answer answer_of(const Discovery& discovery, int utc_offset_min) {
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("id", discovery.id).member("state", discovery.finished ? "finished" : "running");
  json.member("startedAt", to_rfc3339(discovery.started, utc_offset_min)).key("finishedAt");
  if (discovery.finished)
    json.value(to_rfc3339(*discovery.finished, utc_offset_min));
  else
    json.null();
  json.key("items");
  append_candidates(json, discovery.found);
  json.end_object();
  return ok(std::move(body));
}

Result<DiscoveryOrder> order_of(const Json& body) {
  static constexpr std::array<std::string_view, 3> sources{"usb", "serial", "mdns"};
  std::vector<FieldError> errors;
  DiscoveryOrder order;
  if (body.is_null()) return order;
  JsonFields fields{body, errors};
  if (body.find("sources") != nullptr) {
    order.usb = order.serial = order.mdns = false;
    for (const Json& item : fields.array("sources", true, sources.size())) {
      const std::string_view word = item.is_string() ? std::string_view{item.text()} : std::string_view{};
      if (word == "usb")
        order.usb = true;
      else if (word == "serial")
        order.serial = true;
      else if (word == "mdns")
        order.mdns = true;
      else
        fields.complain("sources", "are `usb`, `serial` and `mdns`");
    }
  }
  if (const auto subnet = fields.maybe_text("scan", 40)) {
    const auto scan = discovery::parse_subnet(*subnet);
    if (scan)
      order.scan = *scan;
    else
      fields.complain("scan", scan.error().detail);
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return order;
}

class DiscoveryRoutes : public std::enable_shared_from_this<DiscoveryRoutes> {
 public:
  explicit DiscoveryRoutes(DiscoveryDesk desk) : desk_{std::move(desk)} {}

  Result<std::variant<Answer, store::Write>> start(const Input& input, const Actor& actor, store::Store& store) {
    const DiscoveryOrder order = TRY(order_of(input.body));
    if (!past_.empty() && !past_.back().finished)
      return refuse(ErrorCode::conflict, "somebody is looking for devices already: wait some seconds");
    const std::string subnet =
        order.scan ? discovery::dotted(order.scan->first) + "/" + std::to_string(order.scan->prefix) : std::string{};
    if (order.scan) log::info("a subnet is searched for printers", {{"subnet", subnet}, {"actor", actor.name}});
    past_.push_back({desk_.new_id(), store.now(), std::nullopt, {}});
    if (past_.size() > most_remembered) past_.pop_front();
    const Uuid id = past_.back().id;
    desk_.look(order, [weak = weak_from_this(), id, &store](std::vector<discovery::Candidate> found) {
      const auto self = weak.lock();
      Discovery* discovery = self ? self->find(id) : nullptr;
      if (discovery == nullptr) return;
      discovery->found = std::move(found);
      discovery->finished = store.now();
    });
    Answer answer = answer_of(past_.back(), offset(store));
    answer.status = 202;
    answer.headers.emplace_back("Location", "/v1/devices/discoveries/" + to_string(id));
    if (order.scan)
      return audited({"subnet_searched", "store", R"({"subnet":")" + subnet + R"("})"}, std::move(answer));
    return answer;
  }

  Result<std::variant<Answer, store::Write>> show(const Input& input, store::Store& store) {
    const Discovery* discovery = find(TRY(input.id(0)));
    if (discovery == nullptr) return refuse(ErrorCode::not_found, "no such search, or it is forgotten by now");
    return answer_of(*discovery, offset(store));
  }

 private:
  static int offset(const store::Store& store) { return store.view()->utc_offset_min(store.now()); }
  Discovery* find(const Uuid& id) {
    for (Discovery& one : past_)
      if (one.id == id) return &one;
    return nullptr;
  }
  DiscoveryDesk desk_;
  std::deque<Discovery> past_;
};
}  // namespace

std::string candidates_json(const std::vector<discovery::Candidate>& found) {
  std::string body;
  JsonWriter json{body};
  append_candidates(json, found);
  return body;
}

void add_discovery_routes(Api& api, DiscoveryDesk desk) {
  const auto routes = std::make_shared<DiscoveryRoutes>(std::move(desk));
  const Access admin = Access::session(Permission::device_admin);
  api.here(Method::post, "/v1/devices/discoveries", admin,
           [routes](const Input& input, const Actor& actor, store::Store& store) {
             return routes->start(input, actor, store);
           });
  api.here(Method::get, "/v1/devices/discoveries/{id}", admin,
           [routes](const Input& input, const Actor&, store::Store& store) { return routes->show(input, store); });
}
}  // namespace holdfast::routes
