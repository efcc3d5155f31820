#include "promotions/rule_rows.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/digest.h"
#include "promotions/rule_document.h"
#include "rulebook/content.h"

namespace holdfast::promotions {
namespace {
struct Newest {
  std::int64_t version = 0;
  std::string digest;
};

Newest newest_of(db::Connection& connection, const std::string& rule) {
  db::Statement& row =
      connection.prepare("SELECT version, digest FROM promotion_rule WHERE rule = ? ORDER BY version DESC LIMIT 1");
  Newest newest;
  if (row.all(rule).step()) newest = {row.integer(0), std::string{row.blob(1)}};
  row.reset();
  return newest;
}

Result<> keep(db::Transaction& tx, const Json& document, const std::string& rule, Instant now, RuleImport& done,
              const std::string& pointer) {
  const std::string content = rulebook::content_of(document);
  const Sha256 digest = sha256(content);
  const Newest newest = newest_of(tx.connection(), rule);
  const Json* named = document.find("version");
  const std::int64_t version = named ? named->integer().value_or(0) : newest.version + 1;
  if (newest.digest == bytes_of(digest) && (!named || version == newest.version)) {
    ++done.unchanged;
    return {};
  }
  if (version <= newest.version)
    return refuse(
        ErrorCode::conflict,
        "rule `" + rule + "` is at version " + std::to_string(newest.version) + ": a version is never changed",
        {{pointer + "/version", "must be more than " + std::to_string(newest.version)}});
  tx.prepare("INSERT INTO promotion_rule(rule, version, document, digest, created_us) VALUES (?, ?, ?, ?, ?)")
      .exec(rule, version, content, std::span<const std::uint8_t>{digest}, now);
  ++done.added;
  return {};
}
}  // namespace

StoredRules load_rules(db::Connection& connection, Currency currency, std::optional<Instant> at) {
  StoredRules out{nullptr, Instant{std::numeric_limits<std::int64_t>::min()},
                  Instant{std::numeric_limits<std::int64_t>::max()}};
  std::vector<Rule> rules;
  db::Statement& rows =
      connection.prepare("SELECT rule, version, document, created_us FROM promotion_rule ORDER BY rule, version DESC");
  std::string done;  // rules whose version as of then has been found
  while (rows.step()) {
    const Instant created{rows.integer(3)};
    if (at && *at < created) {
      out.valid_until = std::min(out.valid_until, created);
      continue;
    }
    if (at) out.valid_from = std::max(out.valid_from, created);
    if (rows.text(0) == done) continue;
    done = rows.string(0);
    const auto document = parse_json(rows.text(2));
    if (!document) continue;
    std::vector<FieldError> errors;
    Rule rule = read_rule(*document, Rational{currency.minor_per_major()}, errors);
    rule.version = rows.integer(1);
    if (errors.empty()) rules.push_back(std::move(rule));
  }
  if (!rules.empty()) out.set = std::make_shared<const RuleSet>(std::move(rules));
  return out;
}

Result<RuleImport> import_rules(db::Transaction& tx, const Json& list, Currency currency, Instant now) {
  const std::vector<Rule> rules = TRY(read_rules(list, Rational{currency.minor_per_major()}));
  RuleImport done;
  for (std::size_t i = 0; i < rules.size(); ++i)
    TRY(keep(tx, list.items()[i], rules[i].id, now, done, "/" + std::to_string(i)));
  return done;
}

std::vector<StoredRule> list_rules(db::Connection& connection, std::int64_t after, int limit) {
  std::vector<StoredRule> out;
  db::Statement& rows = connection.prepare(
      "SELECT id, rule, version, document, created_us FROM promotion_rule r WHERE id > ? AND version = (SELECT "
      "max(version) FROM promotion_rule n WHERE n.rule = r.rule) ORDER BY id LIMIT ?");
  rows.all(after, limit);
  while (rows.step())
    out.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.string(3), Instant{rows.integer(4)}});
  return out;
}
}  // namespace holdfast::promotions
