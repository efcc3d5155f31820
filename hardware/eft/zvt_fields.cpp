#include "eft/zvt_fields.h"

#include <array>

#include "base/check.h"
#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr std::array<FieldRule, 256> make_rules() {
  std::array<FieldRule, 256> rules{};
  for (std::size_t i = 0; i < rules.size(); ++i) rules[i] = {static_cast<std::uint8_t>(i), FieldForm::fixed, 0};
  constexpr auto set = [](auto& to, auto bmps, FieldForm form, std::size_t length) {
    for (const int bmp : bmps) to[static_cast<std::size_t>(bmp)] = {static_cast<std::uint8_t>(bmp), form, length};
  };
  set(rules, std::array{0x01, 0x02, 0x03, 0x05, 0x19, 0x27, 0x72, 0x73, 0x74, 0x75, 0x8A, 0x8C, 0xA0,
                        0xD0, 0xD2, 0xD3, 0xE0, 0xE9, 0xEA, 0xF0, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD},
      FieldForm::fixed, 1);
  set(rules, std::array{0x0D, 0x0E, 0x17, 0x3A, 0x49, 0x87}, FieldForm::fixed, 2);
  set(rules, std::array{0x0B, 0x0C, 0x37, 0x3D, 0x88, 0xAA}, FieldForm::fixed, 3);
  set(rules, std::array{0x29, 0x70, 0x71}, FieldForm::fixed, 4);
  set(rules, std::array{0xBA}, FieldForm::fixed, 5);
  set(rules, std::array{0x04}, FieldForm::fixed, 6);
  set(rules, std::array{0x3B, 0xEB}, FieldForm::fixed, 8);
  set(rules, std::array{0x2A}, FieldForm::fixed, 15);
  set(rules, std::array{0x22, 0x23, 0x2D, 0x4C, 0x8B, 0xA7, 0xD1, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5,
                        0xE6, 0xE7, 0xE8, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8},
      FieldForm::llvar, 0);
  set(rules, std::array{0x24, 0x2E, 0x3C, 0x60, 0x9A, 0xAF}, FieldForm::lllvar, 0);
  set(rules, std::array{0x06}, FieldForm::tlv, 0);
  return rules;
}
constexpr std::array<FieldRule, 256> rules = make_rules();

struct Extent {
  std::size_t skip;
  std::size_t length;
};
std::optional<Extent> extent_of(const FieldRule& rule, std::string_view rest) {
  switch (rule.form) {
    case FieldForm::fixed:
      return Extent{0, rule.length};
    case FieldForm::llvar:
    case FieldForm::lllvar: {
      const std::size_t digits = rule.form == FieldForm::llvar ? 2 : 3;
      const auto length = decode_var_length(rest, digits);
      return length ? std::optional{Extent{digits, *length}} : std::nullopt;
    }
    case FieldForm::tlv: {
      const auto length = decode_tlv_length(rest);
      return length ? std::optional{Extent{length->size, length->length}} : std::nullopt;
    }
  }
  return std::nullopt;
}
}  // namespace

const FieldRule* field_rule(std::uint8_t bmp) {
  const FieldRule& rule = rules[bmp];
  return rule.form == FieldForm::fixed && rule.length == 0 ? nullptr : &rule;
}

const std::string* Fields::find(std::uint8_t bmp) const {
  for (const Field& field : list)
    if (field.bmp == bmp) return &field.value;
  return nullptr;
}

Fields decode_fields(std::string_view data) {
  Fields fields;
  while (!data.empty()) {
    const FieldRule* rule = field_rule(octet(data, 0));
    const auto extent = rule != nullptr ? extent_of(*rule, data.substr(1)) : std::nullopt;
    if (!extent || extent->length > data.size() - 1 - extent->skip) {
      fields.whole = false;
      return fields;
    }
    const std::string_view value = data.substr(1 + extent->skip, extent->length);
    data.remove_prefix(1 + extent->skip + extent->length);
    if (rule->form != FieldForm::tlv) {
      fields.list.push_back({rule->bmp, std::string{value}});
      continue;
    }
    TlvList inner = decode_tlv(value);
    fields.has_tlv = true;
    fields.whole = fields.whole && inner.whole;
    for (Tlv& item : inner.items) fields.tlv.push_back(std::move(item));
  }
  return fields;
}

std::optional<std::size_t> decode_var_length(std::string_view bytes, std::size_t digits) {
  if (bytes.size() < digits) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const std::uint8_t byte = octet(bytes, i);
    if (byte < 0xF0 || byte > 0xF9) return std::nullopt;
    length = length * 10 + (byte & 15U);
  }
  return length;
}

std::string encode_var(std::string_view value, std::size_t digits) {
  std::string head(digits, '\0');
  std::size_t rest = value.size();
  for (std::size_t i = digits; i-- > 0; rest /= 10) head[i] = static_cast<char>(0xF0 | rest % 10);
  check(rest == 0);
  return head += value;
}

std::string encode_field(const Field& field) {
  const FieldRule* rule = field_rule(field.bmp);
  check(rule != nullptr);
  const std::string bmp(1, static_cast<char>(field.bmp));
  switch (rule->form) {
    case FieldForm::fixed:
      check(field.value.size() == rule->length);
      return bmp + field.value;
    case FieldForm::llvar:
      return bmp + encode_var(field.value, 2);
    case FieldForm::lllvar:
      return bmp + encode_var(field.value, 3);
    case FieldForm::tlv:
      return bmp + encode_tlv_length(field.value.size()) + field.value;
  }
  return {};
}

std::string encode_fields(const std::vector<Field>& fields, const std::vector<Tlv>& tlv) {
  std::string out;
  for (const Field& field : fields) out += encode_field(field);
  if (!tlv.empty()) out += encode_field({0x06, encode_tlv(tlv)});
  return out;
}

std::optional<std::vector<Tlv>> decode_container(std::string_view bytes) {
  if (bytes.empty() || octet(bytes, 0) != 0x06) return std::nullopt;
  const auto length = decode_tlv_length(bytes.substr(1));
  if (!length || bytes.size() != 1 + length->size + length->length) return std::nullopt;
  TlvList list = decode_tlv(bytes.substr(1 + length->size));
  if (!list.whole) return std::nullopt;
  return std::move(list.items);
}
}  // namespace holdfast::eft
