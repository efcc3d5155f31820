#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eft/zvt_tlv.h"

namespace holdfast::eft {
enum class FieldForm { fixed, llvar, lllvar, tlv };
struct FieldRule {
  std::uint8_t bmp;
  FieldForm form;
  std::size_t length;  ///< of a fixed one
};
/// The bitmap fields of hardware reference 8.4; null for an unknown one, whose length nobody can know.
const FieldRule* field_rule(std::uint8_t bmp);

struct Field {
  std::uint8_t bmp = 0;
  std::string value;
  friend bool operator==(const Field&, const Field&) = default;
};
struct Fields {
  std::vector<Field> list;  ///< in their order, the container 06 left out
  std::vector<Tlv> tlv;
  bool has_tlv = false;
  bool whole = true;  ///< false: an unknown, cut or malformed field ended the reading
  const std::string* find(std::uint8_t bmp) const;
};
Fields decode_fields(std::string_view data);
std::string encode_field(const Field& field);
/// The fields in their order, then the container if there is anything in it.
std::string encode_fields(const std::vector<Field>& fields, const std::vector<Tlv>& tlv = {});

/// Two or three bytes Fx, a decimal digit x each: F1 F2 is 12.
std::optional<std::size_t> decode_var_length(std::string_view bytes, std::size_t digits);
std::string encode_var(std::string_view value, std::size_t digits);
/// A whole container 06 up to the end of `bytes`; empty otherwise.
std::optional<std::vector<Tlv>> decode_container(std::string_view bytes);
}  // namespace holdfast::eft
