#pragma once
#include "commands/context.h"
#include "staff/terminal_rows.h"

namespace holdfast::commands {
struct CreatePairingCode {
  std::optional<Uuid> register_id;
  std::int64_t uses = 1;
  std::uint64_t random = 0;
};
struct NewPairingCode {
  std::string code;  ///< shown once; stored hashed
  Instant expires;   ///< a quarter of an hour from now
  std::optional<Uuid> register_id;
};
Result<NewPairingCode> create_pairing_code(db::Transaction& tx, const CreatePairingCode& command, Context& context);

struct PairTerminal {
  std::string code;
  std::string name;
  std::string kind = "till";  ///< till | console
  staff::TokenBytes random{};
};
/// The same at the end of an exchange: the code was proved, and never sent.
struct PairByExchange {
  std::int64_t code_row = 0;
  std::string name, kind = "till";
  staff::TokenBytes random{};
  Sha256 proof_key{};
};
struct PairedTerminal {
  staff::Terminal terminal;
  std::string token;  ///< shown once; stored as SHA-256
};
/// Refuses a code that is wrong, expired or used up with unauthenticated.
Result<PairedTerminal> pair_terminal(db::Transaction& tx, const PairTerminal& command, Context& context);
Result<PairedTerminal> pair_by_exchange(db::Transaction& tx, const PairByExchange& command, Context& context);

/// The actor's own terminal leaves the store. Refuses conflict while it has a sale in hand or its register has an open
/// shift. Takes device_admin.
Result<> leave_store(db::Transaction& tx, Context& context);

/// Its token and its sessions are out at once. Revoking twice changes nothing.
Result<> revoke_terminal(db::Transaction& tx, const Uuid& id, Context& context);
}  // namespace holdfast::commands
