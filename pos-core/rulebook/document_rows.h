#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "db/transaction.h"

namespace holdfast::rulebook {
/// Rules that are documents: dated, versioned, and no version is ever changed, so that the one which applied when
/// something was sold can always be read again.
enum class Kind { charge, price_list, loyalty };
std::string_view name_of(Kind kind);

struct Import {
  int added = 0;
  int unchanged = 0;  ///< the newest version says the same
};
/// Keeps new versions of the documents of a list that its reader has accepted; `codes` are their ids. One without
/// `version` becomes the next; a version that exists with other content, or is older than the newest, is refused
/// (conflict).
Result<Import> import(db::Transaction& tx, Kind kind, const Json& list, const std::vector<std::string>& codes,
                      Instant now);

struct Document {
  std::int64_t row = 0;
  std::string code;
  std::int64_t version = 0;
  std::string text;
  Instant created;
};
/// The newest version of each, by code, as of `at`; without it what applies now, also what the store took while its clock
/// was ahead. `from` and `until` are narrowed to the span in which nothing changes.
std::vector<Document> in_force(db::Connection& connection, Kind kind, std::optional<Instant> at, Instant& from,
                               Instant& until);
/// The newest version of each, by row, after `after`.
std::vector<Document> list(db::Connection& connection, Kind kind, std::int64_t after, int limit);
}  // namespace holdfast::rulebook
