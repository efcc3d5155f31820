#include "store/tokens.h"

#include <bitset>
#include <map>

#include "base/check.h"

namespace holdfast::store {
namespace {
using Permissions = std::bitset<permission_count>;
std::map<std::int64_t, Permissions> permissions_by_role(db::Connection& connection) {
  std::map<std::int64_t, Permissions> by_role;
  db::Statement& rows = connection.prepare("SELECT role_id, permission FROM role_permission");
  while (rows.step())
    if (const auto permission = parse_permission(rows.text(1)))
      by_role[rows.integer(0)].set(static_cast<std::size_t>(*permission));
  return by_role;
}
}  // namespace

void Tokens::add(std::string_view digest, Bearer bearer) {
  Sha256 key;
  check(digest.size() == key.size());
  std::memcpy(key.data(), digest.data(), key.size());
  bearers_.insert_or_assign(key, std::move(bearer));
}

std::shared_ptr<const Tokens> Tokens::load(db::Connection& connection, Instant now) {
  auto tokens = std::make_shared<Tokens>();
  db::Statement& terminals =
      connection.prepare("SELECT id, uuid, token_hash, name FROM terminal WHERE revoked_us IS NULL");
  while (terminals.step()) {
    auto actor = std::make_shared<Actor>();
    actor->terminal_id = terminals.integer(0);
    actor->terminal = terminals.uuid(1);
    tokens->terminal_ids_.insert(actor->terminal);
    tokens->add(terminals.blob(2), {Bearer::Kind::terminal, std::move(actor), Instant{}});
  }
  const auto permissions = permissions_by_role(connection);
  db::Statement& rows = connection.prepare(
      "SELECT s.token_hash, s.expires_us, s.ended_us, s.id, p.id, p.uuid, p.code, p.name, r.id, r.code, "
      "r.max_discount_percent_micro, "
      "r.max_open_price, t.id, t.uuid FROM session s JOIN staff p ON p.id = s.staff_id JOIN role r ON r.id = p.role_id "
      "JOIN terminal t ON t.id = s.terminal_id WHERE s.expires_us > ? AND p.active = 1 AND t.revoked_us IS NULL");
  rows.all(now.plus_seconds(-seconds_per_day));
  while (rows.step()) {
    auto actor = std::make_shared<Actor>();
    actor->session_id = rows.integer(3);
    actor->staff_id = rows.integer(4);
    actor->staff = rows.uuid(5);
    actor->staff_code = rows.string(6);
    actor->name = rows.string(7);
    if (const auto found = permissions.find(rows.integer(8)); found != permissions.end())
      actor->permissions = found->second;
    actor->role = rows.string(9);
    if (const auto percent = rows.maybe_integer(10)) actor->max_discount = Percent::from_micro(*percent);
    actor->max_open_price = rows.maybe_integer(11);
    actor->terminal_id = rows.integer(12);
    actor->terminal = rows.uuid(13);
    const Instant expires = rows.instant(1);
    const bool ended = !rows.is_null(2) || expires <= now;
    tokens->add(rows.blob(0), {ended ? Bearer::Kind::ended_session : Bearer::Kind::session, std::move(actor), expires});
    if (!ended) ++tokens->sessions_;
  }
  return tokens;
}

const Bearer* Tokens::find(std::string_view token) const {
  const auto found = bearers_.find(sha256(token));
  return found == bearers_.end() ? nullptr : &found->second;
}
}  // namespace holdfast::store
