#pragma once
#include <bitset>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "wire/dataset_digest.h"
#include "wire/feed.h"

/// Repair by bucket (design 1.3): when the roots of a data set differ, its 256 bucket sums say where, and only the rows
/// of those buckets travel. Both documents are of the channel's present version and name it.
namespace holdfast::wire {
using BucketSet = std::bitset<DatasetDigest::buckets>;
std::string to_text(const BucketSet& buckets);  ///< 64 hex digits; bucket 0 is the first one's highest bit
std::optional<BucketSet> parse_buckets(std::string_view text);

/// GET …/buckets
struct BucketSums {
  std::int64_t version = 0;
  std::map<std::string, DatasetDigest> datasets;
};
std::string encode(const BucketSums& sums);
Decoded<BucketSums> decode_bucket_sums(std::string_view text, const Limits& limits = {});

/// GET …/buckets/{dataset}/rows?version=&of=&after=: live rows of these buckets whose keys are above `after`, in order
/// of their keys; up to `upto`, or all there are when that is not set.
struct BucketRows {
  std::int64_t version = 0;
  std::string dataset;
  BucketSet of;  ///< as it was asked for; not in the document
  std::string after;
  std::optional<std::string> upto;
  std::vector<Change> rows;
};
std::string encode(const BucketRows& rows);
Decoded<BucketRows> decode_bucket_rows(std::string_view text, const Limits& limits = {});

/// Which buckets of which data sets are not the same; one that is empty may be left out by either side.
std::map<std::string, BucketSet> differences(const std::map<std::string, DatasetDigest>& ours,
                                             const std::map<std::string, DatasetDigest>& theirs);
}  // namespace holdfast::wire
