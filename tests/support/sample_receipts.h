#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "receipts/receipt.h"

namespace holdfast::test {
/// A shop in Galway; with a footer and a link for the QR code.
Site sample_shop();
/// Bread, milk, apples by weight; one tax, paid in cash with change and rounding.
orders::Order sample_sale();
/// Two taxes, a damaged line, a coupon, dollars and a card.
orders::Order large_sale();
/// Of one line of sample_sale().
orders::Order sample_return();
/// Names in Arabic among Latin ones, in dirhams.
orders::Order arabic_sale();
/// A French shop and its sale with thousands.
Site french_shop();
orders::Order french_sale();
Site arabic_shop();

/// The receipts that tests hold pictures of, by name; each with the dots of its paper.
struct SampleReceipt {
  std::string_view name;
  int dots;
  receipts::Receipt receipt;
};
std::vector<SampleReceipt> sample_receipts();
/// A small logo: a ring, as PNG.
std::string sample_logo();

orders::Item sold(int position, std::string name, std::int64_t micro, std::int64_t unit_price, std::int64_t subtotal,
                  std::string tax_code = "standard");
}  // namespace holdfast::test
