#pragma once
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>

#include "base/digest.h"
#include "base/instant.h"
#include "db/connection.h"
#include "staff/permission.h"
#include "staff/terminal_tokens.h"

namespace holdfast::store {
/// Whose token it is. The actor of a terminal's own token has no staff (staff_id 0) and no permissions.
struct Bearer {
  enum class Kind { terminal, session, ended_session } kind = Kind::terminal;
  std::shared_ptr<const Actor> actor;
  Instant expires;  ///< of a session
  /// Its terminal paired by an exchange: the token is worth nothing without a proof by this key (routes/proof_guard.h).
  std::shared_ptr<const Sha256> proof_key = nullptr;
  staff::TokenTerms terms = {};  ///< of its terminal's token; that it is spent counts for a terminal's own alone
};

/// The tokens in force, by SHA-256 of their text: `token_hash` of the tables terminal and session. Loaded as a whole at
/// start and after every command whose answer says tokens_changed. Ended sessions are known for a day, so that a till
/// can say "signed off" and not "wrong token".
class Tokens {
 public:
  static std::shared_ptr<const Tokens> load(db::Connection& connection, Instant now);
  const Bearer* find(std::string_view token) const;
  /// Whether this terminal is paired and not revoked.
  bool has_terminal(const Uuid& id) const { return terminal_ids_.contains(id); }
  std::size_t terminals() const { return terminal_ids_.size(); }
  std::size_t sessions() const { return sessions_; }

 private:
  struct Hash {
    std::size_t operator()(const Sha256& digest) const {
      std::size_t hash;
      std::memcpy(&hash, digest.data(), sizeof hash);
      return hash;
    }
  };
  void add(std::string_view digest, Bearer bearer);
  std::unordered_map<Sha256, Bearer, Hash> bearers_;
  std::set<Uuid> terminal_ids_;
  std::size_t sessions_ = 0;
};
}  // namespace holdfast::store
