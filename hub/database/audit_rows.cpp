#include "database/audit_rows.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "database/rows.h"
#include "fiscal/audit_link.h"

namespace holdfast::database {
using engine::Actor;
using engine::AuditEntry;
using engine::Operator;

namespace {
constexpr int verified_at_once = 1000;

/// The same link as that of stores' audit trails.
Sha256 link(const Sha256& previous, const AuditEntry& entry) {
  fiscal::AuditFacts facts;
  facts.id = entry.id;
  facts.at_us = entry.at.unix_us();
  facts.staff = entry.by.operator_id;
  facts.action = entry.action;
  facts.subject = entry.subject;
  facts.detail = entry.detail;
  return fiscal::audit_link(previous, facts);
}
AuditEntry read_entry(const sql::Statement& row) {
  return {row.integer(0), row.instant(1), {row.maybe_integer(2), row.string(3)},
          row.string(4),  row.string(5),  row.string(6)};
}
/// The name stands beside the chain, to be searched by, and in it.
bool is_by_who_it_says(const AuditEntry& entry) {
  const auto detail = parse_json(entry.detail);
  const Json* by = detail ? detail->find("by") : nullptr;
  return by != nullptr && by->text() == entry.by.name;
}
std::vector<Operator> all_operators(sql::Statement& rows) {
  std::vector<Operator> found;
  while (rows.step()) {
    found.push_back({rows.integer(0), rows.string(1), rows.instant(2), rows.string(3), {}});
    if (!rows.is_null(4)) found.back().removed = rows.instant(4);
  }
  return found;
}
}  // namespace

std::int64_t Audit::head(bool stays) {
  constexpr std::string_view text = "SELECT entries FROM audit_head WHERE id = 1";
  sql::Statement& rows = stays ? db_.prepare_locking(text) : db_.prepare(text);
  const std::int64_t entries = rows.all().step() ? rows.integer(0) : 0;
  rows.reset();
  return entries;
}
Sha256 Audit::hash_of(std::int64_t id) {
  sql::Statement& rows = db_.prepare("SELECT hash FROM audit_entry WHERE entry_id = ?");
  const Sha256 hash = rows.all(id).step() ? digest_of(rows.blob(0)) : Sha256{};
  rows.reset();
  return hash;
}

std::int64_t Audit::add(const Actor& by, const std::string& action, const std::string& subject,
                        const std::string& detail, Instant now) {
  const std::int64_t before = head(true);
  AuditEntry entry{before + 1, now, by, action, subject, {}};
  std::string name;
  JsonWriter{name}.value(by.name);
  entry.detail = "{\"by\":" + name + (detail.empty() ? "" : ",") + detail + "}";
  const Sha256 hash = link(before == 0 ? Sha256{} : hash_of(before), entry);
  db_.prepare(
         "INSERT INTO audit_entry(entry_id, at_us, operator_id, done_by, action, subject, detail, hash) VALUES (?, ?, "
         "?, ?, ?, ?, ?, ?)")
      .exec(entry.id, entry.at, by.operator_id, by.name, action, subject, entry.detail,
            std::span<const std::uint8_t>{hash});
  db_.prepare("UPDATE audit_head SET entries = ? WHERE id = 1").exec(entry.id);
  return entry.id;
}

std::vector<AuditEntry> Audit::entries(const engine::AuditWish& wish) {
  std::string text =
      "SELECT entry_id, at_us, operator_id, done_by, action, subject, detail FROM audit_entry WHERE entry_id < ?";
  if (wish.action) text += " AND action = ?";
  if (wish.by) text += " AND done_by = ?";
  text += " ORDER BY entry_id DESC LIMIT ?";
  sql::Statement& rows = db_.prepare(text);
  const std::int64_t before = wish.before > 0 ? wish.before : INT64_MAX;
  if (wish.action && wish.by)
    rows.all(before, *wish.action, *wish.by, wish.most);
  else if (wish.action || wish.by)
    rows.all(before, wish.action ? *wish.action : *wish.by, wish.most);
  else
    rows.all(before, wish.most);
  std::vector<AuditEntry> found;
  while (rows.step()) found.push_back(read_entry(rows));
  return found;
}

engine::AuditVerdict Audit::verify() {
  const std::int64_t entries = head(false);
  engine::AuditVerdict verdict;
  for (bool more = true; more && !verdict.wrong;) {
    sql::Statement& rows = db_.prepare(
        "SELECT entry_id, at_us, operator_id, done_by, action, subject, detail, hash FROM audit_entry WHERE entry_id > "
        "? ORDER BY entry_id LIMIT ?");
    rows.all(verdict.entries, verified_at_once);
    more = false;
    while (rows.step()) {
      const AuditEntry entry = read_entry(rows);
      const Sha256 hash = link(verdict.newest, entry);
      if (entry.id != verdict.entries + 1 || hash != digest_of(rows.blob(7)) || !is_by_who_it_says(entry)) {
        verdict.wrong = verdict.entries + 1;
        break;
      }
      verdict.newest = hash;
      ++verdict.entries;
      more = true;
    }
    rows.reset();
  }
  if (!verdict.wrong && verdict.entries != entries) verdict.wrong = std::min(verdict.entries, entries) + 1;
  return verdict;
}

std::optional<Operator> Audit::operator_with(const Sha256& token) {
  auto found = all_operators(
      db_.prepare("SELECT operator_id, name, made_us, made_by, removed_us FROM operator WHERE token_sha = ? AND "
                  "removed_us IS NULL")
          .all(std::span<const std::uint8_t>{token}));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}
std::vector<Operator> Audit::operators() {
  return all_operators(
      db_.prepare("SELECT operator_id, name, made_us, made_by, removed_us FROM operator ORDER BY name").all());
}
bool Audit::add_operator(const std::string& name, const Sha256& token, const std::string& by, Instant now) {
  head(true);  // one after the other
  sql::Statement& rows = db_.prepare("SELECT count(*) FROM operator WHERE name = ?");
  const bool known = rows.all(name).step() && rows.integer(0) > 0;
  rows.reset();
  if (known) return false;
  sql::Statement& last = db_.prepare("SELECT coalesce(max(operator_id), 0) FROM operator");
  const std::int64_t id = (last.all().step() ? last.integer(0) : 0) + 1;
  last.reset();
  db_.prepare("INSERT INTO operator(operator_id, name, token_sha, made_us, made_by) VALUES (?, ?, ?, ?, ?)")
      .exec(id, name, std::span<const std::uint8_t>{token}, now, by);
  return true;
}
bool Audit::remove_operator(const std::string& name, Instant now) {
  sql::Statement& rows = db_.prepare_locking("SELECT operator_id FROM operator WHERE name = ? AND removed_us IS NULL");
  const bool known = rows.all(name).step();
  rows.reset();
  if (known) db_.prepare("UPDATE operator SET removed_us = ? WHERE name = ? AND removed_us IS NULL").exec(now, name);
  return known;
}
}  // namespace holdfast::database
