#include "loyalty/accrual.h"

#include <algorithm>

#include "base/check.h"
#include "base/json_writer.h"

namespace holdfast::loyalty {
namespace {
bool any_of(const std::vector<std::string>& wanted, const std::vector<std::string>& there) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
    return std::find(there.begin(), there.end(), each) != there.end();
  });
}
bool takes(const EarnRule& rule, const Line& line, Instant at) {
  if ((rule.starts && at < *rule.starts) || (rule.ends && *rule.ends <= at)) return false;
  if (any_of(rule.except_categories, line.categories)) return false;
  if (rule.skus.empty() && rule.categories.empty()) return true;
  return std::find(rule.skus.begin(), rule.skus.end(), line.sku) != rule.skus.end() ||
         any_of(rule.categories, line.categories);
}

pricing::LoyaltyProgram program_of(const Earning::Basis& basis) {
  pricing::LoyaltyProgram program;
  program.earn = pricing::EarnMode::per_amount;
  program.amount_per_point = basis.per_point;
  program.rounding = basis.rounding;
  return program;
}
pricing::LoyaltyProgram redemption_of(const Redeem& redeem) {
  pricing::LoyaltyProgram program;
  program.reward = redeem.point_value > 0 ? pricing::RewardKind::per_point : pricing::RewardKind::none;
  program.value = redeem.point_value;
  program.lot = redeem.lot;
  return program;
}
/// Both above zero; they may be longer than 64 bits.
std::string digits(Int128 value) {
  std::string out;
  for (; value > 0; value /= 10) out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  return out;
}
Int128 from_digits(std::string_view text) {
  Int128 value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}
std::string fraction(const Rational& value) { return digits(value.numerator()) + "/" + digits(value.denominator()); }
}  // namespace

const Tier* tier_of(const Programme& programme, std::int64_t spent) {
  pricing::LoyaltyProgram program;
  for (const Tier& tier : programme.tiers) program.tiers.push_back({tier.id, tier.min_spent});
  const std::string reached = pricing::tier_of(program, spent);
  for (const Tier& tier : programme.tiers)
    if (tier.id == reached) return &tier;
  return nullptr;
}

std::vector<Earning> earn(const Programme& programme, const std::vector<Line>& lines, std::int64_t spent,
                          std::int64_t total, std::int64_t by_points, Instant at) {
  std::vector<Earning> out;
  if (total <= 0 || by_points >= total) return out;
  std::vector<bool> taken(lines.size(), false);
  const Tier* tier = tier_of(programme, spent);
  const Rational share{Int128{total - by_points}, Int128{total}};  // what money paid of the sale
  for (std::size_t r = 0; r < programme.earn.size(); ++r) {
    const EarnRule& rule = programme.earn[r];
    Earning earning;
    earning.rule = static_cast<int>(r);
    std::int64_t paid = 0;
    std::vector<std::size_t> mine;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (taken[i] || !takes(rule, lines[i], at)) continue;
      mine.push_back(i);
      paid += lines[i].paid;
      earning.base += rule.by_quantity ? lines[i].quantity.micro() : lines[i].paid;
      earning.basis.positions.push_back(lines[i].position);
    }
    if (mine.empty() || paid < rule.min_spend || earning.base <= 0) continue;  // then the next rule may have them
    for (const std::size_t i : mine) taken[i] = true;
    const Rational units = rule.by_quantity ? rule.per * Rational{1'000'000} : rule.per;
    earning.basis.by_quantity = rule.by_quantity;
    earning.basis.rounding = rule.rounding;
    earning.basis.per_point = units / (rule.points * (tier != nullptr ? tier->multiplier : Rational{1}) * share);
    earning.points = pricing::points_for_amount(program_of(earning.basis), earning.base).rounded();
    out.push_back(std::move(earning));
  }
  return out;
}

std::int64_t points_gone(const Earning& earning, std::int64_t back) {
  const std::int64_t gone = std::clamp<std::int64_t>(back, 0, earning.base);
  return pricing::points_taken_back(program_of(earning.basis), earning.base, 0, gone).rounded();
}

Worth redeemable(const Programme& programme, std::int64_t balance, std::int64_t total) {
  const Redeem& redeem = programme.redeem;
  std::int64_t most = std::max<std::int64_t>(total, 0);
  if (redeem.max_percent) most = (Rational{most} * *redeem.max_percent / Rational{100}).rounded(Rounding::floor);
  const pricing::Redemption found =
      pricing::redeemable(redemption_of(redeem), balance, std::nullopt, Rational{most}, std::nullopt);
  const Worth worth{found.points.rounded(), found.discount.rounded()};
  return worth.points < redeem.min_points ? Worth{} : worth;
}

Result<std::int64_t> points_for(const Programme& programme, std::int64_t amount) {
  const Redeem& redeem = programme.redeem;
  if (redeem.point_value == 0) return refuse(ErrorCode::tender_refused, "points of " + programme.name + " buy nothing");
  const std::int64_t step = redeem.point_value * redeem.lot;
  if (amount % step != 0) return refuse(ErrorCode::tender_refused, "points pay in steps of " + std::to_string(step));
  return amount / redeem.point_value;
}

std::string encode(const Earning::Basis& basis) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("byQuantity", basis.by_quantity).member("perPoint", fraction(basis.per_point));
  json.member("rounding", name_of(basis.rounding)).key("positions").begin_array();
  for (const int position : basis.positions) json.value(std::int64_t{position});
  json.end_array().end_object();
  return out;
}
Earning::Basis decode_basis(std::string_view text) {
  Earning::Basis basis;
  const auto parsed = parse_json(text);
  check(parsed.has_value());
  basis.by_quantity = parsed->find("byQuantity")->truth();
  basis.rounding = parse_rounding(parsed->find("rounding")->text()).value_or(Rounding::floor);
  const std::string& fraction = parsed->find("perPoint")->text();
  const std::size_t bar = fraction.find('/');
  check(bar != std::string::npos);
  basis.per_point = Rational{from_digits(fraction.substr(0, bar)), from_digits(fraction.substr(bar + 1))};
  for (const Json& position : parsed->find("positions")->items())
    basis.positions.push_back(static_cast<int>(position.integer().value_or(0)));
  return basis;
}
}  // namespace holdfast::loyalty
