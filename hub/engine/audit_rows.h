#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/instant.h"

namespace holdfast::engine {
/// Somebody who operates the hub by a token of their own.
struct Operator {
  std::int64_t id = 0;
  std::string name;
  Instant made;
  std::string made_by;
  std::optional<Instant> removed;  ///< its token counts no more
};
/// Who does something: an operator, or whoever shows the hub's own token, or a store that enrols.
struct Actor {
  std::optional<std::int64_t> operator_id;
  std::string name;
};
constexpr const char* house_token = "hub-token";  ///< the name of nobody: whoever may read that file

/// One line of the hub's audit log. `detail` is a JSON object; its `by` is the name, so that the chain holds it.
struct AuditEntry {
  std::int64_t id = 0;  ///< from 1, without a gap
  Instant at;
  Actor by;
  std::string action, subject, detail;
};
struct AuditWish {
  std::optional<std::string> action, by;
  std::int64_t before = 0;  ///< an entry; 0: from the newest
  int most = 50;
};
struct AuditVerdict {
  std::int64_t entries = 0;
  std::optional<std::int64_t> wrong;  ///< the first entry that is not what it was, or is gone
  Sha256 newest{};                    ///< the hash of the last one that holds: to be kept elsewhere
};

/// The rows of operators and of what they did, inside one transaction.
class AuditRows {
 public:
  virtual ~AuditRows() = default;
  /// Chains it to the one before, and answers its id; the next one waits for the end of this transaction. `detail`: the
  /// members of a JSON object without its braces.
  virtual std::int64_t add(const Actor& by, const std::string& action, const std::string& subject,
                           const std::string& detail, Instant now) = 0;
  virtual std::vector<AuditEntry> entries(const AuditWish& wish) = 0;  ///< the newest first
  virtual AuditVerdict verify() = 0;

  virtual std::optional<Operator> operator_with(const Sha256& token) = 0;  ///< none that was removed
  virtual std::vector<Operator> operators() = 0;                           ///< by name
  /// False when that name was given once, to whomever.
  virtual bool add_operator(const std::string& name, const Sha256& token, const std::string& by, Instant now) = 0;
  virtual bool remove_operator(const std::string& name, Instant now) = 0;  ///< false: nobody of that name
};
}  // namespace holdfast::engine
