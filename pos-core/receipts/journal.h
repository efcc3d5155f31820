#pragma once
#include "base/digest.h"
#include "db/transaction.h"
#include "fiscal/seal.h"

namespace holdfast::receipts {
using fiscal::journal_chain;
using fiscal::journal_genesis;

/// The next receipt of a register: numbers 1..n without a gap, times that never fall.
struct Number {
  std::int64_t register_row = 0;
  std::int64_t receipt = 0;
  std::int64_t record = 0;       ///< of the register's journal
  Sha256 previous{};             ///< J(record - 1)
  Instant at;
};
Number take_number(db::Transaction& tx, std::int64_t register_row, Instant now);

/// Adds J(n) of fiscal/seal.h; the document is the body of event `event_seq`.
/// Source: the fiscal journal of the replication design, section 5.
void add_record(db::Transaction& tx, const Number& number, std::string_view kind, std::int64_t event_seq, const Sha256& document_sha);
}  // namespace holdfast::receipts
