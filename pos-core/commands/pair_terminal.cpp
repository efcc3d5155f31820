#include "commands/pair_terminal.h"

#include "base/check.h"
#include "commands/claim_device.h"
#include "commands/reference.h"

namespace holdfast::commands {
namespace {
constexpr std::int64_t pairing_seconds = 15 * 60;

std::string terminal_payload(const staff::Terminal& terminal) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("terminalId", terminal.id).member("name", terminal.name);
  json.nullable("registerId", terminal.register_id).end_object();
  return out;
}

void revoke(db::Transaction& tx, const staff::Terminal& terminal, Context& context, const Consent& consent) {
  staff::revoke(tx, terminal.row, context.now);
  release_claims(tx, terminal.row, std::nullopt, "terminal_revoked", context);
  const std::string payload = terminal_payload(terminal);
  context.emit(tx, "TerminalRevoked", "terminal", terminal.id, payload);
  audit(tx, context, "terminal_revoked", to_string(terminal.id), payload, consent);
}
}  // namespace

Result<NewPairingCode> create_pairing_code(db::Transaction& tx, const CreatePairingCode& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  std::optional<std::int64_t> register_row;
  if (command.register_id) {
    const Register* reg =
        TRY(reference(tx.connection(), context.site, context.now).active_register(*command.register_id));
    register_row = reg->row;
  }
  // Which code is meant is told by its beginning: no two at a time begin alike.
  std::uint64_t random = command.random;
  std::string code = staff::make_pairing_code(random);
  for (int i = 0; i < 64 && staff::is_selector_taken(tx.connection(), staff::code_selector(code), context.now); ++i)
    code = staff::make_pairing_code(random = random * 6364136223846793005U + 1442695040888963407U);
  const NewPairingCode made{std::move(code), context.now.plus_seconds(pairing_seconds), command.register_id};
  staff::insert_pairing_code(tx, made.code, register_row, command.uses, context.now, made.expires);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("uses", command.uses).nullable("registerId", command.register_id).end_object();
  audit(tx, context, "pairing_code", "store", detail, consent);
  return made;
}

namespace {
struct Admission {
  const staff::PairingCode& code;
  const std::string& name;
  const std::string& kind;
  const staff::TokenBytes& random;
  std::optional<Sha256> proof_key;
};
PairedTerminal admit(db::Transaction& tx, const Admission& wish, Context& context) {
  PairedTerminal paired;
  paired.token = staff::terminal_token(wish.random);
  staff::Terminal& terminal = paired.terminal;
  terminal.id = context.ids.next(context.now);
  terminal.name = wish.name;
  terminal.kind = wish.kind;
  terminal.register_row = wish.code.register_row;
  if (terminal.register_row)
    if (const Register* reg =
            reference(tx.connection(), context.site, context.now).register_by_row(*terminal.register_row))
      terminal.register_id = reg->id;
  terminal.paired = context.now;
  staff::insert(tx, terminal, sha256(paired.token), wish.proof_key);
  staff::use_pairing_code(tx, wish.code.row);
  const std::string payload = terminal_payload(terminal);
  context.emit(tx, "TerminalPaired", "terminal", terminal.id, payload);
  audit(tx, context, "terminal_paired", to_string(terminal.id), payload);
  return paired;
}
Error no_such_code() { return {ErrorCode::unauthenticated, "this pairing code is wrong, used up or has expired", {}}; }
}  // namespace

Result<PairedTerminal> pair_terminal(db::Transaction& tx, const PairTerminal& command, Context& context) {
  const auto code = staff::find_pairing_code(tx.connection(), command.code, context.now);
  if (!code) return tl::unexpected<Error>(no_such_code());
  return admit(tx, {*code, command.name, command.kind, command.random, std::nullopt}, context);
}
Result<PairedTerminal> pair_by_exchange(db::Transaction& tx, const PairByExchange& command, Context& context) {
  const auto code = staff::find_pairing_code(tx.connection(), command.code_row, context.now);
  if (!code) return tl::unexpected<Error>(no_such_code());
  return admit(tx, {*code, command.name, command.kind, command.random, command.proof_key}, context);
}

Result<> leave_store(db::Transaction& tx, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  const auto terminal = context.actor != nullptr ? staff::find_terminal(tx.connection(), context.actor->terminal) : std::nullopt;
  if (!terminal) return refuse(ErrorCode::not_found, "this is no terminal");
  db::Statement& busy = tx.prepare(
      "SELECT EXISTS (SELECT 1 FROM cart c JOIN cart_item i ON i.cart_id = c.id WHERE c.status = 'ACTIVE' AND c.terminal_id = ?), "
      "EXISTS (SELECT 1 FROM shift WHERE status = 'OPEN' AND register_id = ?)");
  busy.all(terminal->row, terminal->register_row);
  check(busy.step());
  const bool selling = busy.flag(0), shift_open = busy.flag(1);
  busy.reset();
  if (selling) return refuse(ErrorCode::conflict, "a sale is in hand: finish, park or void it first");
  if (shift_open) return refuse(ErrorCode::conflict, "its register has an open shift: close it first");
  revoke(tx, *terminal, context, consent);
  return {};
}

Result<> revoke_terminal(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  const auto terminal = staff::find_terminal(tx.connection(), id);
  if (!terminal) return refuse(ErrorCode::not_found, "no terminal " + to_string(id));
  if (!terminal->revoked) revoke(tx, *terminal, context, consent);
  return {};
}
}  // namespace holdfast::commands
