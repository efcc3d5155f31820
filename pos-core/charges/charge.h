#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "money/quantity.h"
#include "promotions/rule.h"
#include "promotions/schedule.h"

namespace holdfast::charges {
enum class Kind : std::uint8_t {
  deposit,   ///< on every unit of the goods it names; comes back with them, and with empties
  fee,       ///< asked for at the till: a bag, wrapping
  service,   ///< a percentage of the goods, or an amount
  delivery,  ///< an amount, nothing from `free_from` on
};
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

/// A charge as a dated, versioned, immutable document. What is empty does not limit. Amounts are minor units.
struct Rule {
  std::string id;
  std::int64_t version = 1;
  std::string name;  ///< as on the receipt
  Kind kind = Kind::fee;
  std::int64_t amount = 0;                ///< for one, in the prices' basis
  std::optional<Percent> percent;         ///< service: of the goods after their discounts
  promotions::Selection goods;            ///< what it is put on
  std::string tax_category;               ///< code; empty: as the goods
  bool automatic = true;                  ///< otherwise somebody asks for it
  std::optional<std::int64_t> free_from;  ///< goods' amount from which it is not taken
  std::vector<std::string> services;      ///< eatIn, takeAway
  int min_guests = 0;                     ///< at the table
  std::vector<std::string> channels;
  std::optional<Instant> starts, ends;  ///< both included
  promotions::Schedule schedule;
  std::int64_t max_empties = 0;  ///< of one cart, without the goods; 0: empties are not taken
};

/// When, where and for whom.
struct Occasion {
  Instant at;
  int offset_minutes = 0;  ///< of the store from UTC
  std::string channel;
  std::string_view service;
  int guests = 0;
};
bool in_force(const Rule& rule, const Occasion& occasion);

/// A line of the cart that is sold now, as charges see it.
struct Goods {
  std::string_view sku;
  const std::vector<std::string>* categories = nullptr;
  Quantity quantity;        ///< negative: comes back without a receipt
  std::int64_t amount = 0;  ///< after discounts, in the prices' basis
  std::uint32_t tax_category = 0;
};
/// What somebody asked for; a negative quantity is empties.
struct Asked {
  std::string charge;
  Quantity quantity;
};

/// One line to be: `quantity` times `amount`.
struct Line {
  std::size_t rule = 0;
  std::optional<std::size_t> goods;  ///< the line it belongs to
  std::optional<std::size_t> asked;
  Quantity quantity;
  std::int64_t amount = 0;
  std::optional<std::uint32_t> tax_category;  ///< as these goods; none: the rule's own
};

/// Deposits and what was asked for: all that is known before the goods have their amounts.
std::vector<Line> fixed_lines(const std::vector<Rule>& rules, const std::vector<Goods>& goods,
                              const std::vector<Asked>& asked, const Occasion& occasion);
/// Service and delivery that come by themselves: they look at amounts. A percentage is rounded once over its goods; as
/// the goods are taxed means one line a tax category, spread by largest remainder.
std::vector<Line> amount_lines(const std::vector<Rule>& rules, const std::vector<Goods>& goods,
                               const Occasion& occasion);
}  // namespace holdfast::charges
