#include <array>
#include <memory>

#include "base/base64.h"
#include "commands/pair_terminal.h"
#include "http/tls.h"
#include "routes/all_routes.h"
#include "routes/kept_refusal.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "staff/lockout.h"
#include "staff/pairing_exchange.h"
#include "vault/field_keys.h"

// How a device becomes a terminal of the store. By the contract it may send the code; a page of ours proves that it
// knows the code instead (SPAKE2), and from then on every request (proof_guard.h).
namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::array<std::string_view, 2> kinds{"till", "console"};

/// Wrong codes are counted by address on the writer's thread, as everything here runs there: no lock.
struct Desk {
  Secrets secrets;
  staff::PairingGuard guard;
  staff::OpenExchanges exchanges;
  Api::CertificatesOf certificates;
  bool in_clear;
};

std::optional<Answer> barred(Desk& desk, const Input& input, const commands::Context& context) {
  const Instant until = desk.guard.barred_until(input.http.peer_address, context.now);
  if (until <= context.now) return std::nullopt;
  return kept_refusal({ErrorCode::locked_out, "too many wrong pairing codes from this address", {}}, until, context);
}
Answer paired_answer(std::string body) {
  Answer answer = created(std::move(body), {});
  answer.tokens_changed = true;
  answer.secret = true;
  return answer;
}

Result<Answer> pair(const Input& input, Desk& desk, db::Transaction& tx, commands::Context& context) {
  if (!desk.in_clear)
    return refuse(ErrorCode::conflict, "this store takes no code in clear: prove it by POST /v1/pairings/exchanges");
  if (auto locked = barred(desk, input, context)) return *std::move(locked);
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::PairTerminal command;
  command.code = fields.text("code", 32);
  command.name = fields.text("name", 80);
  command.kind = fields.maybe_word("kind", kinds).value_or(command.kind);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  command.random = desk.secrets.token_bytes();
  const auto paired = commands::pair_terminal(tx, command, context);
  if (!paired) {
    if (paired.error().code == ErrorCode::unauthenticated) desk.guard.failed(input.http.peer_address, context.now);
    return tl::unexpected<Error>(paired.error());
  }
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("terminalId", paired->terminal.id).member("token", paired->token);
  json.nullable("registerId", paired->terminal.register_id).end_object();
  return paired_answer(std::move(out));
}

vault::Scalar ephemeral(const Secrets& secrets) {
  for (;;)
    if (const auto scalar = vault::ephemeral_scalar(secrets.token_bytes())) return *scalar;
}

Result<Answer> begin_exchange(const Input& input, Desk& desk, db::Transaction& tx, commands::Context& context) {
  if (auto locked = barred(desk, input, context)) return *std::move(locked);
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string selector = fields.text("selector", 2);
  const auto share = from_base64(fields.text("share", 120), Base64::url);
  staff::PairingBinding binding;
  binding.name = fields.text("name", 80);
  binding.kind = fields.maybe_word("kind", kinds).value_or("till");
  if (!share && errors.empty()) fields.complain("share", "is base64url of a point of P-256, uncompressed");
  fields.finish();
  TRY(accept_fields(std::move(errors)));

  const auto code = staff::find_code_for_exchange(tx.connection(), staff::normal_pairing_code(selector), context.now);
  if (!code) {
    desk.guard.failed(input.http.peer_address, context.now);
    return refuse(ErrorCode::unauthenticated, "no pairing code begins so, or it is used up or has expired");
  }
  if (const auto shown = desk.certificates ? desk.certificates() : std::nullopt) {
    binding.certificate = http::certificate_sha256(shown->server_pem);
    binding.authority = http::certificate_sha256(shown->authority_pem);
  }
  const vault::Scalar own = ephemeral(desk.secrets);
  const auto keys = vault::spake2_finish(vault::Spake2Role::b, code->scalar, own, *share, staff::bond_of(binding));
  if (!keys) return refuse(ErrorCode::invalid_argument, "`share` is no point of P-256");
  const Uuid id = context.ids.next(context.now);
  desk.exchanges.add(id, {code->row, *keys, binding.kind, binding.name, {}}, context.now);

  std::string out;
  JsonWriter json{out};
  json.begin_object().member("exchangeId", id);
  json.member("share", to_base64(bytes_of(vault::spake2_share(vault::Spake2Role::b, code->scalar, own)), Base64::url));
  const auto digest = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; };
  json.nullable("certificate", digest(binding.certificate))
      .nullable("authority", digest(binding.authority))
      .end_object();
  return created(std::move(out), {});
}

/// What the terminal gets, which nobody who stands in between can read.
std::string sealed_answer(const commands::PairedTerminal& paired, const vault::Spake2Keys& keys, const Uuid& exchange,
                          const std::optional<Api::Certificates>& shown) {
  std::string plain;
  JsonWriter json{plain};
  json.begin_object().member("terminalId", paired.terminal.id).member("token", paired.token);
  json.nullable("registerId", paired.terminal.register_id);
  json.nullable("authority", shown ? std::optional{shown->authority_pem} : std::nullopt).end_object();
  const auto key = vault::FieldKeys::parse(to_hex(staff::answer_key(keys)));
  return key->seal(plain, "pairing/" + to_string(exchange));
}

Result<Answer> finish_exchange(const Input& input, Desk& desk, db::Transaction& tx, commands::Context& context) {
  if (auto locked = barred(desk, input, context)) return *std::move(locked);
  const Uuid id = TRY(input.id(0));
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto confirmation = from_base64(fields.text("confirmation", 60), Base64::url);
  if (!confirmation && errors.empty()) fields.complain("confirmation", "is base64url of 32 bytes");
  fields.finish();
  TRY(accept_fields(std::move(errors)));

  const auto open = desk.exchanges.take(id, context.now);
  if (!open) return refuse(ErrorCode::not_found, "no such exchange: it is over, or took too long");
  if (!staff::confirms(open->keys, *confirmation)) {
    // Counted where it stays counted: another code of the same beginning is another try.
    desk.guard.failed(input.http.peer_address, context.now);
    staff::count_wrong_guess(tx, open->code_row);
    return kept_refusal({ErrorCode::unauthenticated, "this pairing code is wrong, or somebody stands in between", {}},
                        context.now, context);
  }
  const auto paired = TRY(commands::pair_by_exchange(
      tx, {open->code_row, open->name, open->kind, desk.secrets.token_bytes(), staff::proof_key(open->keys)}, context));
  const auto shown = desk.certificates ? desk.certificates() : std::nullopt;
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("confirmation", to_base64(bytes_of(open->keys.confirm_b), Base64::url));
  json.member("sealed", sealed_answer(paired, open->keys, id, shown)).end_object();
  return paired_answer(std::move(out));
}
}  // namespace

void add_pairing_routes(Api& api) {
  const auto desk = std::make_shared<Desk>(
      Desk{secrets_of(api), {}, {}, [&api] { return api.certificates(); }, api.pairing_in_clear()});
  const auto on = [desk](auto* route) {
    return [desk, route](const Input& input, db::Transaction& tx, commands::Context& context) {
      return route(input, *desk, tx, context);
    };
  };
  api.write(Method::post, "/v1/pairings", Access::anyone(), on(&pair));
  api.write(Method::post, "/v1/pairings/exchanges", Access::anyone(), on(&begin_exchange));
  api.write(Method::post, "/v1/pairings/exchanges/{id}", Access::anyone(), on(&finish_exchange));
}
}  // namespace holdfast::routes
