#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/json_writer.h"
#include "update/updater.h"

namespace holdfast::update {
namespace {
constexpr std::int64_t highest = INT64_C(1) << 53;
constexpr std::string_view stages[] = {"idle", "fetching", "waiting", "switching"};

void append_running(JsonWriter& json, const Status& status, int offset) {
  json.key("runs").begin_object().member("release", status.running.release).member("counter", status.running.counter);
  if (!status.running.digest.empty()) json.member("sha256", status.running.digest);
  json.key("since").time(status.since, offset).end_object();
  if (status.before)
    json.key("before")
        .begin_object()
        .member("counter", status.before->counter)
        .member("sha256", status.before->digest)
        .end_object();
}
void append_no_way_back(JsonWriter& json, const Status& status) {
  if (!status.no_way_back) return;
  const rollout::NoWayBack& closed = *status.no_way_back;
  json.key("noWayBack").begin_object().member("reason", name_of(closed.why)).member("detail", closed.detail);
  if (!closed.release.empty()) json.member("release", closed.release);
  if (closed.why == rollout::NoWayBack::Why::migrated)
    json.member("schema", closed.schema).member("reads", closed.reads);
  json.end_object();
}
void append_journey(JsonWriter& json, const Status& status) {
  json.member("state", stages[static_cast<std::size_t>(status.stage)]);
  if (status.stage != Stage::idle) {
    json.member("target", status.journey.target);
    if (!status.journey.digest.empty()) json.member("sha256", status.journey.digest);
    json.member("percent", static_cast<std::int64_t>(status.percent));
  }
  if (!status.waits_for.empty()) json.member("waitsFor", status.waits_for);
}
void append_bad(JsonWriter& json, const Status& status) {
  json.key("bad").begin_array();
  for (const std::string& digest : status.bad) json.value(digest);
  json.end_array();
}
}  // namespace

std::string_view name_of(Stage stage) { return stages[static_cast<std::size_t>(stage)]; }

Result<Wish> read_wish(std::string_view text) {
  constexpr std::string_view wants[] = {"nothing", "release", "releaseBefore"};
  const Json document = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Wish wish;
  wish.want = static_cast<Wish::Want>(std::ranges::find(wants, fields.word("want", wants)) - std::begin(wants));
  wish.target = fields.maybe_text("target", 200).value_or("");
  wish.sha256 = fields.maybe_text("sha256", 64).value_or("");
  wish.counter = fields.maybe_integer("counter", 0, highest).value_or(0);
  wish.least_safe = fields.maybe_integer("leastSafeCounter", 0, highest).value_or(0);
  wish.bytes_per_second = fields.maybe_integer("bytesPerSecond", 1024, highest).value_or(0);
  wish.ask_again_s = fields.integer("askAgainAfter", 1, 86'400);
  wish.hub_release = fields.maybe_text("hubRelease", 100).value_or("");
  if (const Json* protocol = document.find("protocol"); protocol != nullptr && protocol->items().size() == 2)
    wish.protocol = {protocol->items()[0].integer().value_or(0), protocol->items()[1].integer().value_or(0)};
  // Members that a newer hub adds are not ours to refuse.
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "the hub's wish is not as described", std::move(errors));
  if (wish.want == Wish::Want::release && wish.target.empty())
    return refuse(ErrorCode::invalid_body, "the hub wishes a release and names none");
  return wish;
}

LauncherSays read_launcher(std::string_view said) {
  LauncherSays out;
  const std::size_t space = std::min(said.find(' '), said.size());
  const auto [end, wrong] = std::from_chars(said.data(), said.data() + space, out.contract);
  if (wrong != std::errc{} || out.contract < 1) return {};
  out.release = said.substr(std::min(space + 1, said.size()));
  return out;
}

std::vector<rollout::Component> components_of(const Status& status) {
  std::vector<rollout::Component> out = status.running.components;
  if (!status.launcher.release.empty()) out.push_back({"holdfast-launcher", status.launcher.release});
  return out;
}

std::string status_json(const Status& status, int offset) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("managed", status.managed);
  append_running(json, status, offset);
  append_no_way_back(json, status);
  append_journey(json, status);
  if (status.stage != Stage::idle) {
    json.member("release", status.journey.release).member("counter", status.journey.counter);
    json.member("source", status.journey.source).member("forced", status.journey.forced);
    json.member("bytes", status.bytes).member("bytesOf", status.bytes_of);
    if (!status.form.empty()) json.member("form", status.form);
  }
  if (status.opens_at) json.key("opensAt").time(*status.opens_at, offset);
  if (status.heard) json.key("heardAt").time(*status.heard, offset);
  json.member("problem", status.problem.text).member("problemCode", status.problem.code);
  if (status.last) {
    json.key("last");
    append_past(json, *status.last, offset);
  }
  append_bad(json, status);
  json.key("sticks").begin_array();
  for (const std::string& stick : status.sticks) json.value(stick);
  json.end_array().key("policy").raw(rollout::policy_text(status.policy)).end_object();
  return text;
}

std::string history_json(const std::vector<Past>& history, int offset) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().key("items").begin_array();
  for (const Past& past : history) append_past(json, past, offset);
  json.end_array().key("next").null().end_object();
  return text;
}

std::string report_json(const Status& status, const db::Schema& schema, std::string_view signals) {
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  append_running(json, status, 0);
  append_no_way_back(json, status);
  json.member("managed", status.managed).member("architecture", architecture());
  json.member("schema", schema.version)
      .member("schemaReadableBy", schema.readable_by)
      .member("launcher", status.launcher.contract);
  json.key("api").begin_object().member("least", rollout::served_api.least).member("most", rollout::served_api.most);
  json.end_object().key("components").begin_array();
  for (const rollout::Component& component : components_of(status))
    json.begin_object().member("name", component.name).member("version", component.version).end_object();
  json.end_array();
  append_journey(json, status);
  if (status.last) {
    const Past& last = *status.last;
    json.key("last").begin_object().member("target", last.journey.target).member("outcome", name_of(last.outcome));
    if (!last.journey.digest.empty()) json.member("sha256", last.journey.digest);
    json.member("counter", last.journey.counter).member("cause", last.cause.text.substr(0, 1000));
    json.key("at").time(last.ended, 0).end_object();
  }
  append_bad(json, status);
  if (!signals.empty()) json.key("signals").raw(signals);
  json.end_object();
  return text;
}
}  // namespace holdfast::update
