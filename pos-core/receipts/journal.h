#pragma once
#include "base/digest.h"
#include "db/transaction.h"

namespace holdfast::receipts {
/// The next receipt of a register: numbers 1..n without a gap, times that never fall.
struct Number {
  std::int64_t register_row = 0;
  std::int64_t receipt = 0;
  std::int64_t record = 0;       ///< of the register's journal
  Sha256 previous{};             ///< J(record - 1)
  Instant at;
};
Number take_number(db::Transaction& tx, std::int64_t register_row, Instant now);

/// J(n) = SHA("HF-FJ1\0" || J(n-1) || u64(number) || SHA(document)); the document is the body of event `event_seq`.
/// Source: the fiscal journal of the replication design, section 5.
void add_record(db::Transaction& tx, const Number& number, std::string_view kind, std::int64_t event_seq, const Sha256& document_sha);
/// J(0) = SHA("HF-FJ-GENESIS1\0" || register id as text).
Sha256 journal_genesis(std::string_view register_id);
Sha256 journal_chain(const Sha256& previous, std::int64_t number, const Sha256& document_sha);
}  // namespace holdfast::receipts
