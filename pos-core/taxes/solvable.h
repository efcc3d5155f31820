#pragma once
#include <optional>
#include <string_view>

#include "taxes/tax.h"

namespace holdfast::taxes {
/// Why these taxes cannot be taken together of one line; nothing: they can. Between a price and its net lies a
/// division, so what a price contains has to leave something of it, and all figures of a document have to fit 64 bits.
/// Rates come from outside (POST /v1/price, a hub), so this is a refusal, not a bug.
std::optional<std::string_view> flaw_together(std::span<const std::uint32_t> taxes, std::span<const TaxRate> rates);
}  // namespace holdfast::taxes
