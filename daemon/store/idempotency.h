#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "db/transaction.h"
#include "store/answer_codec.h"
#include "store/call.h"
#include "store/key_table.h"

namespace holdfast::store {
/// First answers by Idempotency-Key. Keys come in random order, so finding one is a table in memory and the rows only
/// grow at their end; a key belongs to the terminal that sent it. Refusals are not kept: the same key may try again.
/// Used by the writer alone.
class Idempotency {
 public:
  static constexpr std::int64_t kept_seconds = 72 * 3600;
  /// Reads the keys of the file into memory.
  void load(db::Connection& connection);

  /// The first answer to this key (marked as a replay), key_reused when the key named another request, or nothing.
  std::optional<Result<Answer>> find(db::Connection& connection, const Call& call);
  /// Keeps the answer in the command's own savepoint, so that either both are there or none.
  void remember(db::Transaction& tx, const Call& call, const Answer& answer, Instant now);
  /// The rows remembered since the last call of either are durable, or gone.
  void on_committed() { fresh_.clear(); }
  void on_rolled_back();

  /// Drops up to `most` of the oldest answers that were kept long enough; returns how many.
  int cut(db::Transaction& tx, Instant now, int most);
  std::size_t size() const { return table_.size(); }
  std::size_t bytes() const { return table_.bytes(); }

 private:
  KeyTable table_;
  std::vector<KeyTable::Entry> fresh_;
  AnswerCodec codec_;
};
}  // namespace holdfast::store
