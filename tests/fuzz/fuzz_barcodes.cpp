#include <cstddef>
#include <cstdint>
#include <string_view>

#include "barcodes/digital_link.h"
#include "barcodes/gs1_associations.h"
#include "barcodes/gtin.h"
#include "barcodes/scan.h"
#include "base/check.h"

using namespace holdfast;
using namespace holdfast::barcodes;

namespace {
/// What was taken for a message can be written in every form and is the same message when read again.
void check_forms(const Gs1Message& message) {
  check(parse_bracketed(to_bracketed(message)) == message);
  check(parse_element_string(to_element_string(message)) == message);
  (void)check_associations(message);
  (void)message.expiry(2026);
  (void)message.amount();
  (void)message.count();
  for (const Element& element : message.elements) {
    (void)date_time_of(element, 2026);
    (void)currency_of(element);
  }
  const auto link = canonical_digital_link(message);
  if (!link) return;
  const auto again = parse_digital_link(*link);
  check(again.has_value());
  check(canonical_digital_link(*again) == *link);
}
}  // namespace

/// The first byte picks the country of the in-store rules, the rest is what a scanner sent.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::vector<InStoreRule> rules[] = {national_rules("DE"), national_rules("SE"), national_rules("DK"),
                                                   national_rules("US")};
  const std::string_view raw{reinterpret_cast<const char*>(data) + 1, size - 1};
  const Scan scan = interpret(raw, rules[data[0] % 4]);
  if (!scan.elements.empty()) check_forms(scan.elements);
  if (scan.kind == Scan::Kind::gtin || scan.kind == Scan::Kind::in_store) check(canonical_gtin(scan.code) == scan.code);
  if (const auto symbol = parse_symbol(raw)) (void)scan_text(*symbol);
  if (const auto message = parse_digital_link(raw)) check_forms(*message);
  if (const auto upc_a = expand_upc_e(raw)) check(canonical_gtin(*upc_a).has_value());
  (void)unescape_uri(raw, UriPart::query);
  check(unescape_uri(escape_uri(raw, UriPart::query), UriPart::query) == raw);
  return 0;
}
