#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "base/result.h"
#include "carts/cart.h"

/// How one check is paid by several people. Pure; what becomes of the carts is commands/split_check.h.
namespace holdfast::checks {
/// The total in so many parts that add up to it; the first ones carry the odd cents. A negative total mirrors it.
std::vector<std::int64_t> equal_shares(std::int64_t total, int count);
/// The amounts named and what is left of the total. Refuses invalid_argument when they come to more.
Result<std::vector<std::int64_t>> shares_of(std::int64_t total, const std::vector<std::int64_t>& amounts);

/// So much of a line; zero: all of it.
struct Piece {
  int item = 0;
  Quantity quantity;
};
using Part = std::vector<Piece>;

/// A part for every seat but the one that comes first, which stays; lines without a seat stay, too. Lines that belong
/// to another follow it.
std::vector<Part> parts_by_seat(const carts::Cart& cart);

/// Takes the parts out of the cart: what stays, then one cart a part, all with the lines' own numbers. Lines that
/// belong to another go along; a line's discount in an amount is spread by quantity, the cart's by `amounts` (of each
/// line, minor units), percentages hold in every part. Codes and what was asked for stay. Refuses invalid_argument for
/// lines that are not there, more than there is, fractions of what is sold whole, and weighed goods in pieces.
Result<std::vector<carts::Cart>> split(const carts::Cart& cart, const std::vector<Part>& parts,
                                       const std::map<int, std::int64_t>& amounts);
}  // namespace holdfast::checks
