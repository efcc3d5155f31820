#include "rollouts/site_report.h"

#include <algorithm>

#include "base/json.h"
#include "wire/limits.h"

namespace holdfast::rollouts {
namespace {
using rings::Progress;
using rings::Signals;
constexpr std::string_view states[] = {"idle", "fetching", "waiting", "switching"};
constexpr std::string_view outcomes[] = {"committed", "wentBack", "refused", "failed"};
constexpr std::int64_t most = INT64_C(1) << 53;
constexpr std::size_t longest = 200, longest_cause = 1000, most_bad = 100, most_components = 100;

void read_signals(const Json& value, std::vector<FieldError>& errors, SiteReport& into) {
  JsonFields fields{value, errors, "/signals"};
  into.from = fields.maybe_time("from");
  into.to = fields.maybe_time("to");
  const auto read = [&](std::string_view name, std::int64_t Signals::* member) {
    into.signals.*member = fields.maybe_integer(name, 0, most).value_or(0);
  };
  for (const auto& [name, member] : counted_signals) read(name, member);
  read("saleMicroseconds", &Signals::sale_us);
  read("lagSeconds", &Signals::lag_s);
}
}  // namespace

Result<SiteReport> parse_report(std::string_view text) {
  const Json document = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  SiteReport out;
  if (const Json* runs = fields.maybe_object("runs")) {
    JsonFields of{*runs, errors, "/runs"};
    out.release = of.maybe_text("release", longest).value_or("");
    out.counter = of.integer("counter", 0, most);
    out.running_digest = of.maybe_text("sha256", longest).value_or("");
  } else {
    fields.complain("runs", "is missing");
  }
  if (const Json* before = fields.maybe_object("before")) {
    JsonFields of{*before, errors, "/before"};
    out.counter_before = of.integer("counter", 0, most);
    out.digest_before = of.maybe_text("sha256", longest).value_or("");
  }
  if (const Json* closed = fields.maybe_object("noWayBack")) {
    JsonFields of{*closed, errors, "/noWayBack"};
    out.no_way_back = of.text("detail", longest_cause);
  }
  out.managed = fields.flag("managed", false);
  out.architecture = fields.maybe_text("architecture", longest).value_or("");
  out.schema = fields.maybe_integer("schema", 0, most).value_or(0);
  out.launcher = fields.maybe_integer("launcher", 0, most).value_or(0);
  if (const Json* api = fields.maybe_object("api")) {
    JsonFields of{*api, errors, "/api"};
    out.api = {of.integer("least", 0, most), of.integer("most", 0, most)};
  }
  std::size_t index = 0;
  for (const Json& item : fields.array("components", false, most_components)) {
    JsonFields of{item, errors, "/components/" + std::to_string(index++)};
    out.components.push_back({of.text("name", longest), of.text("version", longest)});
  }
  out.state = fields.word("state", states);
  out.digest = fields.maybe_text("sha256", longest).value_or("");
  out.waits_for = fields.maybe_text("waitsFor", longest).value_or("");
  out.percent = fields.maybe_integer("percent", 0, 100).value_or(0);
  if (const Json* last = fields.maybe_object("last")) {
    JsonFields of{*last, errors, "/last"};
    out.last = {of.maybe_text("sha256", longest).value_or(""), of.word("outcome", outcomes),
                of.maybe_text("cause", longest_cause).value_or("")};
  }
  for (const Json& digest : fields.array("bad", false, most_bad)) out.bad.push_back(digest.text());
  if (const Json* signals = fields.maybe_object("signals")) read_signals(*signals, errors, out);
  TRY(accept_fields(std::move(errors)));
  return out;
}

engine::SiteRelease take_report(engine::RolloutRows& rows, const engine::SiteKey& key, const SiteReport& report,
                                std::string document, std::int64_t stretch_s, Instant now) {
  const auto known = rows.site(key);
  engine::SiteRelease site = known.value_or(engine::SiteRelease{key.site, report.counter, now, 0, {}, {}, now});
  if (site.counter != report.counter) {
    site.counter = report.counter;
    site.since = now;
    site.crashes = 0;
  }
  // A store whose clock was ahead once is not held to that.
  const bool was_ahead = site.told > now.plus_seconds(seconds_per_day);
  if (report.from && report.to && *report.to > *report.from && (*report.from >= site.told || was_ahead)) {
    const std::int64_t stretch_us = stretch_s * 1'000'000;
    rows.add(key, Instant{now.unix_us() / stretch_us * stretch_us}, report.counter, report.signals);
    site.crashes += static_cast<int>(std::min<std::int64_t>(report.signals.restarts, 1000));
    site.told = *report.to;
  }
  site.report = std::move(document);
  site.reported = now;
  rows.put(key.tenant, site);
  return site;
}

std::string no_way_back(const SiteReport& report) {
  if (!report.managed) return "It cannot go back: no launcher runs there that could put a release in its place.";
  if (!report.no_way_back.empty()) return report.no_way_back;
  // A release that does not say so beforehand tried, and was refused by its own data.
  const bool tried = !report.digest_before.empty() && report.last.digest == report.digest_before;
  return tried && report.last.outcome == "refused" ? "It cannot go back: " + report.last.cause : "";
}

Stand stand_of(const SiteReport& report, const rollout::Manifest& manifest, std::string_view digest) {
  if (report.counter == manifest.counter && (report.running_digest.empty() || report.running_digest == digest))
    return {Progress::committed, {}};
  if (std::ranges::find(report.bad, digest) != report.bad.end() ||
      (report.last.digest == digest && report.last.outcome == "wentBack"))
    return {Progress::went_back,
            {report.last.digest == digest && !report.last.cause.empty() ? report.last.cause : "It went back there."}};
  if (!report.managed) return {Progress::refused, {"No launcher runs there that could put a release in its place."}};
  rollout::SiteFacts facts;
  facts.committed_counter = report.counter;
  facts.architecture = report.architecture;
  facts.schema = report.schema;
  facts.launcher = report.launcher;
  facts.api = report.api;
  facts.components = report.components;
  facts.hub_protocol = {wire::protocol_oldest, wire::protocol_newest};
  if (auto why = rollout::objections(manifest, digest, facts); !why.empty()) return {Progress::refused, std::move(why)};
  if (report.last.digest == digest && report.last.outcome == "refused") return {Progress::refused, {report.last.cause}};
  if (report.digest == digest) {
    if (report.state == "switching") return {Progress::proving, {}};
    if (report.state != "idle") return {Progress::taking, {}};
  }
  if (report.last.digest == digest && report.last.outcome == "failed") return {Progress::waiting, {report.last.cause}};
  return {};
}
}  // namespace holdfast::rollouts
