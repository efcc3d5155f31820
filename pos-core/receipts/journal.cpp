#include "receipts/journal.h"

#include <algorithm>

#include "base/check.h"

namespace holdfast::receipts {
Number take_number(db::Transaction& tx, std::int64_t register_row, Instant now) {
  db::Statement& row = tx.prepare("SELECT last_receipt, last_record, record_hash, last_receipt_us FROM register WHERE id = ?");
  check(row.all(register_row).step());
  Number number;
  number.register_row = register_row;
  number.receipt = row.integer(0) + 1;
  number.record = row.integer(1) + 1;
  const std::string_view hash = row.blob(2);
  for (std::size_t i = 0; i < number.previous.size(); ++i) number.previous[i] = static_cast<std::uint8_t>(hash[i]);
  number.at = std::max(now, row.instant(3));
  row.reset();
  return number;
}

void add_record(db::Transaction& tx, const Number& number, std::string_view kind, std::int64_t event_seq, const Sha256& document_sha) {
  const Sha256 hash = fiscal::journal_chain(number.previous, number.record, document_sha);
  tx.prepare("INSERT INTO fiscal_record(register_id, number, kind, event_seq, document_sha, hash, at_us) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(number.register_row, number.record, kind, event_seq, std::span<const std::uint8_t>{document_sha},
            std::span<const std::uint8_t>{hash}, number.at);
  tx.prepare("UPDATE register SET last_receipt = ?, last_record = ?, record_hash = ?, last_receipt_us = ? WHERE id = ?")
      .exec(number.receipt, number.record, std::span<const std::uint8_t>{hash}, number.at, number.register_row);
}
}  // namespace holdfast::receipts
