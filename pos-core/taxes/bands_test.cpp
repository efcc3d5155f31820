#include "taxes/bands.h"

#include <catch2/catch.hpp>
#include <random>

namespace holdfast::taxes {
namespace {
const Currency usd{"USD", 2};

TaxRate percent(const char* code, std::string_view rate, bool included = false) {
  TaxRate tax;
  tax.code = code;
  tax.rate = parse_percent(rate).value();
  tax.included = included;
  return tax;
}
TaxRate banded(TaxRate tax, TaxBand band) {
  tax.band = band;
  return tax;
}
std::vector<std::uint32_t> all(const std::vector<TaxRate>& rates) {
  std::vector<std::uint32_t> out(rates.size());
  for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
  return out;
}
/// Amounts of a line's taxes, in minor units.
std::vector<std::int64_t> taxes_of(const std::vector<TaxRate>& rates, const Rational& amount, Quantity quantity,
                                   const TaxRegime& regime = {}) {
  const auto taxes = all(rates);
  const TaxableLine line{amount, quantity, taxes};
  std::vector<std::int64_t> out;
  const TaxedDocument taxed = compute_taxes({&line, 1}, rates, regime, usd);
  for (const LineTax& tax : taxed.lines[0].taxes) out.push_back(tax.amount.minor());
  return out;
}
using Amounts = std::vector<std::int64_t>;
}  // namespace

TEST_CASE("New York: clothing under 110.00 a piece is not taxed", "[taxes]") {
  const TaxBand from_110{BandOf::unit, 11000, std::nullopt, false};
  const std::vector<TaxRate> rates{banded(percent("state", "4"), from_110), banded(percent("city", "4.5"), from_110),
                                   banded(percent("mctd", "0.375"), from_110)};
  CHECK(taxes_of(rates, 10999, Quantity::pieces(1)).empty());
  CHECK(taxes_of(rates, 11000, Quantity::pieces(1)) == Amounts{440, 495, 41});
  CHECK(taxes_of(rates, 21998, Quantity::pieces(2)).empty());
  CHECK(taxes_of(rates, 22000, Quantity::pieces(2)) == Amounts{880, 990, 83});
  CHECK(taxes_of(rates, -22000, Quantity::pieces(-2)) == Amounts{-880, -990, -83});
}

TEST_CASE("Massachusetts: of clothing only what is above 175.00 a piece is taxed", "[taxes]") {
  const std::vector<TaxRate> rates{banded(percent("ma", "6.25"), {BandOf::unit, 17500, std::nullopt, true})};
  for (const TaxLevel level : {TaxLevel::line, TaxLevel::unit, TaxLevel::document, TaxLevel::document_residual_net}) {
    CAPTURE(name_of(level));
    CHECK(taxes_of(rates, 20000, Quantity::pieces(1), {.level = level}) == Amounts{156});
    CHECK(taxes_of(rates, 17500, Quantity::pieces(1), {.level = level}) == Amounts{0});
    CHECK(taxes_of(rates, -20000, Quantity::pieces(-1), {.level = level}) == Amounts{-156});
  }
  const auto taxes = all(rates);
  const TaxableLine line{40000, Quantity::pieces(2), taxes, 5000};
  const TaxedDocument two = compute_taxes({&line, 1}, rates, {.discount_tax = DiscountTax::separate}, usd);
  CHECK(two.table[0].base.minor() == 5000);
  CHECK(two.tax.minor() == 313);
  CHECK(two.gross.minor() == 40313);
}

TEST_CASE("Tennessee: a single article is taxed in steps of its price", "[taxes]") {
  const std::vector<TaxRate> rates{percent("state", "7"),
                                   banded(percent("single", "2.75"), {BandOf::unit, 160000, 320000, true}),
                                   banded(percent("local", "2.25"), {BandOf::unit, 0, 160000, true})};
  CHECK(taxes_of(rates, 200000, Quantity::pieces(1)) == Amounts{14000, 1100, 3600});
  CHECK(taxes_of(rates, 500000, Quantity::pieces(1)) == Amounts{35000, 4400, 3600});
  CHECK(taxes_of(rates, 100000, Quantity::pieces(1)) == Amounts{7000, 0, 2250});
}

TEST_CASE("Quebec before 2013: the QST was taken on the price with the GST", "[taxes]") {
  TaxRate gst = percent("GST", "5");
  gst.affects_base = true;
  const std::vector<TaxRate> rates{gst, percent("QST", "9.5")};
  CHECK(taxes_of(rates, 10000, Quantity::pieces(1)) == Amounts{500, 998});
  CHECK(taxes_of({percent("GST", "5"), percent("QST", "9.975")}, 10000, Quantity::pieces(1)) == Amounts{500, 998});
}

TEST_CASE("India: coal bears GST by its price and the compensation cess by the tonne", "[taxes]") {
  TaxRate cess;
  cess.code = "CESS";
  cess.kind = TaxKind::fixed_per_unit;
  cess.amount_per_unit = 40000;
  const std::vector<TaxRate> rates{percent("CGST", "2.5"), percent("SGST", "2.5"), cess};
  CHECK(taxes_of(rates, 375000, Quantity::from_micro(2'500'000)) == Amounts{9375, 9375, 100000});
}

TEST_CASE("Brazil: the ICMS is inside its own base", "[taxes]") {
  TaxRate icms = percent("ICMS", "18", true);
  icms.kind = TaxKind::division;
  CHECK(taxes_of({icms}, 10000, Quantity::pieces(1)) == Amounts{1800});
  icms.included = false;
  CHECK(taxes_of({icms}, 8200, Quantity::pieces(1)) == Amounts{1800});
}

TEST_CASE("a threshold of the line or of the document looks at them, sales and returns apart", "[taxes]") {
  const std::vector<TaxRate> by_line{banded(percent("l", "10"), {BandOf::line, 0, 5000, false})};
  CHECK(taxes_of(by_line, 4999, Quantity::pieces(3)) == Amounts{500});
  CHECK(taxes_of(by_line, 5000, Quantity::pieces(3)).empty());
  const std::vector<TaxRate> by_document{banded(percent("d", "10"), {BandOf::document, 10000, std::nullopt, false})};
  const std::vector<std::uint32_t> taxes{0};
  const std::vector<std::uint32_t> none;
  const TaxableLine lines[]{{6000, Quantity::pieces(1), taxes},
                            {4000, Quantity::pieces(1), taxes},
                            {9000, Quantity::pieces(1), none},
                            {-9000, Quantity::pieces(-1), taxes}};
  const TaxedDocument document = compute_taxes(lines, by_document, {}, usd);
  CHECK(document.tax.minor() == 1000);
  CHECK(document.lines[3].taxes.empty());
  CHECK(compute_taxes({lines, 1}, by_document, {}, usd).tax.is_zero());
}

TEST_CASE("the table equals its lines and a return mirrors its sale whatever the bands", "[taxes]") {
  TaxRate before = percent("before", "5");
  before.affects_base = true;
  const std::vector<TaxRate> rates{before, banded(percent("unit", "9.5"), {BandOf::unit, 700, 9000, false}),
                                   banded(percent("within", "6.25"), {BandOf::unit, 333, 5001, true}),
                                   banded(percent("line", "3", true), {BandOf::line, 1500, std::nullopt, false}),
                                   banded(percent("document", "1.7"), {BandOf::document, 10000, std::nullopt, false})};
  const std::vector<std::vector<std::uint32_t>> sets{{0, 1}, {2}, {3}, {4}, {0, 2, 4}, {3, 2}, {1, 4}, {}};
  std::mt19937_64 random{7};
  for (int round = 0; round < 2000; ++round) {
    std::vector<TaxableLine> lines;
    std::vector<TaxableLine> mirrored;
    for (auto left = 1 + random() % 6; left > 0; --left) {
      const auto micro = static_cast<std::int64_t>(1 + random() % 4) * (round % 3 == 0 ? 333'333 : 1'000'000);
      const auto amount = static_cast<std::int64_t>(random() % 20'000);
      const auto& taxes = sets[random() % sets.size()];
      lines.push_back({amount, Quantity::from_micro(micro), taxes, static_cast<std::int64_t>(random() % 300)});
      mirrored.push_back({-amount, Quantity::from_micro(-micro), taxes, -lines.back().discount});
    }
    TaxRegime regime;
    regime.level = static_cast<TaxLevel>(round % 4);
    regime.included_target = static_cast<IncludedTarget>(round / 4 % 2);
    regime.compound_base = static_cast<CompoundBase>(round / 8 % 2);
    regime.discount_tax = static_cast<DiscountTax>(round / 16 % 2);
    const TaxedDocument sale = compute_taxes(lines, rates, regime, usd);
    const TaxedDocument back = compute_taxes(mirrored, rates, regime, usd);
    std::int64_t table = 0;
    std::int64_t by_line = 0;
    for (const LineTax& row : sale.table) table += row.amount.minor();
    for (const TaxedLine& line : sale.lines) {
      by_line += line.tax.minor();
      REQUIRE(line.net + line.tax == line.gross);
    }
    REQUIRE(table == by_line);
    REQUIRE(table == sale.tax.minor());
    REQUIRE(sale.net + sale.tax == sale.gross);
    REQUIRE(back.gross == -sale.gross);
    REQUIRE(back.tax == -sale.tax);
  }
}
}  // namespace holdfast::taxes
