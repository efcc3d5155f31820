#include "fiscal/audit_link.h"

#include "base/json_writer.h"

namespace holdfast::fiscal {
namespace {
constexpr std::string_view tag{"HF-AU1\0", 7};
}

Sha256 audit_link(const Sha256& previous, const AuditFacts& facts) {
  std::string text;
  JsonWriter json{text};
  json.begin_array().value(facts.id).value(facts.at_us);
  for (const auto& row : {facts.staff, facts.approver, facts.terminal})
    if (row)
      json.value(*row);
    else
      json.null();
  json.value(facts.action).value(facts.subject).value(facts.detail).end_array();
  return sha256(tag, bytes_of(previous), text);
}
}  // namespace holdfast::fiscal
