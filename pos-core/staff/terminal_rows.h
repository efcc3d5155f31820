#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "db/transaction.h"
#include "vault/spake2.h"

namespace holdfast::staff {
/// A device that may talk to this store. Its token is only kept as SHA-256.
struct Terminal {
  std::int64_t row = 0;
  Uuid id;
  std::string name;
  std::optional<std::int64_t> register_row;
  std::optional<Uuid> register_id;
  Instant paired;
  std::optional<Instant> revoked;
  std::string kind = "till";  ///< till | console: what the browser is used as
  bool proves = false;        ///< paired by an exchange: its requests carry a proof
  std::optional<Instant> token_at = {};       ///< since when it has its token, of one that proves (terminal_tokens.h)
  std::optional<Instant> token_ordered = {};  ///< it is to take a new one
};
std::vector<Terminal> terminals(db::Connection& connection);
std::optional<Terminal> find_terminal(db::Connection& connection, const Uuid& id);
/// `proof_key`: what it proves its requests with, kept sealed; none: its token alone is enough.
void insert(db::Transaction& tx, Terminal& terminal, const Sha256& token_hash,
            const std::optional<Sha256>& proof_key = std::nullopt);
/// The place that a terminal's key is sealed to (vault/field_keys.h).
std::string proof_place(const Uuid& terminal);
/// The terminal and its sessions are out from now on.
void revoke(db::Transaction& tx, std::int64_t terminal_row, Instant now);

/// Seals terminals' keys and open codes by the newest field key; how many were not.
int seal_terminals(db::Transaction& tx);

/// Random bytes are handed in; 256 bits of them make a token.
using TokenBytes = std::array<std::uint8_t, 32>;
std::string terminal_token(const TokenBytes& random);  ///< `hft_` and 64 hexadecimal digits
std::string session_token(const TokenBytes& random);   ///< `hfs_` and 64 hexadecimal digits

/// `K7P2-M9QX`: eight characters that are hard to misread.
std::string make_pairing_code(std::uint64_t random);
/// From what was typed: any case, hyphens and blanks do not count.
std::string normal_pairing_code(std::string_view typed);
struct PairingCode {
  std::int64_t row = 0;
  std::optional<std::int64_t> register_row;
};
inline constexpr std::int64_t code_tries = 5;  ///< wrong guesses by an exchange until the code is dead
/// The part of a code that says which one is meant, and so travels in clear; the rest is 30 bits.
std::string code_selector(std::string_view typed);
/// What both ends of an exchange make of a code.
vault::Scalar pairing_scalar(std::string_view typed);
/// Stored hashed, and sealed as what an exchange needs of it. Also for `holdfast pair`, beside a running daemon.
void insert_pairing_code(db::Transaction& tx, std::string_view code, std::optional<std::int64_t> register_row,
                         std::int64_t uses, Instant now, Instant expires);
/// One that may still be used.
std::optional<PairingCode> find_pairing_code(db::Connection& connection, std::string_view typed, Instant now);
void use_pairing_code(db::Transaction& tx, std::int64_t row);
/// Whether one that may still be used begins so.
bool is_selector_taken(db::Connection& connection, std::string_view selector, Instant now);
struct CodeForExchange {
  std::int64_t row = 0;
  vault::Scalar scalar{};
};
/// The newest that begins so and may still be used.
std::optional<CodeForExchange> find_code_for_exchange(db::Connection& connection, std::string_view selector, Instant now);
/// The same code again when its exchange is at its end.
std::optional<PairingCode> find_pairing_code(db::Connection& connection, std::int64_t row, Instant now);
/// One guess less.
void count_wrong_guess(db::Transaction& tx, std::int64_t row);

struct Session {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t terminal_row = 0;
  std::int64_t staff_row = 0;
  Instant created, expires;
};
void insert(db::Transaction& tx, Session& session, const Sha256& token_hash);
std::optional<Session> find_session(db::Connection& connection, std::int64_t row);
void end_session(db::Transaction& tx, std::int64_t row, Instant now);
void end_sessions_of_person(db::Transaction& tx, std::int64_t staff_row, Instant now);
/// All but the one at a terminal: of who changes their own PIN and works on.
void end_sessions_elsewhere(db::Transaction& tx, std::int64_t staff_row, std::int64_t terminal_row, Instant now);
}  // namespace holdfast::staff
