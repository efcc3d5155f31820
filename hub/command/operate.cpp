#include "command/operate.h"

#include <cstdio>

#include "base/json.h"
#include "base/json_writer.h"
#include "command/order.h"
#include "command/premises.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "http/client.h"
#include "server/api.h"

namespace holdfast::command {
namespace {
using http::Method;

struct Answer {
  int status = 0;
  std::string body;
};

/// The hub that runs on this folder; empty when there is none.
std::optional<Answer> ask_running_hub(const Settings& settings, const Order& order) {
  const std::filesystem::path file = settings.data / "runtime.json";
  if (!std::filesystem::exists(file)) return std::nullopt;
  const auto runtime = parse_json(config::read_file(file));
  const Json* url = runtime ? runtime->find("url") : nullptr;
  const Json* pem = runtime ? runtime->find("caCertificate") : nullptr;
  if (url == nullptr || pem == nullptr) return std::nullopt;
  try {
    http::TlsTrust trust;
    trust.ca_pem = pem->text();
    http::Client client{http::Url::parse(url->text()), trust, {std::chrono::seconds{2}, std::chrono::minutes{10}}};
    const auto answer =
        client.request(order.method, order.target, {{"Authorization", "Bearer " + operator_token(settings.data)}},
                       order.body, order.content_type);
    return Answer{answer.status, answer.body};
  } catch (const http::Failure&) {
    return std::nullopt;  // left behind by a hub that was killed: then the lock is free
  }
}

Answer do_it_here(const Settings& settings, const Order& order, const std::string& version) {
  const config::DataFolder lock{settings.data};
  metrics::Registry registry;
  const server::Services services = command::services(settings, version, registry);
  const auto database = open_database(settings);
  claim_database(*database, services.authority.cert_pem);
  server::Api api{registry};
  server::add_fleet_routes(api);
  server::add_directive_routes(api);
  server::add_rollout_routes(api);
  server::add_masters_routes(api);
  server::add_webhook_routes(api);
  server::add_connector_routes(api);
  server::add_delivery_routes(api);
  server::add_inbound_routes(api);
  server::add_carry_routes(api);
  server::add_audit_routes(api);
  engine::Ingest ingest{*database};
  wire::Packer packer;
  http::Request request;
  request.method = order.method;
  request.target = order.target;
  request.body = order.body;
  request.headers.add("Authorization", "Bearer " + operator_token(settings.data));
  request.headers.add("Content-Type", order.content_type);
  server::Call call{request, *database, ingest, packer, services, config::wall_clock()};
  http::Response response = api.answer(call, request);
  return {response.status, std::move(response.body)};
}

Order order_of(const Settings& settings) {
  if (auto order = endpoint_order(settings)) return *std::move(order);
  if (auto order = directive_order(settings)) return *std::move(order);
  if (auto order = rollout_order(settings)) return *std::move(order);
  if (auto order = audit_order(settings)) return *std::move(order);
  const std::string tenant = settings.tenant.empty() ? "" : "?tenant=" + http::percent_encode(settings.tenant);
  if (settings.command == "carry-out take")
    return {Method::post, "/v1/carry-out", config::read_file(settings.argument), "application/vnd.holdfast.carry"};
  if (settings.command == "site list") return {Method::get, "/v1/sites" + tenant, {}};
  if (settings.command == "site rebuild")
    return {Method::post, "/v1/sites/" + http::percent_encode(settings.argument) + "/rebuild" + tenant, "{}"};
  if (settings.command == "maintain") return {Method::post, "/v1/maintenance", "{}"};
  if (settings.command == "site revoke")
    return {Method::post, "/v1/sites/" + http::percent_encode(settings.argument) + "/revoke" + tenant, "{}"};
  if (settings.command == "import")
    return {Method::post, "/v1/channels/" + http::percent_encode(settings.channel) + "/imports" + tenant,
            config::read_file(settings.argument),
            settings.argument.ends_with(".csv") ? "text/csv" : "application/json"};
  Order order{Method::post, "/v1/enrolment-tokens", {}};
  JsonWriter out{order.body};
  out.begin_object().member("channelId", settings.channel);
  if (!settings.tenant.empty()) out.member("tenantId", settings.tenant);
  if (!settings.site_name.empty()) out.member("siteName", settings.site_name);
  if (!settings.valid_minutes.empty()) out.key("validMinutes").raw(settings.valid_minutes);
  out.end_object();
  return order;
}

/// Of a file's rows.
bool leaves_rows_out(const std::string& body) {
  const auto json = parse_json(body);
  const Json* rejected = json ? json->find("rejected") : nullptr;
  return rejected != nullptr && !rejected->items().empty();
}

std::string member_text(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member == nullptr ? std::string{} : member->text();
}

void print(const Settings& settings, const std::string& body) {
  const auto json = parse_json(body);
  if (settings.json || !json) return void(std::printf("%s\n", body.c_str()));
  if (settings.command == "token create") return void(std::printf("%s\n", member_text(*json, "token").c_str()));
  if (settings.command == "import") {
    std::printf("%s rows, version %s\n", member_text(*json, "rows").c_str(), member_text(*json, "version").c_str());
    for (const Json& each : json->find("rejected")->items())
      std::fprintf(stderr, "line %s is left out: %s\n", member_text(each, "line").c_str(),
                   member_text(each, "reason").c_str());
    return;
  }
  if (settings.command == "site rebuild")
    return void(std::printf("%s orders booked anew, %s sums were different\n", member_text(*json, "orders").c_str(),
                            member_text(*json, "differences").c_str()));
  if (settings.command == "maintain") {
    const Json* months = json->find("months");
    return void(std::printf("let go of: %s versions of masters, %s bodies, %s answers, %zu months of logs\n",
                            member_text(*json, "versions").c_str(), member_text(*json, "bodies").c_str(),
                            member_text(*json, "answers").c_str(), months != nullptr ? months->items().size() : 0));
  }
  const Json* items = json->find("items");
  if (items == nullptr) return void(std::printf("revoked %s\n", member_text(*json, "siteId").c_str()));
  for (const Json& site : items->items())
    std::printf("%s  %s  channel %s  %s  ack %s  applied %s  seen %s\n", member_text(site, "siteId").c_str(),
                member_text(site, "name").c_str(), member_text(site, "channelId").c_str(),
                member_text(site, "mode").c_str(), member_text(site, "ackSeq").c_str(),
                member_text(site, "appliedSeq").c_str(), member_text(site, "lastSeen").c_str());
}
}  // namespace

int operate(const Settings& settings, const std::string& version) {
  const Order order = order_of(settings);
  auto answer = ask_running_hub(settings, order);
  if (!answer) answer = do_it_here(settings, order, version);
  if (answer->status >= 300) {
    const auto problem = parse_json(answer->body);
    const std::string detail = problem ? member_text(*problem, "detail") : std::string{};
    std::fprintf(stderr, "holdfast-hub: %s\n", detail.empty() ? answer->body.c_str() : detail.c_str());
    return 1;
  }
  if (settings.command == "carry-out take") {
    const std::filesystem::path file = settings.answer.empty() ? settings.argument + ".answer" : settings.answer;
    config::write_file(file, answer->body, config::Secrecy::open);
    std::printf("taken; the answer for the store: %s\n", file.c_str());
    return 0;
  }
  if (!print_endpoint_answer(settings, answer->body) && !print_directive_answer(settings, answer->body) &&
      !print_rollout_answer(settings, answer->body) && !print_audit_answer(settings, answer->body))
    print(settings, answer->body);
  if (settings.verify && !audit_holds(answer->body)) return 1;
  return leaves_rows_out(answer->body) ? 1 : 0;
}
}  // namespace holdfast::command
