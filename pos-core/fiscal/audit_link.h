#pragma once
#include <optional>
#include <string_view>

#include "base/digest.h"

namespace holdfast::fiscal {
/// One entry of the audit trail, as its chain sees it. Rows are those of staff and terminals.
struct AuditFacts {
  std::int64_t id = 0, at_us = 0;
  std::optional<std::int64_t> staff, approver, terminal;
  std::string_view action, subject, detail;
};
/// A(n) = SHA("HF-AU1\0" || A(n-1) || the facts as a JSON array); before the first there are 32 zeros.
Sha256 audit_link(const Sha256& previous, const AuditFacts& facts);
}  // namespace holdfast::fiscal
