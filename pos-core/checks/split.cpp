#include "checks/split.h"

#include <algorithm>

#include "base/check.h"
#include "money/allocation.h"

namespace holdfast::checks {
namespace {
/// quantity[part][item]; part 0 is what stays.
using Shares = std::vector<std::map<int, Quantity>>;

Result<> take(Shares& shares, std::size_t part, const carts::Item& item, Quantity quantity) {
  if (quantity.micro() <= 0 || quantity > shares[0][item.item])
    return refuse(ErrorCode::invalid_argument,
                  "there is no " + to_string(quantity) + " of " + item.name + " left to part");
  const bool whole = quantity == item.quantity;
  if (!whole && (!item.weighing.empty() || item.label_amount || item.return_of))
    return refuse(ErrorCode::invalid_argument, item.name + " goes as a whole");
  if (!whole && !quantity.is_whole() && item.quantity.is_whole())
    return refuse(ErrorCode::invalid_argument, item.name + " is parted in whole units");
  shares[0][item.item] = shares[0][item.item] - quantity;
  shares[part][item.item] = shares[part][item.item] + quantity;
  return {};
}

/// As much of it as its line is parted.
Result<Quantity> proportional(const carts::Item& item, Quantity part, Quantity whole) {
  const Int128 micro = Int128{item.quantity.micro()} * part.micro();
  if (micro % whole.micro() != 0)
    return refuse(ErrorCode::invalid_argument, item.name + " cannot be parted as the line it belongs to");
  return Quantity::from_micro(static_cast<std::int64_t>(micro / whole.micro()));
}

Result<Shares> shares_of_lines(const carts::Cart& cart, const std::vector<Part>& parts) {
  Shares shares(parts.size() + 1);
  for (const carts::Item& item : cart.items) shares[0][item.item] = item.quantity;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (const Piece& piece : parts[part]) {
      const auto line = std::find_if(cart.items.begin(), cart.items.end(),
                                     [&](const carts::Item& item) { return item.item == piece.item; });
      if (line == cart.items.end()) return refuse(ErrorCode::invalid_argument, "a line that is not in the cart");
      if (line->terms.modifies != 0) continue;  // goes with its line
      const Quantity wanted = piece.quantity.is_zero() ? line->quantity : piece.quantity;
      TRY(take(shares, part + 1, *line, wanted));
      for (const carts::Item& belongs : cart.items)
        if (belongs.terms.modifies == piece.item)
          TRY(take(shares, part + 1, belongs, TRY(proportional(belongs, wanted, line->quantity))));
    }
  return shares;
}

/// What the kitchen knows of a line stays as far as it can, so that the parts know as much as the whole.
Quantity fired_of(const carts::Item& item, const Shares& shares, std::size_t part) {
  Quantity left = item.terms.fired;
  for (std::size_t i = 0; i <= part; ++i) {
    const auto share = shares[i].find(item.item);
    const Quantity mine = share == shares[i].end() ? Quantity{} : std::min(left, share->second);
    if (i == part) return mine;
    left = left - mine;
  }
  return {};
}

/// Packaging that came off a line that is parted, over its parts by what each has of it.
Quantity tare_of(const carts::Item& item, const Shares& shares, std::size_t part) {
  std::vector<Rational> weights;
  for (const auto& each : shares) {
    const auto share = each.find(item.item);
    weights.emplace_back(share == each.end() ? 0 : share->second.micro());
  }
  return Quantity::from_micro(allocate(item.terms.tare.micro(), weights, AllocationPolicy::largest_remainder)[part]);
}

/// A discount in an amount, over the parts by what each has of it.
std::vector<std::int64_t> spread(std::int64_t value, const std::vector<Rational>& weights) {
  return allocate(value, weights, AllocationPolicy::largest_remainder);
}

std::vector<Rational> weights_of(const carts::Cart& cart, const carts::Discount& discount, const Shares& shares,
                                 const std::map<int, std::int64_t>& amounts) {
  std::vector<Rational> weights;
  for (const auto& part : shares) {
    Rational weight;
    for (const carts::Item& item : cart.items) {
      const auto quantity = part.find(item.item);
      if (quantity == part.end() || quantity->second.is_zero()) continue;
      if (discount.item && *discount.item != item.item) continue;
      const auto amount = amounts.find(item.item);
      const std::int64_t worth = discount.item ? 1 : amount == amounts.end() ? 0 : amount->second;
      weight += Rational{worth} * Rational{quantity->second.micro(), item.quantity.micro()};
    }
    weights.push_back(weight);
  }
  return weights;
}
}  // namespace

std::vector<std::int64_t> equal_shares(std::int64_t total, int count) {
  check(count > 0);
  const std::int64_t size = total < 0 ? -total : total;
  std::vector<std::int64_t> out(static_cast<std::size_t>(count), size / count);
  for (std::size_t i = 0; i < static_cast<std::size_t>(size % count); ++i) ++out[i];
  if (total < 0)
    for (std::int64_t& share : out) share = -share;
  return out;
}

Result<std::vector<std::int64_t>> shares_of(std::int64_t total, const std::vector<std::int64_t>& amounts) {
  std::vector<std::int64_t> out = amounts;
  for (const std::int64_t amount : amounts) {
    if (amount <= 0 || amount > total)
      return refuse(ErrorCode::invalid_argument, "the amounts come to more than the total",
                    {{"/amounts", "are more than the total"}});
    total -= amount;
  }
  if (total != 0) out.push_back(total);
  return out;
}

std::vector<Part> parts_by_seat(const carts::Cart& cart) {
  std::map<int, Part> of_seat;
  int first = 0;
  for (const carts::Item& item : cart.items)
    if (item.terms.seat != 0 && (first == 0 || item.terms.seat < first)) first = item.terms.seat;
  for (const carts::Item& item : cart.items)
    if (item.terms.modifies == 0 && item.terms.seat > first)
      of_seat[item.terms.seat].push_back({item.item, item.quantity});
  std::vector<Part> out;
  for (auto& [seat, part] : of_seat) out.push_back(std::move(part));
  return out;
}

Result<std::vector<carts::Cart>> split(const carts::Cart& cart, const std::vector<Part>& parts,
                                       const std::map<int, std::int64_t>& amounts) {
  const Shares shares = TRY(shares_of_lines(cart, parts));
  std::vector<carts::Cart> out(shares.size(), cart);
  for (std::size_t part = 0; part < shares.size(); ++part) {
    carts::Cart& mine = out[part];
    mine.discounts.clear();
    const auto left = [&](int item) {
      const auto found = shares[part].find(item);
      return found == shares[part].end() ? Quantity{} : found->second;
    };
    std::erase_if(mine.items, [&](const carts::Item& item) { return left(item.item).is_zero(); });
    for (carts::Item& item : mine.items) {
      if (item.quantity != left(item.item)) item.terms.serials.clear();  // nobody knows which of them
      if (!item.terms.fired.is_zero()) item.terms.fired = fired_of(item, shares, part);
      if (!item.terms.tare.is_zero()) item.terms.tare = tare_of(item, shares, part);
      item.quantity = left(item.item);
    }
    if (part == 0) continue;
    mine.row = 0;
    mine.promotions.clear();
    mine.terms.charges.clear();
    mine.terms.codes.clear();
  }
  for (const carts::Discount& discount : cart.discounts) {
    const std::vector<Rational> weights = weights_of(cart, discount, shares, amounts);
    const std::vector<std::int64_t> values =
        discount.percent ? std::vector(weights.size(), discount.value) : spread(discount.value, weights);
    for (std::size_t part = 0; part < out.size(); ++part) {
      if (values[part] == 0 || (discount.item && weights[part].is_zero())) continue;
      out[part].discounts.push_back(discount);
      out[part].discounts.back().value = values[part];
    }
  }
  return out;
}
}  // namespace holdfast::checks
