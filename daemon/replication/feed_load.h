#pragma once
#include <map>
#include <optional>
#include <string>

#include "db/transaction.h"
#include "wire/dataset_digest.h"
#include "wire/feed.h"

/// The first rows of a large data set. Where a store has none, what comes need not be staged beside what there is: it
/// is written to its place (feed_row) at once, and is in force up to `applied`. So each row is written once, and proved
/// by the digest that was kept as it came.
namespace holdfast::replication {
struct Load {
  wire::DatasetDigest digest;          ///< of all that came
  std::optional<std::string> applied;  ///< up to this key they are in force; none: none is
};
using Loads = std::map<std::string, Load>;  ///< by data set
Loads load_loads(db::Connection& connection);

/// Rows of one commit on their way in.
class LoadRows {
 public:
  explicit LoadRows(db::Transaction& tx) : tx_{tx}, loads_{load_loads(tx.connection())} {}
  /// False when the row is to be staged: its data set has rows here, or is none of those that are read by nobody else.
  bool take(const wire::Change& row);
  /// Keeps the digests; at the end.
  void save();

 private:
  Load* load_of(const std::string& dataset);
  void put(Load& load, const wire::Change& row);
  void take_off(Load& load, const wire::Change& row);
  db::Transaction& tx_;
  Loads loads_;
  std::map<std::string, bool> loadable_;
};

void save_applied(db::Transaction& tx, const std::string& dataset, const std::string& key);
void end_load(db::Transaction& tx, const std::string& dataset);
/// Lets go of up to `most` rows of loads that nothing is in force of; false when none is left.
bool drop_loads(db::Transaction& tx, int most);
/// How many rows wait to be in force, or a few more.
std::int64_t loaded_rows(db::Connection& connection);

wire::DatasetDigest read_digest(std::int64_t rows, std::string_view sums);
std::string sums_of(const wire::DatasetDigest& digest);  ///< 256 times 32 bytes
}  // namespace holdfast::replication
