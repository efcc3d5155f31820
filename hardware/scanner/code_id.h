#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "barcodes/symbology.h"

namespace holdfast::scanner {
/// Letters that makers put before the data, where AIM identifiers are off. Same letter, other meaning: which maker's
/// they are is a setting, never guessed.
enum class CodeIdSet {
  none,
  zebra,      ///< Zebra and Symbol, also Newland and Netum: `A` all of UPC/EAN, `P00` Data Matrix
  honeywell,  ///< Honeywell, Metrologic, Hand Held: `d` EAN-13
  datalogic,  ///< Datalogic's European label set: `B` EAN-13
};
std::optional<CodeIdSet> parse_code_id_set(std::string_view name);

struct CodeId {
  barcodes::Symbology symbology = barcodes::Symbology::other;
  std::size_t length = 0;  ///< characters to take off
};
/// The code id at the start of `text`; empty when no letter of the set fits it, also when the letter stands for an
/// EAN or UPC and what follows is not one.
std::optional<CodeId> code_id_of(std::string_view text, CodeIdSet set);
/// As an emulated scanner writes it; empty when the set has none.
std::string_view code_id_for(barcodes::Symbology symbology, CodeIdSet set);
}  // namespace holdfast::scanner
