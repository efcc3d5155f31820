#include "training/terminals.h"

namespace holdfast::training {
std::vector<TerminalRow> paired_terminals(db::Connection& live) {
  std::vector<TerminalRow> terminals;
  db::Statement& rows = live.prepare(
      "SELECT t.uuid, t.name, t.token_hash, r.number, t.proof_key FROM terminal t LEFT JOIN register r ON r.id = t.register_id "
      "WHERE t.revoked_us IS NULL");
  while (rows.step())
    terminals.push_back({rows.uuid(0), rows.string(1), std::string{rows.blob(2)}, rows.maybe_integer(3), rows.maybe_string(4)});
  return terminals;
}

void replace_terminals(db::Transaction& practice, const std::vector<TerminalRow>& terminals, Instant now) {
  practice.prepare("UPDATE terminal SET revoked_us = ?").exec(now);
  for (const TerminalRow& terminal : terminals)
    practice
        .prepare(
            "INSERT INTO terminal(uuid, name, token_hash, register_id, paired_us, proof_key) VALUES (?1, ?2, ?3, "
            "(SELECT id FROM register WHERE number = ?4), ?5, ?6) "
            "ON CONFLICT(uuid) DO UPDATE SET revoked_us = NULL, name = excluded.name, token_hash = excluded.token_hash, "
            "proof_key = excluded.proof_key")
        .exec(terminal.id, terminal.name,
              std::span{reinterpret_cast<const std::uint8_t*>(terminal.token_hash.data()), terminal.token_hash.size()},
              terminal.register_number, now, terminal.proof_key);
}
}  // namespace holdfast::training
