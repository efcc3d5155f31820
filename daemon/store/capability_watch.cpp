#include "store/capability_watch.h"

#include <algorithm>
#include <filesystem>

#include "capabilities/capability_rows.h"
#include "commands/change_capabilities.h"
#include "log/log.h"
#include "payments/offline_card.h"
#include "stored_value/lease_rows.h"

namespace holdfast::store {
namespace {
using capabilities::Cause;
using capabilities::Dependency;
using capabilities::Evaluation;
using capabilities::Health;
using capabilities::Mode;
constexpr std::chrono::seconds interval{1};
constexpr int disk_ticks = 30;
constexpr std::int64_t keep_every_s = 600;
constexpr std::int64_t most_news = 16;  ///< answers of one look: more say nothing new
constexpr std::int64_t disk_reserve = 256LL << 20, disk_enough = 320LL << 20;
constexpr std::int64_t least_per_day = 20LL << 20;
constexpr std::int64_t wrong_clock_us = 3'600'000'000;

/// How it ended last time, as far as the row says.
bool continues(db::Connection& connection, const Evaluation& now) {
  const auto last = capabilities::list_results(connection, 0, 1);
  if (last.empty()) return now.mode == Mode::alone;
  return last.front().mode == name_of(now.mode) && last.front().policy_version == now.policy_version;
}

Result<Answer> keep(db::Transaction& tx, commands::Context& context, const Evaluation& now, const Evaluation& before) {
  capabilities::insert_result(tx, now, &before);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("revision", now.revision)
      .member("mode", now.mode == Mode::alone ? "edge" : name_of(now.mode));
  json.member("standalone", now.mode == Mode::alone).member("cause", name_of(now.cause));
  json.key("since").time(now.since, context.utc_offset_min);
  json.member("policyVersion", now.policy_version)
      .key("changes")
      .raw(capabilities::changes_between(now, &before))
      .end_object();
  context.emit(tx, "CapabilitiesChanged", "capabilities", Uuid{}, std::move(payload));
  return Answer{};
}
}  // namespace

CapabilityWatch::CapabilityWatch(boost::asio::io_context& io, Store& store, metrics::Registry& registry)
    : store_{store},
      timer_{io},
      self_{std::make_shared<CapabilityWatch*>(this)},
      link_{steady()},
      link_since_{store.now()},
      revision_{registry.gauge("capability_revision", "Changes of the capability matrix.")},
      denied_{registry.gauge("capability_denied", "Operations that are denied just now.")} {
  for (Health& each : inputs_.health) each.since = store.now();
}
CapabilityWatch::~CapabilityWatch() { *self_ = nullptr; }

Instant CapabilityWatch::steady() const {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

void CapabilityWatch::start() {
  measure_disk();
  tick();
}
void CapabilityWatch::stop() {
  timer_.cancel();
  *self_ = nullptr;
}

void CapabilityWatch::tick() {
  look();
  timer_.expires_after(interval);
  timer_.async_wait([this, self = self_](const boost::system::error_code& error) {
    if (error || *self == nullptr) return;
    if (++ticks_ % disk_ticks == 0) measure_disk();
    tick();
  });
}

void CapabilityWatch::hear_hub() {
  if (!ask_hub_) return;
  const HubReport report = ask_hub_();
  const Instant now = steady();
  link_.on_progress(report.head, report.acknowledged, now);
  for (std::int64_t i = std::min(most_news, report.failures - heard_.failures); i > 0; --i)
    if (report.refused)
      link_.on_refused(now);
    else
      link_.on_failure(now);
  for (std::int64_t i = std::min(most_news, report.answers - heard_.answers); i > 0; --i)
    link_.on_answer(report.round_trip_us, now);
  link_.on_time(now);
  heard_ = report;
  if (link_.mode() != link_mode_) link_since_ = store_.now();
  link_mode_ = link_.mode();
  Health& hub = inputs_.health[static_cast<std::size_t>(Dependency::hub)];
  if (!report.configured)
    hub = {false, Mode::alone, Cause::not_configured, hub.configured ? store_.now() : hub.since, {}, {}};
  else
    hub = {true, link_.mode(), link_.cause(), link_since_, report.breaker, {}};
  inputs_.masters_as_of = report.masters_as_of;
  inputs_.staff_as_of = report.staff_as_of;
  if (report.configured) keep_as_of();
  inputs_.clock_trusted = std::abs(report.clock_error_us) < wrong_clock_us;
}

void CapabilityWatch::hear_terminals() {
  std::vector<capabilities::Terminal> now = terminals_.hear(ask_terminals_(), steady(), store_.now());
  if (now.empty() && !inputs_.terminals.empty())
    inputs_.health[static_cast<std::size_t>(Dependency::card_host)] = {
        false, Mode::alone, Cause::not_configured, store_.now(), {}, {}};
  inputs_.terminals = std::move(now);
}

/// What was known is kept over a restart. A store that has just enrolled has what it sells by now.
void CapabilityWatch::keep_as_of() {
  const auto later = [](std::optional<Instant>& known, Instant kept) {
    if (!known || *known < kept) known = kept;
  };
  const Instant otherwise = store_.now();
  later(inputs_.masters_as_of, kept_as_of_ ? kept_as_of_->masters : otherwise);
  later(inputs_.staff_as_of, kept_as_of_ ? kept_as_of_->staff : otherwise);
  const capabilities::AsOf now{*inputs_.masters_as_of, *inputs_.staff_as_of};
  if (kept_as_of_ && now.masters < kept_as_of_->masters.plus_seconds(keep_every_s) &&
      now.staff < kept_as_of_->staff.plus_seconds(keep_every_s))
    return;
  kept_as_of_ = now;
  store_.submit(
      Call{},
      [now](db::Transaction& tx, commands::Context&) -> Result<Answer> {
        capabilities::save_as_of(tx, now);
        return Answer{};
      },
      [](const Result<Answer>&) {});
}

void CapabilityWatch::apply_drill() {
  if (drill_ && drill_->until <= store_.now()) {
    keep_end(*drill_);
    end_drill();
  }
  if (!drill_) return;
  inputs_.health[static_cast<std::size_t>(Dependency::hub)] = {true,          drill_->mode, Cause::drill,
                                                               drill_->since, {},           drill_->until};
  // A store without a hub has nothing that could be old.
  if (!heard_.configured) inputs_.masters_as_of = inputs_.staff_as_of = store_.now();
}

void CapabilityWatch::start_drill(Drill drill) {
  drill_ = std::move(drill);
  look();
}
void CapabilityWatch::end_drill() {
  if (!drill_) return;
  drill_.reset();
  if (!ask_hub_)
    inputs_.health[static_cast<std::size_t>(Dependency::hub)] = {false,        Mode::alone, Cause::not_configured,
                                                                 store_.now(), {},          {}};
  if (!heard_.configured) inputs_.masters_as_of.reset(), inputs_.staff_as_of.reset();
}

/// Nobody ended it: its time was up.
void CapabilityWatch::keep_end(const Drill& drill) {
  store_.submit(
      Call{},
      [record = commands::RecordDrill{"end", drill.reason, {}, drill.denied}](
          db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        commands::record_drill(tx, record, context);
        return Answer{};
      },
      [](const Result<Answer>&) {});
}

void CapabilityWatch::on_refusal(std::string_view operation) {
  if (drill_) ++drill_->denied[std::string{operation}];
}

capabilities::Evaluation CapabilityWatch::outlook(Mode mode) const {
  capabilities::Inputs inputs = inputs_;
  inputs.now = store_.now();
  inputs.health[static_cast<std::size_t>(Dependency::hub)] = {true, mode, Cause::drill, inputs.now, {}, {}};
  // Prices of a store that governs itself are not old once it is asked what a hub would change.
  if (!heard_.configured) inputs.masters_as_of = inputs.staff_as_of = inputs.now;
  return capabilities::evaluate(inputs, nullptr);
}

void CapabilityWatch::read_rows() {
  const auto read =
      store_.read_inline(nullptr, [this](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        auto text = capabilities::load_policy_document(connection);
        if (text != policy_text_) inputs_.policy = capabilities::load_policy(connection);
        policy_text_ = std::move(text);
        if (!begun_) kept_as_of_ = capabilities::load_as_of(connection);
        inputs_.old_data_confirmed =
            capabilities::is_confirmed(connection, to_date(context.now, context.utc_offset_min));
        const stored_value::Leased leased = stored_value::leased_here(connection, context.now);
        inputs_.cards_leased = leased.cards;
        inputs_.points_leased = leased.points;
        return Answer{};
      });
  if (!read) log::warn("the capability policy could not be read");
}

void CapabilityWatch::measure_disk() {
  std::error_code error;
  const auto space = std::filesystem::space(store_.options().file.parent_path(), error);
  if (error) return;
  disk_free_ = static_cast<std::int64_t>(space.available);
  inputs_.disk_low = disk_free_ < (inputs_.disk_low ? disk_enough : disk_reserve);
}

void CapabilityWatch::look() {
  if (store_.site() == nullptr) return;
  read_rows();
  hear_hub();
  if (ask_terminals_) hear_terminals();
  if (ask_services_) {
    const auto services = ask_services_();
    for (std::size_t i = 1; i < services.size(); ++i)
      if (const auto each = static_cast<Dependency>(i); each != Dependency::hub && row_of(each).via_hub)
        inputs_.health[i] = services[i];
  }
  apply_drill();
  inputs_.now = store_.now();
  const std::shared_ptr<const Evaluation> before = store_.capabilities();
  auto now = std::make_shared<Evaluation>(capabilities::evaluate(inputs_, before.get()));
  if (!begun_) {
    begun_ = true;
    bool same = true;
    std::int64_t last = 0;
    const auto read =
        store_.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
          last = capabilities::last_revision(connection);
          same = continues(connection, *now);
          return Answer{};
        });
    if (!read) return;
    now->revision = same ? std::max<std::int64_t>(last, 1) : last + 1;
    store_.use_capabilities(now);
    if (!same) put_in_force(now, *before);
  } else if (now->revision != before->revision) {
    put_in_force(now, *before);
  } else if (now->terminals != before->terminals) {
    store_.use_capabilities(now);  // only why it is so: told to who asks, and no news
  }
  revision_.set(store_.capabilities()->revision);
  denied_.set(std::count_if(now->operations.begin(), now->operations.end(),
                            [](const auto& each) { return each.state == capabilities::State::denied; }));
}

/// It counts at once; that it did is stored a moment later, and only that tells others.
void CapabilityWatch::put_in_force(std::shared_ptr<const Evaluation> now, const Evaluation& before) {
  log::info("what may be done has changed",
            {{"entity_type", "capabilities"},
             {"entity_id", std::string{name_of(now->mode)} + " " + std::string{name_of(now->cause)}}});
  store_.use_capabilities(now);
  Call call;
  call.correlation_id = "capabilities-" + std::to_string(now->revision);
  store_.submit(
      std::move(call),
      [now, before](db::Transaction& tx, commands::Context& context) { return keep(tx, context, *now, before); },
      [](const Result<Answer>& kept) {
        if (!kept) log::warn("a change of what may be done was not stored");
      });
}

capabilities::Runway CapabilityWatch::runway() {
  capabilities::Supplies supplies;
  supplies.now = store_.now();
  supplies.hub = heard_.configured || drill_.has_value();
  supplies.masters_as_of = inputs_.masters_as_of;
  supplies.staff_as_of = inputs_.staff_as_of;
  supplies.certificate_ends = heard_.certificate_ends;
  supplies.disk_free = disk_free_;
  supplies.disk_reserve = disk_reserve;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        db::Statement& row = connection.prepare(
            "SELECT (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()), "
            "(SELECT min(recorded_us) FROM event_log)");
        if (row.step()) {
          const std::int64_t days =
              row.is_null(1)
                  ? 1
                  : std::max<std::int64_t>(1, (context.now.unix_us() - row.integer(1)) / 1'000'000 / seconds_per_day);
          supplies.bytes_per_day = std::max(least_per_day, row.integer(0) / days);
        }
        row.reset();
        if (const auto policy = payments::offline_card_policy(connection)) {
          const payments::Exposure at_risk = payments::exposure(connection);
          supplies.offline_cards = true;
          supplies.card_budget_left = std::max<std::int64_t>(0, policy->max_store - at_risk.amount);
          if (at_risk.oldest)
            supplies.cards_until = at_risk.oldest->plus_seconds(std::int64_t{policy->max_hours} * 3600);
        }
        return Answer{};
      });
  if (!read) supplies.bytes_per_day = least_per_day;
  return capabilities::runway(supplies);
}
}  // namespace holdfast::store
