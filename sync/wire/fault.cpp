#include "wire/fault.h"

#include <array>

namespace holdfast::wire {
namespace {
using enum Reason;
constexpr std::array rows{
    ReasonRow{form, "form", 400, "InvalidArgumentError", false},
    ReasonRow{size, "size", 413, "InvalidArgumentError", true},
    ReasonRow{packing, "packing", 400, "InvalidArgumentError", false},
    ReasonRow{protocol, "protocol", 400, "InvalidArgumentError", false},
    ReasonRow{count, "count", 422, "DataIntegrityError", false},
    ReasonRow{chain, "chain", 422, "DataIntegrityError", false},
    ReasonRow{line, "line", 422, "SchemaValidationError", false},
    ReasonRow{site, "site", 403, "AuthenticationError", false},
    ReasonRow{epoch, "epoch", 409, "DataConflictError", false},
    ReasonRow{gap, "gap", 409, "DataConflictError", true},
    ReasonRow{fork, "fork", 409, "DataIntegrityError", false},
    ReasonRow{body, "body", 422, "DataIntegrityError", false},
    ReasonRow{ahead, "ahead", 409, "DataConflictError", false},
    ReasonRow{gone, "gone", 410, "DataConflictError", false},
    ReasonRow{busy, "busy", 503, "ServiceUnavailableError", true},
};
consteval bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].reason) != i) return false;
  return true;
}
static_assert(in_order());
}  // namespace

const ReasonRow& row_of(Reason reason) { return rows[static_cast<std::size_t>(reason)]; }
std::string_view name_of(Reason reason) { return row_of(reason).name; }

std::optional<Reason> parse_reason(std::string_view name) {
  for (const ReasonRow& row : rows)
    if (row.name == name) return row.reason;
  return std::nullopt;
}
}  // namespace holdfast::wire
