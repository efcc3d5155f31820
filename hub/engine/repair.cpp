#include "engine/repair.h"

namespace holdfast::engine {
namespace {
constexpr int rows_a_read = 500;
constexpr std::size_t most_bytes = std::size_t{4} << 20;  // of the bodies of one answer
}  // namespace

Reply bucket_sums(HubDatabase& database, const ChannelKey& key, const FeedView& view) {
  Reply answer;
  database.read([&](HubTransaction& tx) {
    wire::BucketSums sums;
    sums.version = tx.feed.read(key).version;
    for (const auto& [name, kept] : view.kept(tx, key, sums.version))
      sums.datasets.emplace(name, tx.feed.digest(kept.key, kept.name));
    answer = {200, wire::encode(sums)};
  });
  return answer;
}

Reply bucket_rows(HubDatabase& database, const ChannelKey& key, wire::BucketRows wanted, int limit,
                  const FeedView& view) {
  Reply answer;
  database.read([&](HubTransaction& tx) {
    const std::int64_t version = tx.feed.read(key).version;
    if (version != wanted.version)
      return void(answer = reply(wire::refusal_of({wire::Reason::gone, "buckets of another version"})));
    const auto kept = view.kept(tx, key, version);
    const auto place = kept.find(wanted.dataset);
    const ChannelKey& from = place == kept.end() ? key : place->second.key;
    std::size_t bytes = 0;
    bool more = true;
    for (std::string last = wanted.after; more;) {
      const auto rows = tx.feed.rows_after(from, wanted.dataset, last, rows_a_read);
      more = static_cast<int>(rows.size()) == rows_a_read && rows.back().dataset == wanted.dataset;
      for (const wire::Change& row : rows) {
        if (row.dataset != wanted.dataset) break;
        last = row.key;
        if (!wanted.of[wire::DatasetDigest::bucket_of(row.key)]) continue;
        if (auto shown = view.shown(row)) {
          bytes += shown->body.size();
          wanted.rows.push_back(*std::move(shown));
        }
        if (static_cast<int>(wanted.rows.size()) < limit && bytes < most_bytes) continue;
        wanted.upto = last;
        return void(answer = {200, wire::encode(wanted)});
      }
    }
    answer = {200, wire::encode(wanted)};
  });
  return answer;
}
}  // namespace holdfast::engine
