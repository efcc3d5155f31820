#include "base/digest.h"
#include "invariants/check_all.h"

namespace holdfast::invariants {
namespace {
constexpr std::string_view genesis_tag{"HF-FJ-GENESIS1\0", 15};
constexpr std::string_view record_tag{"HF-FJ1\0", 7};

struct Register {
  std::int64_t id;
  std::string subject;
  std::int64_t last_record;
  std::string record_hash;
  std::string uuid;
};
std::vector<Register> load_registers(db::Connection& connection) {
  std::vector<Register> out;
  db::Statement& rows =
      connection.prepare("SELECT id, number, last_record, record_hash, uuid FROM register ORDER BY id");
  while (rows.step())
    out.push_back({rows.integer(0), "register " + std::to_string(rows.integer(1)), rows.integer(2),
                   std::string{rows.blob(3)}, to_string(rows.uuid(4))});
  return out;
}

void check_chain(db::Connection& connection, Findings& findings, Scanned& scanned, const Register& owner) {
  db::Statement& rows = connection.prepare(
      "SELECT f.number, f.event_seq, f.document_sha, f.hash, e.body_sha FROM fiscal_record f "
      "LEFT JOIN event_log e ON e.seq = f.event_seq WHERE f.register_id = ? ORDER BY f.number");
  rows.all(owner.id);
  Sha256 hash = sha256(genesis_tag, owner.uuid);
  std::int64_t number = 0;
  bool broken = false;
  while (rows.step()) {
    ++scanned.records;
    const std::string subject = owner.subject + " record " + std::to_string(rows.integer(0));
    if (rows.integer(0) != number + 1)
      findings.add("journal", subject, "record " + std::to_string(number + 1) + " is missing before it");
    number = rows.integer(0);
    // An acknowledged event's body may be gone, its row and digest stay.
    if (rows.is_null(4))
      findings.add("journal", subject,
                   "its document, event " + std::to_string(rows.integer(1)) + ", is not in the event log");
    else if (rows.blob(2) != rows.blob(4))
      findings.add("journal", subject, "its document is not the body of event " + std::to_string(rows.integer(1)));
    const auto count = big_endian(static_cast<std::uint64_t>(number));
    hash = sha256(record_tag, bytes_of(hash), bytes_of(count), rows.blob(2));
    if (!broken && rows.blob(3) != bytes_of(hash)) {
      findings.add("journal", subject, "its hash does not follow from the record before it");
      broken = true;  // all later ones differ too: the first says it
    }
  }
  findings.expect_equal("journal", owner.subject, "last_record", owner.last_record, number);
  if (!broken && owner.record_hash != bytes_of(hash))
    findings.add("journal", owner.subject, "record_hash is not the hash of its last record");
}
}  // namespace

void check_journal(db::Connection& connection, Findings& findings, Scanned& scanned) {
  for (const Register& owner : load_registers(connection)) check_chain(connection, findings, scanned, owner);
}
}  // namespace holdfast::invariants
