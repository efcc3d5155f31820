#include "rulebook/document_rows.h"

#include <algorithm>

#include "base/digest.h"
#include "rulebook/content.h"

namespace holdfast::rulebook {
namespace {
Result<> keep(db::Transaction& tx, Kind kind, const Json& document, const std::string& code, const std::string& pointer,
              Instant now, Import& done) {
  db::Statement& row =
      tx.prepare("SELECT version, digest FROM rule_document WHERE kind = ? AND code = ? ORDER BY version DESC LIMIT 1");
  std::int64_t newest = 0;
  std::string newest_digest;
  if (row.all(name_of(kind), code).step()) {
    newest = row.integer(0);
    newest_digest = std::string{row.blob(1)};
  }
  row.reset();
  const std::string content = content_of(document);
  const Sha256 digest = sha256(content);
  const Json* named = document.find("version");
  const std::int64_t version = named ? named->integer().value_or(0) : newest + 1;
  if (newest_digest == bytes_of(digest) && (!named || version == newest)) {
    ++done.unchanged;
    return {};
  }
  if (version <= newest)
    return refuse(ErrorCode::conflict,
                  "`" + code + "` is at version " + std::to_string(newest) + ": a version is never changed",
                  {{pointer + "/version", "must be more than " + std::to_string(newest)}});
  tx.prepare("INSERT INTO rule_document(kind, code, version, document, digest, created_us) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(name_of(kind), code, version, content, std::span<const std::uint8_t>{digest}, now);
  ++done.added;
  return {};
}
}  // namespace

std::string_view name_of(Kind kind) {
  return kind == Kind::charge ? "charge" : kind == Kind::price_list ? "price_list" : "loyalty";
}

Result<Import> import(db::Transaction& tx, Kind kind, const Json& list, const std::vector<std::string>& codes,
                      Instant now) {
  Import done;
  for (std::size_t i = 0; i < codes.size(); ++i)
    TRY(keep(tx, kind, list.items()[i], codes[i], "/" + std::to_string(i), now, done));
  return done;
}

std::vector<Document> in_force(db::Connection& connection, Kind kind, std::optional<Instant> at, Instant& from,
                               Instant& until) {
  std::vector<Document> out;
  db::Statement& rows = connection.prepare(
      "SELECT id, code, version, document, created_us FROM rule_document WHERE kind = ? ORDER BY code, version DESC");
  rows.all(name_of(kind));
  while (rows.step()) {
    const Instant created = rows.instant(4);
    if (at && *at < created) {
      until = std::min(until, created);
      continue;
    }
    if (at) from = std::max(from, created);
    if (!out.empty() && out.back().code == rows.text(1)) continue;
    out.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.string(3), created});
  }
  return out;
}

std::vector<Document> list(db::Connection& connection, Kind kind, std::int64_t after, int limit) {
  std::vector<Document> out;
  db::Statement& rows = connection.prepare(
      "SELECT id, code, version, document, created_us FROM rule_document d WHERE kind = ?1 AND id > ?2 AND version = "
      "(SELECT max(version) FROM rule_document n WHERE n.kind = ?1 AND n.code = d.code) ORDER BY id LIMIT ?3");
  rows.all(name_of(kind), after, limit);
  while (rows.step())
    out.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.string(3), rows.instant(4)});
  return out;
}
}  // namespace holdfast::rulebook
