#include "staff/terminal_rows.h"

#include "base/check.h"
#include "vault/keys_of.h"

namespace holdfast::staff {
namespace {
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
std::span<const std::uint8_t> blob(const Sha256& digest) { return digest; }
constexpr std::string_view scalar_salt = "holdfast pairing 1";
std::string scalar_place(std::string_view code_hash_hex) { return "pairing_code.scalar/" + std::string{code_hash_hex}; }
Sha256 code_hash(std::string_view typed) { return sha256("pairing", normal_pairing_code(typed)); }

vault::Scalar scalar_of(std::string_view hex) {
  vault::Scalar scalar{};
  check(hex.size() == 2 * scalar.size());
  for (std::size_t i = 0; i < scalar.size(); ++i)
    scalar[i] = static_cast<std::uint8_t>(std::stoi(std::string{hex.substr(2 * i, 2)}, nullptr, 16));
  return scalar;
}

#define HF_TERMINAL                                                                                                   \
  "SELECT t.id, t.uuid, t.name, t.register_id, r.uuid, t.paired_us, t.revoked_us, t.kind, t.proof_key IS NOT NULL, " \
  "t.token_us, t.token_ordered_us FROM terminal t LEFT JOIN register r ON r.id = t.register_id "
Terminal terminal_of(db::Statement& row) {
  return {row.integer(0),
          row.uuid(1),
          row.string(2),
          row.maybe_integer(3),
          row.is_null(4) ? std::nullopt : std::optional{row.uuid(4)},
          row.instant(5),
          row.maybe_instant(6),
          row.string(7),
          row.flag(8),
          row.maybe_instant(9),
          row.maybe_instant(10)};
}
}  // namespace

std::vector<Terminal> terminals(db::Connection& connection) {
  std::vector<Terminal> found;
  db::Statement& rows = connection.prepare(HF_TERMINAL "ORDER BY t.id");
  while (rows.step()) found.push_back(terminal_of(rows));
  return found;
}
std::optional<Terminal> find_terminal(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(HF_TERMINAL "WHERE t.uuid = ?");
  std::optional<Terminal> terminal;
  if (row.all(id).step()) terminal = terminal_of(row);
  row.reset();
  return terminal;
}
#undef HF_TERMINAL
std::string proof_place(const Uuid& terminal) { return "terminal.proof/" + to_string(terminal); }
void insert(db::Transaction& tx, Terminal& terminal, const Sha256& token_hash, const std::optional<Sha256>& proof_key) {
  terminal.proves = proof_key.has_value();
  if (terminal.proves) terminal.token_at = terminal.paired;
  std::optional<std::string> key;
  if (proof_key) key = vault::keys_of(tx.connection()).seal(to_hex(*proof_key), proof_place(terminal.id));
  tx.prepare(
        "INSERT INTO terminal(uuid, name, token_hash, register_id, paired_us, kind, proof_key, token_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(terminal.id, terminal.name, blob(token_hash), terminal.register_row, terminal.paired, terminal.kind, key,
            terminal.token_at);
  terminal.row = tx.last_rowid();
}
void revoke(db::Transaction& tx, std::int64_t terminal_row, Instant now) {
  tx.prepare("UPDATE terminal SET revoked_us = ? WHERE id = ? AND revoked_us IS NULL").exec(now, terminal_row);
  tx.prepare("UPDATE session SET ended_us = ? WHERE terminal_id = ? AND ended_us IS NULL").exec(now, terminal_row);
}

std::string terminal_token(const TokenBytes& random) { return "hft_" + to_hex(random); }
std::string session_token(const TokenBytes& random) { return "hfs_" + to_hex(random); }

std::string make_pairing_code(std::uint64_t random) {
  std::string code;
  for (int i = 0; i < 8; ++i) {
    if (i == 4) code += '-';
    code += letters[random & 31U];
    random >>= 5U;
  }
  return code;
}
std::string normal_pairing_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}
void insert_pairing_code(db::Transaction& tx, std::string_view code, std::optional<std::int64_t> register_row,
                         std::int64_t uses, Instant now, Instant expires) {
  const Sha256 hash = code_hash(code);
  const std::string scalar =
      vault::keys_of(tx.connection()).seal(to_hex(pairing_scalar(code)), scalar_place(to_hex(hash)));
  tx.prepare(
        "INSERT INTO pairing_code(code_hash, register_id, uses_left, created_us, expires_us, selector, scalar, tries_left) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(blob(hash), register_row, uses, now, expires, code_selector(code), scalar, code_tries);
}
std::optional<PairingCode> find_pairing_code(db::Connection& connection, std::string_view typed, Instant now) {
  const Sha256 hash = code_hash(typed);
  db::Statement& row = connection.prepare(
      "SELECT id, register_id FROM pairing_code WHERE code_hash = ? AND uses_left > 0 AND tries_left > 0 AND expires_us > ? ORDER BY id "
      "LIMIT 1");
  std::optional<PairingCode> code;
  if (row.all(blob(hash), now).step()) code = PairingCode{row.integer(0), row.maybe_integer(1)};
  row.reset();
  return code;
}
void use_pairing_code(db::Transaction& tx, std::int64_t row) {
  tx.prepare("UPDATE pairing_code SET uses_left = uses_left - 1 WHERE id = ?").exec(row);
}

std::string code_selector(std::string_view typed) { return normal_pairing_code(typed).substr(0, 2); }
vault::Scalar pairing_scalar(std::string_view typed) { return vault::code_scalar(normal_pairing_code(typed), scalar_salt); }
bool is_selector_taken(db::Connection& connection, std::string_view selector, Instant now) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM pairing_code WHERE selector = ? AND uses_left > 0 AND tries_left > 0 AND expires_us > ?)");
  row.all(selector, now);
  check(row.step());
  const bool taken = row.flag(0);
  row.reset();
  return taken;
}
std::optional<CodeForExchange> find_code_for_exchange(db::Connection& connection, std::string_view selector, Instant now) {
  db::Statement& row = connection.prepare(
      "SELECT id, code_hash, scalar FROM pairing_code WHERE selector = ? AND uses_left > 0 AND tries_left > 0 AND expires_us > "
      "? AND scalar IS NOT NULL ORDER BY id DESC LIMIT 1");
  std::optional<CodeForExchange> found;
  if (row.all(selector, now).step()) {
    const std::string_view digest = row.blob(1);
    const std::string hash = to_hex({reinterpret_cast<const std::uint8_t*>(digest.data()), digest.size()});
    const std::string hex = vault::open(connection, row.string(2), scalar_place(hash));
    found = CodeForExchange{row.integer(0), scalar_of(hex)};
  }
  row.reset();
  return found;
}
std::optional<PairingCode> find_pairing_code(db::Connection& connection, std::int64_t row_id, Instant now) {
  db::Statement& row = connection.prepare(
      "SELECT id, register_id FROM pairing_code WHERE id = ? AND uses_left > 0 AND tries_left > 0 AND expires_us > ?");
  std::optional<PairingCode> code;
  if (row.all(row_id, now).step()) code = PairingCode{row.integer(0), row.maybe_integer(1)};
  row.reset();
  return code;
}
void count_wrong_guess(db::Transaction& tx, std::int64_t row) {
  tx.prepare("UPDATE pairing_code SET tries_left = tries_left - 1 WHERE id = ? AND tries_left > 0").exec(row);
}

namespace {
struct Sealed {
  std::int64_t row;
  std::string text, place;
};
std::string sealed_again(db::Transaction& tx, const Sealed& each) {
  return vault::keys_of(tx.connection()).seal(vault::open(tx.connection(), each.text, each.place), each.place);
}
}  // namespace
int seal_terminals(db::Transaction& tx) {
  const std::string newest = vault::keys_of(tx.connection()).newest_prefix() + "*";
  std::vector<Sealed> terminals, codes;
  db::Statement& rows = tx.prepare("SELECT id, proof_key, uuid FROM terminal WHERE proof_key IS NOT NULL AND proof_key NOT GLOB ?");
  rows.all(newest);
  while (rows.step()) terminals.push_back({rows.integer(0), rows.string(1), proof_place(rows.uuid(2))});
  db::Statement& open = tx.prepare("SELECT id, scalar, code_hash FROM pairing_code WHERE scalar IS NOT NULL AND scalar NOT GLOB ?");
  open.all(newest);
  while (open.step()) {
    const std::string_view digest = open.blob(2);
    codes.push_back({open.integer(0), open.string(1),
                     scalar_place(to_hex({reinterpret_cast<const std::uint8_t*>(digest.data()), digest.size()}))});
  }
  for (const Sealed& each : terminals)
    tx.prepare("UPDATE terminal SET proof_key = ? WHERE id = ?").exec(sealed_again(tx, each), each.row);
  for (const Sealed& each : codes)
    tx.prepare("UPDATE pairing_code SET scalar = ? WHERE id = ?").exec(sealed_again(tx, each), each.row);
  return static_cast<int>(terminals.size() + codes.size());
}

void insert(db::Transaction& tx, Session& session, const Sha256& token_hash) {
  tx.prepare(
        "INSERT INTO session(uuid, token_hash, terminal_id, staff_id, created_us, expires_us) VALUES (?, ?, ?, ?, ?, "
        "?)")
      .exec(session.id, blob(token_hash), session.terminal_row, session.staff_row, session.created, session.expires);
  session.row = tx.last_rowid();
}
std::optional<Session> find_session(db::Connection& connection, std::int64_t row) {
  db::Statement& found =
      connection.prepare("SELECT id, uuid, terminal_id, staff_id, created_us, expires_us FROM session WHERE id = ?");
  std::optional<Session> session;
  if (found.all(row).step())
    session = Session{found.integer(0), found.uuid(1),    found.integer(2),
                      found.integer(3), found.instant(4), found.instant(5)};
  found.reset();
  return session;
}
void end_session(db::Transaction& tx, std::int64_t row, Instant now) {
  tx.prepare("UPDATE session SET ended_us = ? WHERE id = ? AND ended_us IS NULL").exec(now, row);
}
void end_sessions_of_person(db::Transaction& tx, std::int64_t staff_row, Instant now) {
  tx.prepare("UPDATE session SET ended_us = ? WHERE staff_id = ? AND ended_us IS NULL").exec(now, staff_row);
}
void end_sessions_elsewhere(db::Transaction& tx, std::int64_t staff_row, std::int64_t terminal_row, Instant now) {
  tx.prepare("UPDATE session SET ended_us = ? WHERE staff_id = ? AND terminal_id <> ? AND ended_us IS NULL")
      .exec(now, staff_row, terminal_row);
}
}  // namespace holdfast::staff
