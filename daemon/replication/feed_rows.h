#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "edge/master_writer.h"
#include "replication/apply_masters.h"
#include "store/answer.h"
#include "wire/dataset_digest.h"
#include "wire/repair.h"

/// The rows of the feed: what is staged (feed_stage), what is in force (feed_row), and the digests of that.
namespace holdfast::replication {
/// A version larger than one commit is written in two shares: `unseen` in slices that nobody sees (articles, prices,
/// price books, new tax categories; customers, of whom each stands alone), then `at_once` all others in the commit that
/// shows the version. Settings are few, so that commit is short.
enum class Share { all, unseen, at_once };

using Digests = std::map<std::string, wire::DatasetDigest>;

edge::FeedState load_feed_state(db::Connection& connection);
void save_staged(db::Transaction& tx, const wire::Cursor& staged);
void stage_row(db::Transaction& tx, const wire::Change& row);
void begin_loading(db::Transaction& tx, const wire::Manifest& manifest);
void forget_loading(db::Transaction& tx);

/// As the hub's roots: a data set that is empty here may be left out by either side.
bool agree(const Digests& digests, const wire::Roots& roots);
/// Of what the hub has, what is in force here as it is there.
std::vector<std::string> equal_datasets(db::Connection& connection, const wire::Roots& roots);
/// The digests once everything staged is in force; with `alone`, as if nothing else was.
Digests digests_with_stage(db::Connection& connection, bool alone);

/// What is in force counted anew from the rows: the digests, and which rows have a digest that is not their body's.
struct Recount {
  Digests digests;
  std::vector<std::pair<std::string, std::string>> wrong;  ///< data set, key
};
Recount recount_rows(db::Connection& connection);
void save_recount(db::Transaction& tx, const Recount& recount, Instant now);
/// What is to be staged so that these buckets hold what the hub's do.
std::vector<wire::Change> changes_to(db::Connection& connection, const wire::BucketRows& theirs);

/// A snapshot that was proved takes the place of all: what it lacks is staged to go, what it has as it is is left
/// alone. Some rows at a time, from `at` on; false when all of them were looked at.
struct RowPlace {
  std::string dataset, key;
};
bool trim_snapshot(db::Transaction& tx, RowPlace& at, int most);
/// From here on it is a version like any other.
void end_loading(db::Transaction& tx, std::int64_t version);

std::int64_t staged_rows(db::Connection& connection);
/// Up to `most` staged rows come into force, in the order of their data sets. How many of each were taken.
using Taken = std::map<std::string, std::int64_t>;
Taken apply_staged(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer,
                   Share share = Share::all);
/// Rows that could not be in force for lack of another try again.
void retry_troubled(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer);
/// How many were taken.
int apply_due_rows(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer,
                   Share share = Share::all);
std::int64_t due_rows(db::Connection& connection, Instant now);
std::optional<Instant> next_due(db::Connection& connection);
/// The version is shown; told as `MastersActivated`.
void save_active(db::Transaction& tx, commands::Context& context, std::int64_t version, const Taken& taken);
}  // namespace holdfast::replication
