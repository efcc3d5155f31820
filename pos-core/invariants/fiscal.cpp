#include "daybook/checks.h"
#include "invariants/check_all.h"

namespace holdfast::invariants {
void check_fiscal(db::Connection& connection, Findings& findings) {
  for (const std::string& finding : daybook::check_seals(connection)) findings.add("seals", "day", finding);
  const daybook::AuditCheck audit = daybook::check_audit(connection);
  if (audit.broken_at != 0)
    findings.add("audit", "entry " + std::to_string(audit.broken_at), "it does not follow from the one before");
  const daybook::ChainCheck chains = daybook::check_fiscal_chains(connection);
  if (!chains.finding.empty()) findings.add("fiscal", "cash box", chains.finding);
}
}  // namespace holdfast::invariants
