#include "taxes/tax.h"

#include <array>

namespace holdfast::taxes {
namespace {
constexpr std::array<std::string_view, 4> levels{"line", "unit", "document", "document_residual_net"};
constexpr std::array<std::string_view, 3> kinds{"percent", "fixed_per_unit", "division"};

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}
}  // namespace

std::optional<TaxLevel> parse_tax_level(std::string_view name) { return parse<TaxLevel>(levels, name); }
std::string_view name_of(TaxLevel level) { return levels[static_cast<std::size_t>(level)]; }
std::optional<TaxKind> parse_tax_kind(std::string_view name) { return parse<TaxKind>(kinds, name); }
std::string_view name_of(TaxKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
}  // namespace holdfast::taxes
