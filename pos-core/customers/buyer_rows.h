#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"

namespace holdfast::customers {
/// A certificate that some taxes are not to be taken.
struct Exemption {
  std::string number;
  std::optional<Instant> until;    ///< its last moment; none: without end
  std::vector<std::string> taxes;  ///< codes of tax rates; none: every tax
  bool valid_at(Instant at) const { return !until || at <= *until; }
  friend bool operator==(const Exemption&, const Exemption&) = default;
};

/// Of a business, as its country gave it (`FR12345678901`).
struct TaxNumber {
  std::string number;
  std::string country;  ///< ISO 3166-1 alpha-2
  friend bool operator==(const TaxNumber&, const TaxNumber&) = default;
};

/// How somebody buys, beyond name and account: what prices, promotions and taxes ask.
struct Buyer {
  std::vector<std::string> groups;  ///< codes, in order of the alphabet
  std::optional<int> net_days;      ///< invoices are due so many days after the sale
  std::optional<Exemption> exemption;
  std::optional<TaxNumber> tax_number = {};
  bool plain() const { return groups.empty() && !net_days && !exemption && !tax_number; }
  friend bool operator==(const Buyer&, const Buyer&) = default;
};
Buyer load_buyer(db::Connection& connection, std::int64_t person_row);
void save_buyer(db::Transaction& tx, std::int64_t person_row, const Buyer& buyer);
}  // namespace holdfast::customers
