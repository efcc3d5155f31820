#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::payments {
/// What a tender does with tips that no card terminal asks for. A tip comes on top of what is paid and belongs to no
/// sum of the sale.
struct TipPolicy {
  std::vector<std::int64_t> percents;  ///< of the sale, that the till offers; whole ones
  std::vector<std::int64_t> amounts;   ///< that the till offers, minor units
  bool refunded = false;               ///< a tip goes back with goods that come back; false: it stays
  friend bool operator==(const TipPolicy&, const TipPolicy&) = default;
};
/// `tips` of a tender's document: an object, or none (null) where it takes no tips. The caller finishes `tender`.
std::optional<TipPolicy> read_tip_policy(JsonFields& tender, std::vector<FieldError>& errors);
/// The object; null for none.
void append_json(JsonWriter& json, const std::optional<TipPolicy>& policy);
/// As it is stored.
std::optional<std::string> encode(const std::optional<TipPolicy>& policy);
std::optional<TipPolicy> decode_tip_policy(std::string_view text);
}  // namespace holdfast::payments
