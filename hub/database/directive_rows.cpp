#include "database/directive_rows.h"

namespace holdfast::database {
using engine::SiteDirective;
using engine::SiteKey;

namespace {
#define HF_DIRECTIVE                                                                                               \
  "SELECT directive_id, kind, direction, reason, ordered_by, ordered_us, expires_us, state, detail, done, total, " \
  "given_us, ended_us, cancelled_by, subject FROM site_directive WHERE tenant_id = ? AND site_id = ? AND "

std::vector<SiteDirective> all_directives(sql::Statement& rows) {
  std::vector<SiteDirective> found;
  while (rows.step()) {
    SiteDirective one;
    one.order = {rows.uuid(0), rows.string(1), rows.string(2), rows.string(3), rows.string(4), rows.instant(5)};
    one.expires = rows.instant(6);
    one.state = rows.string(7);
    one.detail = rows.string(8);
    one.done = rows.integer(9);
    one.total = rows.integer(10);
    if (!rows.is_null(11)) one.given = rows.instant(11);
    if (!rows.is_null(12)) one.ended = rows.instant(12);
    one.cancelled_by = rows.string(13);
    one.order.subject = rows.string(14);
    found.push_back(std::move(one));
  }
  return found;
}
}  // namespace

void Directives::put(const SiteKey& key, const SiteDirective& one) {
  db_.prepare(
         "INSERT INTO site_directive(tenant_id, site_id, directive_id, kind, direction, reason, ordered_by, "
         "ordered_us, "
         "expires_us, state, detail, done, total, given_us, ended_us, cancelled_by, subject) VALUES (?, ?, ?, ?, ?, ?, "
         "?, ?, ?, "
         "?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site_id, directive_id) DO UPDATE SET state = excluded.state, "
         "detail = excluded.detail, done = excluded.done, total = excluded.total, given_us = excluded.given_us, "
         "ended_us = excluded.ended_us, cancelled_by = excluded.cancelled_by")
      .exec(key.tenant, key.site, one.order.id, one.order.kind, one.order.direction, one.order.reason,
            one.order.ordered_by, one.order.ordered, one.expires, one.state, one.detail, one.done, one.total, one.given,
            one.ended, one.cancelled_by, one.order.subject);
}
std::optional<SiteDirective> Directives::lock(const SiteKey& key, const Uuid& id) {
  auto found = all_directives(db_.prepare_locking(HF_DIRECTIVE "directive_id = ?").all(key.tenant, key.site, id));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}
std::vector<SiteDirective> Directives::in_state(const SiteKey& key, const std::string& state, int most) {
  return all_directives(db_.prepare(HF_DIRECTIVE "state = ? ORDER BY ordered_us, directive_id LIMIT ?")
                            .all(key.tenant, key.site, state, most));
}
std::vector<SiteDirective> Directives::of_site(const SiteKey& key, int most) {
  return all_directives(db_.prepare(HF_DIRECTIVE "1 = 1 ORDER BY ordered_us DESC, directive_id DESC LIMIT ?")
                            .all(key.tenant, key.site, most));
}
std::int64_t Directives::forget(Instant before) {
  sql::Statement& rows = db_.prepare("SELECT count(*) FROM site_directive WHERE ended_us < ?");
  const std::int64_t count = rows.all(before).step() ? rows.integer(0) : 0;
  rows.reset();
  if (count > 0) db_.prepare("DELETE FROM site_directive WHERE ended_us < ?").exec(before);
  return count;
}
}  // namespace holdfast::database
