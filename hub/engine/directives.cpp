#include "engine/directives.h"

#include <algorithm>
#include <tuple>

namespace holdfast::engine {
namespace {
constexpr std::string_view kinds[] = {"downsync", "upsync", "rebuild", "drain", "pause", "resume", "handOver"};
constexpr int most_open = static_cast<int>(wire::most_directives);

bool is_over(const SiteDirective& one) {
  return one.state == "done" || one.state == "failed" || one.state == "cancelled" || one.state == "expired";
}
bool is_same(const wire::Directive& known, const DirectiveWish& wish) {
  return known.kind == wish.kind && known.direction == wish.direction && known.reason == wish.reason &&
         known.ordered_by == wish.by && known.subject == wish.subject;
}
void take_outcome(HubTransaction& tx, const SiteKey& key, const wire::DirectiveOutcome& told, Instant now) {
  auto known = tx.directives.lock(key, told.id);
  if (!known) return;  // this hub came back from an older backup
  if (known->state == told.state && known->detail == told.detail && known->done == told.done) return;
  if (known->state == "done" || known->state == "failed") return;
  known->state = told.state;
  known->detail = told.detail;
  known->done = told.done;
  known->total = told.total;
  if (!known->given) known->given = now;
  known->ended = told.state == "running" ? std::nullopt : std::optional{now};
  tx.directives.put(key, *known);
}
}  // namespace

Result<SiteDirective> order_directive(HubTransaction& tx, const SiteKey& key, const DirectiveWish& wish, Instant now) {
  if (const auto known = tx.directives.lock(key, wish.id)) {
    if (!is_same(known->order, wish)) return refuse(ErrorCode::key_reused, "that id stands for another directive");
    return *known;
  }
  if (std::find(std::begin(kinds), std::end(kinds), wish.kind) == std::end(kinds))
    return refuse(ErrorCode::invalid_argument, "kind is downsync, upsync, rebuild, drain, pause or resume");
  if (!wish.direction.empty() && wish.kind != "pause" && wish.kind != "resume")
    return refuse(ErrorCode::invalid_argument, "only pause and resume have a direction");
  if (tx.directives.in_state(key, "ordered", most_open).size() >= wire::most_directives)
    return refuse(ErrorCode::conflict, "the store has not fetched the last 32 directives yet");
  SiteDirective made;
  made.order = {wish.id, wish.kind, wish.direction, wish.reason, wish.by, now, wish.subject};
  made.expires = now.plus_seconds(wish.valid_s);
  tx.directives.put(key, made);
  return made;
}

Result<SiteDirective> cancel_directive(HubTransaction& tx, const SiteKey& key, const Uuid& id, const std::string& by,
                                       Instant now) {
  auto known = tx.directives.lock(key, id);
  if (!known) return refuse(ErrorCode::not_found, "no such directive");
  if (known->state == "cancelled") return *known;
  if (is_over(*known)) return refuse(ErrorCode::conflict, "it is " + known->state + " already");
  if (known->state == "running") return refuse(ErrorCode::conflict, "the store is at it already");
  known->state = "cancelled";
  known->cancelled_by = by;
  known->ended = now;
  tx.directives.put(key, *known);
  return *known;
}

std::vector<wire::Directive> exchange_directives(HubTransaction& tx, const SiteKey& key,
                                                 const std::vector<wire::DirectiveOutcome>& outcomes, Instant now) {
  for (const wire::DirectiveOutcome& told : outcomes) take_outcome(tx, key, told, now);
  std::vector<SiteDirective> open = tx.directives.in_state(key, "given", most_open);
  for (SiteDirective& fresh : tx.directives.in_state(key, "ordered", most_open)) open.push_back(std::move(fresh));
  std::sort(open.begin(), open.end(), [](const SiteDirective& a, const SiteDirective& b) {
    return std::tie(a.order.ordered, a.order.id) < std::tie(b.order.ordered, b.order.id);
  });
  std::vector<wire::Directive> to_give;
  for (SiteDirective& one : open) {
    if (one.expires <= now) {
      one.state = "expired";
      one.ended = now;
      tx.directives.put(key, one);
      continue;
    }
    if (to_give.size() == wire::most_directives) break;
    to_give.push_back(one.order);
    if (one.state == "given") continue;
    one.state = "given";
    one.given = now;
    tx.directives.put(key, one);
  }
  return to_give;
}

bool has_new_directive(HubTransaction& tx, const SiteKey& key, Instant now) {
  const auto fresh = tx.directives.in_state(key, "ordered", most_open);
  return std::any_of(fresh.begin(), fresh.end(), [&](const SiteDirective& one) { return one.expires > now; });
}
}  // namespace holdfast::engine
