#include "server/rollout_json.h"

#include <array>

#include "rollouts/site_report.h"

namespace holdfast::server {
namespace {
using rings::Progress;
using rings::progresses;
using rings::Signals;

void write_signals(JsonWriter& out, std::string_view name, const Signals& signals) {
  out.key(name).begin_object();
  for (const auto& [member, where] : rollouts::counted_signals) out.member(member, signals.*where);
  out.member("saleMicroseconds", signals.sales > 0 ? signals.sale_us / signals.sales : 0);
  out.member("lagSeconds", signals.trading_s > 0 ? signals.lag_s / signals.trading_s : 0).end_object();
}
void write_trend(JsonWriter& out, std::string_view name, const rings::Trend& trend) {
  out.key(name).begin_object();
  write_signals(out, "before", trend.before);
  write_signals(out, "after", trend.after);
  out.end_object();
}
}  // namespace

void write_rollout(JsonWriter& out, const engine::Rollout& rollout) {
  out.begin_object().member("rolloutId", rollout.plan.id).member("bundle", rollout.plan.bundle);
  out.member("sha256", rollout.plan.digest).member("size", rollout.size).member("release", rollout.release);
  out.member("counter", rollout.plan.counter).member("before", rollout.plan.before);
  out.member("phase", name_of(rollout.state.phase)).member("ring", rollout.plan.rings[rollout.state.ring].name);
  if (rollout.state.soaking_since) {
    out.key("soakingSince").time(*rollout.state.soaking_since, 0);
    out.key("soakedAt")
        .time(rollout.state.soaking_since->plus_seconds(rollout.plan.rings[rollout.state.ring].soak_s), 0);
  }
  out.key("reasons").begin_array();
  for (const rings::Reason& reason : rollout.state.reasons)
    out.begin_object().member("kind", reason.kind).member("text", reason.text).end_object();
  out.end_array().key("overruled").begin_array();
  for (const std::string& kind : rollout.state.overruled) out.value(kind);
  out.end_array().key("plan").raw(rings::plan_text(rollout.plan));
  out.member("madeBy", rollout.made_by).key("madeAt").time(rollout.made, 0);
  out.key("lookedAt").time(rollout.looked, 0).end_object();
}

void write_fleet(JsonWriter& out, const engine::Rollout& rollout, const std::vector<rollouts::FleetSite>& fleet) {
  std::vector<std::array<std::int64_t, progresses + 2>> rings(rollout.plan.rings.size());
  rings::Trend with, without;
  for (const rollouts::FleetSite& site : fleet) {
    const Progress progress = site.standing.progress;
    ++rings[site.ring][static_cast<std::size_t>(progress)];
    ++rings[site.ring][progresses];
    rings[site.ring][progresses + 1] += site.standing.reachable ? 1 : 0;
    if (progress == Progress::committed || progress == Progress::stays) with += site.standing.trend;
    if (progress == Progress::waiting) without += site.standing.trend;
  }
  out.begin_object().key("rings").begin_array();
  for (std::size_t i = 0; i < rings.size(); ++i) {
    out.begin_object().member("name", rollout.plan.rings[i].name).member("begun", i <= rollout.state.ring);
    out.member("soakSeconds", rollout.plan.rings[i].soak_s);
    out.member("sites", rings[i][progresses]).member("reachable", rings[i][progresses + 1]);
    for (std::size_t of = 0; of < progresses; ++of) out.member(name_of(static_cast<Progress>(of)), rings[i][of]);
    out.end_object();
  }
  out.end_array().key("signals").begin_object();
  write_trend(out, "with", with);
  write_trend(out, "without", without);
  out.end_object().end_object();
}

void write_fleet_site(JsonWriter& out, const engine::Rollout& rollout, const rollouts::FleetSite& site) {
  out.begin_object().member("siteId", site.id).member("name", site.name);
  out.member("ring", rollout.plan.rings[site.ring].name).member("progress", name_of(site.standing.progress));
  out.member("running", site.standing.running).member("release", site.report.release);
  out.member("reachable", site.standing.reachable).member("crashes", site.standing.crashes);
  out.member("state", site.report.state)
      .member("percent", site.report.percent)
      .member("waitsFor", site.report.waits_for);
  out.key("why").begin_array();
  for (const std::string& each : site.why) out.value(each);
  out.end_array().key("lastSeen").time(site.seen, 0).end_object();
}

void write_offered(JsonWriter& out, const rollouts::Offered& bundle) {
  out.begin_object().member("name", bundle.name).member("release", bundle.release).member("counter", bundle.counter);
  out.member("architecture", bundle.architecture)
      .member("size", bundle.size)
      .member("sha256", bundle.digest)
      .end_object();
}
}  // namespace holdfast::server
