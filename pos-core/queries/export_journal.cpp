#include "queries/export_journal.h"

#include <openssl/evp.h>

#include <algorithm>
#include <map>

#include "base/check.h"
#include "base/ends.h"
#include "daybook/seal_rows.h"
#include "events/stored_body.h"
#include "fiscal/journal_file.h"

namespace holdfast::queries {
namespace {
/// Counts and digests what it writes: the end says both.
class Lines {
 public:
  explicit Lines(const std::function<void(std::string_view)>& write) : write_{write}, context_{EVP_MD_CTX_new()} {
    check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  fiscal::FileEnd end;
  void add(std::string line) {
    line += '\n';
    check(EVP_DigestUpdate(context_.get(), line.data(), line.size()) == 1);
    ++end.lines;
    write_(line);
  }
  void finish(const daybook::Signer& signer) {
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_.get(), end.digest.data(), &size) == 1);
    end.generation = signer.generation;
    const std::string document = fiscal::end_document(end);
    write_(fiscal::end_line(end, signer.key.sign(fiscal::signed_text(fiscal::Document::end, document))) + '\n');
  }

 private:
  const std::function<void(std::string_view)>& write_;
  std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>> context_;
};

std::string body_at(db::Connection& connection, const db::Statement& row, int column, std::int64_t seq) {
  return events::open_body(connection, row.blob(column), row.small(column + 1), seq);
}

/// The order's OrderCreated stands right before its OrderPaid, in the same transaction.
void write_records(db::Connection& connection, const std::string& register_id, std::int64_t after, std::int64_t last,
                   Lines& lines) {
  db::Statement& rows = connection.prepare(
      "SELECT f.number, f.kind, f.hash, f.document_sha, e.body, e.body_coding, c.body, c.body_coding, "
      "f.event_seq FROM "
      "fiscal_record f JOIN register r ON "
      "r.id = f.register_id LEFT JOIN event_log e ON e.seq = f.event_seq LEFT JOIN event_log c ON c.seq = f.event_seq "
      "- 1 AND c.type = "
      "'OrderCreated' AND c.aggregate_id = e.aggregate_id WHERE r.uuid = ? AND f.number > ? AND f.number <= ? ORDER BY "
      "f.number");
  const Uuid id = parse_uuid(register_id).value();
  rows.all(id, after, last);
  while (rows.step()) {
    fiscal::FileRecord record{register_id, rows.integer(0), rows.string(1), {}, {}, {}, {}};
    std::copy_n(rows.blob(2).begin(), record.hash.size(), reinterpret_cast<char*>(record.hash.data()));
    std::copy_n(rows.blob(3).begin(), record.document_sha.size(), reinterpret_cast<char*>(record.document_sha.data()));
    if (!rows.is_null(4)) record.document = body_at(connection, rows, 4, rows.integer(8));
    if (!rows.is_null(6)) record.order = body_at(connection, rows, 6, rows.integer(8) - 1);
    lines.add(line_of(record));
    ++lines.end.records;
  }
}

std::vector<daybook::StoredSeal> seals_of(db::Connection& connection, const JournalWish& wish) {
  std::vector<daybook::StoredSeal> all;
  std::int64_t before = 0;
  for (;;) {
    const auto page = daybook::list_seals(connection, before, 200);
    for (const daybook::StoredSeal& seal : page)
      if ((!wish.from || seal.business_date >= *wish.from) && (!wish.to || seal.business_date <= *wish.to))
        all.push_back(seal);
    if (page.size() < 200) break;
    before = page.back().number;
  }
  std::reverse(all.begin(), all.end());
  return all;
}

void write_head(db::Connection& connection, const Site& site, const std::vector<daybook::StoredSeal>& seals,
                Instant now, Lines& lines) {
  fiscal::FileHead head{site.site_id, site.name, std::string{site.currency.code()}, to_rfc3339(now), 0, 0, {}};
  if (!seals.empty()) {
    head.first_seal = seals.front().number;
    head.last_seal = seals.back().number;
  }
  for (const daybook::JournalKey& key : daybook::load_keys(connection))
    head.keys.push_back({key.generation, key.public_key, key.endorsement, key.reason, to_rfc3339(key.made)});
  lines.add(line_of(head));
}

void write_unsealed(db::Connection& connection, Lines& lines) {
  const auto now = daybook::present_places(connection), sealed = daybook::sealed_places(connection);
  for (std::size_t i = 0; i < now.size(); ++i)
    write_records(connection, now[i].register_id, sealed[i].record, now[i].record, lines);
  if (const auto heads = daybook::newest_heads(connection))
    lines.add(fiscal::heads_line(heads->document, heads->generation, heads->signature));
}
}  // namespace

Result<JournalCounts> export_journal(db::Connection& connection, const Site& site, const JournalWish& wish,
                                     const daybook::Signer& signer, Instant now,
                                     const std::function<void(std::string_view)>& write) {
  const db::Snapshot snapshot{connection};
  const std::vector<daybook::StoredSeal> seals = seals_of(connection, wish);
  if (seals.empty() && daybook::newest_seal(connection))
    return refuse(ErrorCode::not_found, "no day between those two was sealed");
  Lines lines{write};
  write_head(connection, site, seals, now, lines);
  if (!seals.empty() && seals.front().number > 1)
    if (const auto anchor = daybook::find_seal(connection, seals.front().number - 1))
      lines.add(fiscal::seal_line(anchor->document, anchor->generation, anchor->signature, true));
  for (const daybook::StoredSeal& stored : seals) {
    const fiscal::Seal seal = TRY(fiscal::parse_seal(stored.document));
    for (const fiscal::SealedRegister& reg : seal.registers)
      write_records(connection, reg.id, reg.first - 1, reg.last, lines);
    lines.add(fiscal::seal_line(stored.document, stored.generation, stored.signature, false));
    ++lines.end.seals;
  }
  if (!wish.to) write_unsealed(connection, lines);
  lines.finish(signer);
  return JournalCounts{lines.end.lines, lines.end.records, lines.end.seals};
}
}  // namespace holdfast::queries
