// Bodies from outside: whatever parses can be walked, and what JsonFields complains about stays inside the body.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json.h"

using holdfast::Json;

namespace {
std::size_t walk(const Json& value) {
  std::size_t size = value.text().size() + (value.integer() ? 1 : 0);
  for (const Json& item : value.items()) size += walk(item);
  for (const auto& [name, member] : value.members()) size += name.size() + walk(member);
  return size;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto parsed = holdfast::parse_json(text);
  if (!parsed) return 0;
  if (walk(*parsed) > size * 4) __builtin_trap();  // values never hold more than their escapes could make
  std::vector<holdfast::FieldError> errors;
  holdfast::JsonFields fields{*parsed, errors};
  (void)fields.maybe_text("sku");
  (void)fields.maybe_decimal("quantity");
  (void)fields.maybe_uuid("variantId");
  (void)fields.array("items", false);
  fields.finish();
  return 0;
}
