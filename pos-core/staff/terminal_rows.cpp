#include "staff/terminal_rows.h"

namespace holdfast::staff {
namespace {
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
std::span<const std::uint8_t> blob(const Sha256& digest) { return digest; }
Sha256 code_hash(std::string_view typed) { return sha256("pairing", normal_pairing_code(typed)); }

#define HF_TERMINAL                                                                                                   \
  "SELECT t.id, t.uuid, t.name, t.register_id, r.uuid, t.paired_us, t.revoked_us, t.kind FROM terminal t LEFT JOIN register " \
  "r ON r.id = t.register_id "
Terminal terminal_of(db::Statement& row) {
  return {row.integer(0),
          row.uuid(1),
          row.string(2),
          row.maybe_integer(3),
          row.is_null(4) ? std::nullopt : std::optional{row.uuid(4)},
          row.instant(5),
          row.maybe_instant(6),
          row.string(7)};
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
void insert(db::Transaction& tx, Terminal& terminal, const Sha256& token_hash) {
  tx.prepare("INSERT INTO terminal(uuid, name, token_hash, register_id, paired_us, kind) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(terminal.id, terminal.name, blob(token_hash), terminal.register_row, terminal.paired, terminal.kind);
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
  tx.prepare(
        "INSERT INTO pairing_code(code_hash, register_id, uses_left, created_us, expires_us) VALUES (?, ?, ?, ?, ?)")
      .exec(blob(hash), register_row, uses, now, expires);
}
std::optional<PairingCode> find_pairing_code(db::Connection& connection, std::string_view typed, Instant now) {
  const Sha256 hash = code_hash(typed);
  db::Statement& row = connection.prepare(
      "SELECT id, register_id FROM pairing_code WHERE code_hash = ? AND uses_left > 0 AND expires_us > ? ORDER BY id "
      "LIMIT 1");
  std::optional<PairingCode> code;
  if (row.all(blob(hash), now).step()) code = PairingCode{row.integer(0), row.maybe_integer(1)};
  row.reset();
  return code;
}
void use_pairing_code(db::Transaction& tx, std::int64_t row) {
  tx.prepare("UPDATE pairing_code SET uses_left = uses_left - 1 WHERE id = ?").exec(row);
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
}  // namespace holdfast::staff
