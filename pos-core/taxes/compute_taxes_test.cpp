#include "taxes/compute_taxes.h"

#include <catch2/catch.hpp>
#include <random>

#include "taxes/solvable.h"

namespace holdfast::taxes {
namespace {
const Currency eur{"EUR", 2};

TaxRate percent(const char* code, std::string_view rate, bool included) {
  TaxRate tax;
  tax.code = code;
  tax.rate = parse_percent(rate).value();
  tax.included = included;
  return tax;
}
TaxRate fixed(const char* code, std::int64_t amount, bool included) {
  TaxRate tax;
  tax.code = code;
  tax.kind = TaxKind::fixed_per_unit;
  tax.amount_per_unit = amount;
  tax.included = included;
  return tax;
}
TaxRate affecting(TaxRate tax) {
  tax.affects_base = true;
  return tax;
}

void require_consistent(const TaxedDocument& document, std::span<const TaxableLine> lines,
                        std::span<const TaxRate> rates) {
  std::int64_t net = 0, tax = 0, gross = 0, table = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const TaxedLine& line = document.lines[i];
    std::int64_t sum = 0;
    bool all_included = true;
    for (const LineTax& row : line.taxes) {
      sum += row.amount.minor();
      all_included = all_included && rates[row.tax].included;
    }
    REQUIRE(line.tax.minor() == sum);
    REQUIRE(line.net + line.tax == line.gross);
    if (all_included) REQUIRE(Rational{line.gross.minor()} == lines[i].amount);
    net += line.net.minor();
    tax += sum;
    gross += line.gross.minor();
  }
  for (const LineTax& row : document.table) table += row.amount.minor();
  REQUIRE(net == document.net.minor());
  REQUIRE(tax == document.tax.minor());
  REQUIRE(gross == document.gross.minor());
  REQUIRE(table == tax);
}
}  // namespace

TEST_CASE("one line is taxed as its rates say", "[taxes]") {
  struct Row {
    const char* what;
    std::int64_t amount;
    std::int64_t pieces;
    std::vector<TaxRate> rates;
    std::int64_t net, tax, gross;
  };
  TaxRate division = percent("d", "10", false);
  division.kind = TaxKind::division;
  TaxRate division_inside = division;
  division_inside.included = true;
  TaxRate exempt = percent("e", "21", true);
  exempt.exempt = true;
  TaxRate aside = percent("b", "5", false);
  aside.affected_by_previous = false;
  const Row rows[]{
      {"no tax", 1000, 1, {}, 1000, 0, 1000},
      {"included", 12100, 1, {percent("a", "21", true)}, 10000, 2100, 12100},
      {"included, half a cent", 5250, 1, {percent("a", "12", true)}, 4687, 563, 5250},
      {"excluded", 1000, 1, {percent("a", "8.25", false)}, 1000, 83, 1083},
      {"a return", -5250, -1, {percent("a", "12", true)}, -4687, -563, -5250},
      {"rate zero", 777, 1, {percent("a", "0", true)}, 777, 0, 777},
      {"exempt", 777, 1, {exempt}, 777, 0, 777},
      {"two included side by side", 13000, 1, {percent("a", "20", true), percent("b", "10", true)}, 10000, 3000, 13000},
      {"tax on tax on top",
       10000,
       1,
       {affecting(percent("a", "10", false)), percent("b", "5", false)},
       10000,
       1550,
       11550},
      {"beside an affecting tax", 10000, 1, {affecting(percent("a", "10", false)), aside}, 10000, 1500, 11500},
      {"tax on tax inside",
       11550,
       1,
       {affecting(percent("a", "10", true)), percent("b", "5", true)},
       10000,
       1550,
       11550},
      {"inside and on top", 12100, 1, {percent("a", "21", true), percent("b", "5", false)}, 10000, 2600, 12600},
      {"deposit inside", 1250, 2, {percent("a", "10", true), fixed("f", 75, true)}, 1000, 250, 1250},
      {"deposit on top of a return", -1000, -2, {fixed("f", 25, false)}, -1000, -50, -1050},
      {"levy that is taxed", 1000, 1, {affecting(fixed("f", 100, false)), percent("a", "10", false)}, 1000, 210, 1210},
      {"por dentro on top", 20000, 1, {division}, 20000, 2222, 22222},
      {"por dentro inside", 20000, 1, {division_inside}, 18000, 2000, 20000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    std::vector<std::uint32_t> taxes(row.rates.size());
    for (std::uint32_t i = 0; i < taxes.size(); ++i) taxes[i] = i;
    const TaxableLine line{row.amount, Quantity::pieces(row.pieces), taxes};
    for (const TaxLevel level : {TaxLevel::line, TaxLevel::document, TaxLevel::document_residual_net}) {
      const TaxedDocument document = compute_taxes({&line, 1}, row.rates, {.level = level}, eur);
      CAPTURE(name_of(level));
      CHECK(document.net.minor() == row.net);
      CHECK(document.tax.minor() == row.tax);
      CHECK(document.gross.minor() == row.gross);
      require_consistent(document, {&line, 1}, row.rates);
    }
  }
}

TEST_CASE("the level decides where the odd cent is rounded", "[taxes]") {
  const std::vector<TaxRate> inside{percent("a", "20", true)};
  const std::vector<TaxRate> on_top{percent("a", "8.25", false)};
  const std::vector<std::uint32_t> taxes{0};
  const TaxableLine twice{3940, Quantity::pieces(2), taxes};
  CHECK(compute_taxes({&twice, 1}, inside, {.level = TaxLevel::unit}, eur).tax.minor() == 656);
  CHECK(compute_taxes({&twice, 1}, inside, {.level = TaxLevel::line}, eur).tax.minor() == 657);
  const TaxableLine lines[]{{1000, Quantity::pieces(1), taxes}, {1100, Quantity::pieces(1), taxes}};
  CHECK(compute_taxes(lines, on_top, {.level = TaxLevel::line}, eur).tax.minor() == 174);
  CHECK(compute_taxes(lines, on_top, {.level = TaxLevel::document}, eur).tax.minor() == 173);
}

TEST_CASE("with the net as target the tax is the rest", "[taxes]") {
  const std::vector<TaxRate> inside{percent("a", "12", true)};
  const std::vector<std::uint32_t> taxes{0};
  const TaxableLine line{5250, Quantity::pieces(1), taxes};
  for (const TaxLevel level : {TaxLevel::line, TaxLevel::document}) {
    const auto document =
        compute_taxes({&line, 1}, inside, {.level = level, .included_target = IncludedTarget::net}, eur);
    CHECK(document.net.minor() == 4688);
    CHECK(document.tax.minor() == 562);
  }
}

TEST_CASE("taxes add up on every level, contain the shelf price and mirror on a return", "[taxes]") {
  std::vector<TaxRate> rates{percent("a", "21", true),
                             percent("b", "9", true),
                             affecting(percent("c", "5.5", true)),
                             percent("d", "7.7", false),
                             affecting(fixed("e", 25, true)),
                             fixed("f", 10, false),
                             affecting(percent("g", "3", false)),
                             percent("h", "0", true)};
  const std::vector<std::vector<std::uint32_t>> sets{{},     {0},    {1},    {2, 0}, {3},      {4, 0},
                                                     {5, 3}, {6, 3}, {0, 3}, {7},    {2, 6, 3}};
  std::mt19937_64 random{42};
  for (int round = 0; round < 3000; ++round) {
    std::vector<TaxableLine> lines;
    std::vector<TaxableLine> mirrored;
    const auto count = 1 + random() % 8;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto pieces = static_cast<std::int64_t>(1 + random() % 5);
      const auto amount = static_cast<std::int64_t>(random() % (round % 2 ? 100'000 : 50));
      const auto& taxes = sets[random() % sets.size()];
      lines.push_back({amount, Quantity::pieces(pieces), taxes});
      mirrored.push_back({-amount, Quantity::pieces(-pieces), taxes});
    }
    TaxRegime regime;
    regime.level = static_cast<TaxLevel>(round % 4);
    regime.included_target = static_cast<IncludedTarget>(round / 4 % 2);
    regime.compound_base = static_cast<CompoundBase>(round / 8 % 2);
    const TaxedDocument sale = compute_taxes(lines, rates, regime, eur);
    const TaxedDocument back = compute_taxes(mirrored, rates, regime, eur);
    require_consistent(sale, lines, rates);
    require_consistent(back, mirrored, rates);
    REQUIRE(sale.table.size() == back.table.size());
    for (std::size_t i = 0; i < sale.table.size(); ++i) REQUIRE(sale.table[i].amount == -back.table[i].amount);
    REQUIRE(sale.net == -back.net);
  }
}

TEST_CASE("nothing is left of a tax on goods that are given away, however it is rounded", "[taxes]") {
  const std::vector<TaxRate> rates{percent("a", "9.975", false), percent("b", "21", true), fixed("duty", 7, false)};
  for (const TaxLevel level : {TaxLevel::line, TaxLevel::unit})
    for (const IncludedTarget target : {IncludedTarget::tax, IncludedTarget::net})
      for (std::int64_t price = 1; price < 400; ++price) {
        TaxRegime regime;
        regime.level = level;
        regime.included_target = target;
        regime.discount_tax = DiscountTax::separate;
        const std::vector<std::uint32_t> on_top{0}, all{0, 1}, with_duty{0, 2};
        const auto taxed = [&](const std::vector<std::uint32_t>& taxes) {
          const TaxableLine line{Rational{}, Quantity::pieces(3), taxes, Rational{price}};
          return compute_taxes({&line, 1}, rates, regime, eur);
        };
        REQUIRE((taxed(on_top).tax.minor() == 0 && taxed(on_top).gross.minor() == 0));
        REQUIRE((taxed(all).tax.minor() == 0 && taxed(all).gross.minor() == 0));
        REQUIRE(taxed(with_duty).gross.minor() == 21);
      }
}

TEST_CASE("taxes that leave nothing of a price, or figures that do not fit, are known before they are taken",
          "[taxes]") {
  const auto inside_itself = [](std::string_view rate, bool included) {
    TaxRate tax = percent("d", rate, included);
    tax.kind = TaxKind::division;
    return tax;
  };
  const auto flaw = [](const std::vector<TaxRate>& rates) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < rates.size(); ++i) all.push_back(i);
    return flaw_together(all, rates).has_value();
  };
  CHECK_FALSE(flaw({}));
  CHECK_FALSE(flaw({percent("a", "21", true), affecting(percent("b", "5", true)), fixed("c", 40, true)}));
  CHECK_FALSE(flaw({percent("a", "-20", true), percent("b", "1000", false)}));
  CHECK(flaw({percent("a", "-100", true)}));
  CHECK(flaw({percent("a", "-60", true), percent("b", "-40", true)}));
  CHECK(flaw({percent("a", "1000.1", false)}));
  CHECK_FALSE(flaw({inside_itself("50", true), inside_itself("49", true)}));
  CHECK(flaw({inside_itself("50", true), inside_itself("50", true)}));
  CHECK(flaw({inside_itself("60", false), inside_itself("60", false)}));
  CHECK_FALSE(flaw({inside_itself("60", false), percent("a", "5", false), inside_itself("60", false)}));
  CHECK(flaw(std::vector<TaxRate>(3, affecting(percent("a", "1000", false)))));
  CHECK(flaw(std::vector<TaxRate>(51, percent("a", "1", false))));
}
}  // namespace holdfast::taxes
