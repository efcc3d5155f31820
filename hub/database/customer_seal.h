#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/customer_rows.h"
#include "vault/field_keys.h"

namespace holdfast::database {
inline constexpr int slice_of_sealing = 200;  ///< customers in one transaction

/// How customers lie in a hub's database: names, addresses, numbers and notes sealed to their row (vault/field_keys.h),
/// found by keyed digests. All hubs on one database have one key; a copy of the database alone has none.
class CustomerSeal {
 public:
  /// Of tests and of tools that make a database: a key that everybody knows.
  CustomerSeal();
  /// `secret`: what only the hubs have, such as their authority's key.
  explicit CustomerSeal(std::string_view secret);
  std::string close(std::string_view text, std::string_view what, const Uuid& id) const;
  /// What was never sealed comes back as it is; throws db::Failure for what does not open.
  std::string open(const std::string& stored, std::string_view what, const Uuid& id) const;
  /// Of an address or number as a whole; empty for an empty one.
  std::string digest(std::string_view key) const;
  /// Of the beginnings (2 to 10 bytes) of the words of the name, and of address and number.
  std::vector<std::string> words(const engine::Customer& customer) const;
  /// What to look for; empty: too short to narrow anything down.
  std::string sought(std::string_view word) const;

 private:
  vault::FieldKeys keys_;
};
/// Whether each word begins a word of the name, or all of it the address, or its digits the number.
bool matches(const engine::Customer& customer, std::string_view words);
std::vector<std::string> split_words(std::string_view key);
}  // namespace holdfast::database
