#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "db/connection.h"
#include "db/transaction.h"

namespace holdfast::catalogue {
/// Articles and prices as they were before a large version of masters that is being written in slices: whoever reads
/// sees those until show(), and the new ones all at once from then on. Only the writer of that version sees what it
/// wrote, for the length of a Writing. Full-text search and the tree of categories are not held back: they find, they
/// do not price.
///
/// Order: begin_holding(); then in each slice a Writing, in it keep_*() of what will be touched, the changes, and
/// keep_new() at its end; then show(); then sweep() until it says 0. A crash between any two goes on with the next
/// slice.
/// What is new has a row above masters_shown.last_variant and last_product, which is all that hides it.
bool holds_former(db::Connection& connection);
void begin_holding(db::Transaction& tx, std::int64_t target_version, std::string_view reason);
struct Held {
  std::int64_t target_version = 0;
  bool due = false;  ///< rows whose day has come, not a version
};
std::optional<Held> held(db::Connection& connection);

class Writing {
 public:
  explicit Writing(db::Transaction& tx);
  ~Writing();
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  void keep_article(std::string_view sku);
  void keep_prices(std::string_view sku);  ///< of all books
  void keep_book(std::string_view code);
  void keep_new();  ///< price books and codes that were not there before are not there for others yet

 private:
  std::int64_t variant_before(std::string_view sku);
  db::Transaction& tx_;
  std::int64_t generation_, last_product_, last_variant_, last_book_;  ///< of before
  std::vector<std::int64_t> kept_;  ///< variants
};

void show(db::Transaction& tx);
/// Takes away up to `most` rows of each kind that nobody sees any more; how many went.
std::int64_t sweep(db::Transaction& tx, int most);
}  // namespace holdfast::catalogue
