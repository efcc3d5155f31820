#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "edge/master_writer.h"
#include "wire/dataset_digest.h"

namespace holdfast::sim {
/// A store's masters in memory, durable over its crashes. A copy of it is a backup.
class Masters final : public edge::MasterWriter {
 public:
  using Key = std::pair<std::string, std::string>;  ///< data set, key
  struct Row {
    std::int64_t row_version = 0;
    std::string body;
    Sha256 body_sha{};
    friend bool operator==(const Row&, const Row&) = default;
  };
  using Rows = std::map<Key, Row>;
  /// Rows with the digests of their data sets, kept up to date with each change.
  struct Set {
    Rows rows;
    std::map<std::string, wire::DatasetDigest> digests;
    void take(const std::vector<wire::Change>& changes);
    /// A data set that is empty here may be left out by either side.
    bool agrees(const wire::Roots& expected) const;
  };

  edge::FeedState state() override { return state_; }
  void stage(const wire::FeedPage& page) override;
  bool activate(std::int64_t version, const wire::Roots& roots) override;
  void begin_snapshot(const wire::Manifest& manifest) override;
  void stage_part(std::size_t index, const std::vector<wire::Change>& rows) override;
  bool activate_snapshot() override;
  std::optional<std::map<std::string, wire::DatasetDigest>> recount() override;
  void mend(const wire::BucketRows& rows) override;
  /// One row of what is shown goes, or has another body, and no message said so.
  void rot(std::size_t which, bool gone);
  bool rotten() const { return rotten_; }

  const Rows& shown() const { return shown_.rows; }
  std::int64_t changes() const { return changes_; }  ///< rises whenever something of it changed
  /// One digest of everything shown, to compare with what was published.
  static Sha256 digest(const Rows& rows);

  std::function<void()> interrupt;  ///< called before and after each change; may throw for a crash
  bool shows_at_once = false;       ///< a mutant: pages are seen before their checkpoint

 private:
  void touch() const {
    if (interrupt) interrupt();
  }
  edge::FeedState state_;
  std::int64_t changes_ = 0;
  bool rotten_ = false;
  Set shown_;
  std::vector<wire::Change> staged_;
  Set loading_;
};
}  // namespace holdfast::sim
