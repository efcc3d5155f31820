#include "daybook/checks.h"

#include <map>

#include "daybook/fiscal_rows.h"
#include "daybook/seal_rows.h"
#include "fiscal/audit_link.h"

namespace holdfast::daybook {
AuditCheck check_audit(db::Connection& connection) {
  db::Statement& rows = connection.prepare(
      "SELECT id, at_us, staff_id, approver_id, terminal_id, action, subject, detail, hash FROM audit_entry ORDER BY "
      "id");
  AuditCheck out;
  Sha256 previous{};
  std::int64_t id = 0;
  while (rows.step()) {
    if (rows.is_null(8) && id == 0) {
      ++out.unchained;
      continue;
    }
    ++out.entries;
    const fiscal::AuditFacts facts{rows.integer(0),       rows.integer(1), rows.maybe_integer(2), rows.maybe_integer(3),
                                   rows.maybe_integer(4), rows.text(5),    rows.text(6),          rows.text(7)};
    const bool follows = id == 0 ? facts.id == out.unchained + 1 : facts.id == id + 1;
    id = facts.id;
    previous = fiscal::audit_link(previous, facts);
    if (!follows || rows.is_null(8) || rows.blob(8) != bytes_of(previous)) {
      out.broken_at = id;
      break;
    }
  }
  rows.reset();
  if (id != 0) out.head = to_hex(previous);
  return out;
}
ChainCheck check_fiscal_chains(db::Connection& connection) {
  std::map<std::string, fiscal::Es256Key> keys;
  for (const KnownUnit& unit : known_units(connection))
    if (auto key = fiscal::Es256Key::from_point(unit.point)) keys.emplace(unit.serial, *std::move(key));
  db::Statement& rows = connection.prepare("SELECT register_id FROM fiscal_box ORDER BY register_id");
  std::vector<std::int64_t> registers;
  while (rows.step()) registers.push_back(rows.integer(0));
  ChainCheck out;
  for (const std::int64_t row : registers) {
    const auto box = find_box(connection, row).value();
    const std::vector<std::string> chain = chain_of(connection, row);
    out.receipts += static_cast<std::int64_t>(chain.size());
    const auto found = fiscal::rksv::verify({box.cash_box, box.key,
                                             [&](std::string_view serial) {
                                               const auto key = keys.find(std::string{serial});
                                               return key == keys.end() ? nullptr : &key->second;
                                             }},
                                            chain);
    if (found && out.finding.empty())
      out.finding = box.cash_box + ", receipt " + std::to_string(found->index + 1) + ": " + found->what;
  }
  return out;
}

std::vector<std::string> check_seals(db::Connection& connection) {
  std::map<std::int64_t, fiscal::KeyBytes> keys;
  for (const JournalKey& key : load_keys(connection)) keys.emplace(key.generation, key.public_key);
  db::Statement& numbers = connection.prepare("SELECT number FROM day_seal ORDER BY number");
  std::vector<std::int64_t> all;
  while (numbers.step()) all.push_back(numbers.integer(0));
  std::vector<std::string> out;
  Sha256 previous{};
  std::int64_t expected = 1;
  for (const std::int64_t number : all) {
    const StoredSeal stored = find_seal(connection, number).value();
    const std::string name = "seal " + std::to_string(number) + ": ";
    const auto seal = fiscal::parse_seal(stored.document);
    const auto key = keys.find(stored.generation);
    if (number != expected) out.push_back(name + "it comes where " + std::to_string(expected) + " should");
    if (sha256(stored.document) != stored.sha) out.push_back(name + "its digest is not that of its document");
    if (key == keys.end() ||
        !fiscal::verifies(key->second, fiscal::signed_text(fiscal::Document::seal, stored.document),
                          bytes_of(stored.signature)))
      out.push_back(name + "its signature does not hold");
    if (!seal)
      out.push_back(name + seal.error().detail);
    else if (seal->previous != previous || seal->number != number)
      out.push_back(name + "it does not follow the seal before");
    previous = stored.sha;
    expected = number + 1;
  }
  const std::vector<Place> now = present_places(connection), sealed = sealed_places(connection);
  for (std::size_t i = 0; i < now.size(); ++i)
    if (sealed[i].record > now[i].record)
      out.push_back("register " + std::to_string(now[i].number) + " stands before its last seal");
  return out;
}
}  // namespace holdfast::daybook
