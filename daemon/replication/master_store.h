#pragma once
#include <functional>
#include <future>

#include "edge/master_writer.h"
#include "replication/feed_rows.h"
#include "replication/status.h"
#include "replication/write_port.h"

namespace holdfast::replication {
/// The store's masters as the downsync session writes them, in the store's own tables. What comes is staged in slices;
/// the proof of equal digests is taken over the rows before any of them is in force. A version of up to one slice comes
/// into force in one commit. A larger one, or as many rows whose day has come, is written in slices of 20 ms between
/// sales while everybody still sees what was before (catalogue/former.h), and is shown by one short commit; a crash
/// between two slices goes on where it was, without the hub. One thread. stage() comes back while its rows are still
/// being written, so that the next page can be fetched meanwhile; whatever is asked next waits for them, and throws
/// what went wrong with them.
class MasterStore final : public edge::MasterWriter {
 public:
  static constexpr std::size_t slice = 500;  ///< rows of one commit (design 1.3)
  using Step = std::function<void(std::int64_t done, std::int64_t total)>;
  MasterStore(WritePort& port, Step step);
  ~MasterStore() override;

  edge::FeedState state() override;
  void stage(const wire::FeedPage& page) override;
  bool activate(std::int64_t version, const wire::Roots& roots) override;
  void begin_snapshot(const wire::Manifest& manifest) override;
  void stage_part(std::size_t index, const std::vector<wire::Change>& rows) override;
  bool activate_snapshot() override;
  std::optional<Digests> recount() override;
  void mend(const wire::BucketRows& rows) override;

  /// Ends what a crash interrupted; before anything else.
  void resume();
  /// Rows whose time has come by the store's clock; when the next is due.
  std::optional<Instant> apply_due(Instant now);
  /// Of each comparison so far, since this was made.
  const Proof& proof() const { return proof_; }

 private:
  void settle();
  void stage_rows(const std::vector<wire::Change>& rows, store::Write last);
  void put_in_force(std::int64_t version);
  void note_proof(const wire::Roots& roots, bool all);
  void count_kept();
  void put_unseen(std::int64_t version, bool due);
  static bool write_some(db::Transaction& tx, commands::Context& context, bool due, Taken& taken,
                         store::Answer& answer);
  void index_new();
  void forget_loads();
  void sweep();
  WritePort& port_;
  db::Connection connection_;
  Step step_;
  std::future<void> staging_;
  Proof proof_;
};
}  // namespace holdfast::replication
