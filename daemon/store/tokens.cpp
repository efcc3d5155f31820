#include "store/tokens.h"

#include <bitset>
#include <map>

#include "base/check.h"
#include "log/log.h"
#include "staff/terminal_rows.h"
#include "vault/keys_of.h"

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

using ProofKeys = std::map<std::int64_t, std::shared_ptr<const Sha256>>;
std::optional<Sha256> key_of(std::string_view hex) {
  constexpr std::string_view digits = "0123456789abcdef";
  Sha256 key{};
  if (hex.size() != 2 * key.size() || hex.find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
  for (std::size_t i = 0; i < key.size(); ++i)
    key[i] = static_cast<std::uint8_t>(digits.find(hex[2 * i]) * 16 + digits.find(hex[2 * i + 1]));
  return key;
}
/// By row of terminal; null for one that does not open, whose terminal has to pair anew: better than to let it in without.
ProofKeys proof_keys(db::Connection& connection) {
  ProofKeys keys;
  const vault::FieldKeys& vault = vault::keys_of(connection);
  db::Statement& rows =
      connection.prepare("SELECT id, uuid, proof_key FROM terminal WHERE revoked_us IS NULL AND proof_key IS NOT NULL");
  while (rows.step()) {
    const auto hex = vault.open(rows.text(2), staff::proof_place(rows.uuid(1)));
    const auto key = hex ? key_of(*hex) : std::nullopt;
    if (!key)
      log::error("a terminal's key does not open: it has to be paired anew", {{"terminal", to_string(rows.uuid(1))}});
    keys.emplace(rows.integer(0), key ? std::make_shared<const Sha256>(*key) : nullptr);
  }
  return keys;
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
  const ProofKeys proofs = proof_keys(connection);
  const auto proof_of = [&proofs](std::int64_t terminal) -> std::optional<std::shared_ptr<const Sha256>> {
    const auto found = proofs.find(terminal);
    if (found == proofs.end()) return nullptr;
    return found->second ? std::optional{found->second} : std::nullopt;
  };
  const std::int64_t days = staff::token_days(connection);
  std::map<std::int64_t, staff::TokenTerms> terms;
  db::Statement& terminals = connection.prepare(
      "SELECT id, uuid, token_hash, token_us, token_ordered_us, former_hash, former_us FROM terminal WHERE revoked_us IS "
      "NULL");
  while (terminals.step()) {
    auto actor = std::make_shared<Actor>();
    actor->terminal_id = terminals.integer(0);
    actor->terminal = terminals.uuid(1);
    tokens->terminal_ids_.insert(actor->terminal);
    auto proof = proof_of(actor->terminal_id);
    if (!proof) continue;
    if (const auto given = terminals.maybe_instant(3))
      terms[actor->terminal_id] = staff::terms_of_token(days, *given, terminals.maybe_instant(4));
    if (!terminals.is_null(5))
      tokens->add(terminals.blob(5), {Bearer::Kind::terminal, actor, Instant{}, *proof,
                                      staff::terms_of_former(terminals.instant(6))});
    const staff::TokenTerms own = terms[actor->terminal_id];
    tokens->add(terminals.blob(2), {Bearer::Kind::terminal, std::move(actor), Instant{}, *std::move(proof), own});
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
    auto proof = proof_of(actor->terminal_id);
    if (!proof) continue;
    const staff::TokenTerms own = terms[actor->terminal_id];
    tokens->add(rows.blob(0), {ended ? Bearer::Kind::ended_session : Bearer::Kind::session, std::move(actor), expires,
                               *std::move(proof), own});
    if (!ended) ++tokens->sessions_;
  }
  return tokens;
}

const Bearer* Tokens::find(std::string_view token) const {
  const auto found = bearers_.find(sha256(token));
  return found == bearers_.end() ? nullptr : &found->second;
}
}  // namespace holdfast::store
