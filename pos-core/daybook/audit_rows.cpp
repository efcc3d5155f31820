#include "daybook/audit_rows.h"

namespace holdfast::daybook {
void append_audit(db::Transaction& tx, fiscal::AuditFacts facts) {
  facts.id = 1;
  Sha256 previous{};
  db::Statement& last = tx.prepare("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1");
  if (last.step()) {
    facts.id = last.integer(0) + 1;
    const std::string_view hash = last.is_null(1) ? std::string_view{} : last.blob(1);
    for (std::size_t i = 0; i < hash.size(); ++i) previous[i] = static_cast<std::uint8_t>(hash[i]);
  }
  last.reset();
  const Sha256 hash = fiscal::audit_link(previous, facts);
  tx.prepare(
        "INSERT INTO audit_entry(id, at_us, staff_id, approver_id, terminal_id, action, subject, detail, hash) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(facts.id, facts.at_us, facts.staff, facts.approver, facts.terminal, facts.action, facts.subject,
            facts.detail, std::span<const std::uint8_t>{hash});
}

void append_act(db::Transaction& tx, const Act& act, Instant now) {
  append_audit(tx, {.id = 0,
                    .at_us = now.unix_us(),
                    .staff = {},
                    .approver = {},
                    .terminal = {},
                    .action = act.action,
                    .subject = act.subject,
                    .detail = act.detail});
}
}  // namespace holdfast::daybook
