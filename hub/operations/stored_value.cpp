#include "base/json_writer.h"
#include "engine/customer_review.h"
#include "engine/value_ledger.h"
#include "operations/operations.h"
#include "stored_value/card_code.h"

namespace holdfast::operations {
namespace {
using engine::ValueGrant;
using stored_value::Account;
using stored_value::AccountKind;
constexpr std::int64_t most_money = 1'000'000'000'000;
constexpr std::int64_t hold_days = 7;  // a store that died in the middle of a sale does not keep a customer's money

Sha256 digest_of_code(engine::HubTransaction& tx, const Ask& ask, const std::string& code) {
  const std::string tenant = ask.site.tenant;
  const Sha256 seed =
      sha256("HF-VALUE1\n", tenant, "\n", {reinterpret_cast<const char*>(ask.id.bytes.data()), ask.id.bytes.size()});
  return stored_value::code_digest({tx.values.secret(tenant, seed)}, code);
}
Result<std::string> code_of(JsonFields& fields, std::vector<FieldError>& errors) {
  const std::string code = stored_value::normal_code(fields.text("code", 60));
  TRY(accept_fields(std::move(errors)));
  TRY(stored_value::check_code(code, "/code"));
  return code;
}

void append_account(JsonWriter& json, const Account& account, Instant now) {
  const bool usable = account.state == stored_value::AccountState::active && !account.expired(now);
  json.begin_object()
      .member("accountId", account.id)
      .member("kind", name_of(account.kind))
      .member("state", name_of(account.state));
  json.member("lastFour", account.last_four).member("currency", account.currency).member("balance", account.balance);
  json.member("available", usable ? account.available() : 0);
  if (account.expires) json.key("expiresAt").time(*account.expires, 0);
  json.end_object();
}
std::string account_answer(const Account& account, Instant now) {
  std::string out;
  JsonWriter json{out};
  append_account(json, account, now);
  return out;
}

/// `{code}` → the account.
Result<std::string> balance(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const std::string code = TRY(code_of(fields, errors));
  const auto account = tx.values.lock_by_code(ask.site.tenant, digest_of_code(tx, ask, code));
  if (!account) return refuse(ErrorCode::not_found, "no gift card has this code");
  return account_answer(*account, ask.now);
}

/// `{accountId, code, kind, currency}` → the account: the one that has the code, or a new one, inactive until it is
/// sold.
Result<std::string> reserve(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  Account account;
  account.id = fields.uuid("accountId");
  account.kind = stored_value::parse_account_kind(fields.text("kind", 20)).value_or(AccountKind::points);
  account.currency = fields.text("currency", 3);
  if (account.kind == AccountKind::points) fields.complain("kind", "is gift_card or store_credit");
  const std::string code = TRY(code_of(fields, errors));
  const Sha256 digest = digest_of_code(tx, ask, code);
  if (const auto known = tx.values.lock_by_code(ask.site.tenant, digest)) return account_answer(*known, ask.now);
  account.last_four = stored_value::last_four(code);
  account.created = ask.now;
  tx.values.insert(ask.site.tenant, account, digest);
  return account_answer(account, ask.now);
}

/// What other stores hold ahead of an outage is asked back: in a while there is more. That it is asked stays, though
/// the answer is a refusal.
Error short_of(engine::HubTransaction& tx, const Ask& ask, const Account& account, Error error) {
  std::int64_t elsewhere = 0;
  for (const ValueGrant& grant : tx.values.open_grants(ask.site.tenant, account.id))
    if (grant.purpose == "lease" && grant.site != ask.site.site) elsewhere += grant.left();
  if (error.code != ErrorCode::insufficient_balance || elsewhere == 0) return error;
  tx.leases.mark_due(ask.site.tenant, account.id, ask.now, ask.site.site);
  error.detail += "; " + std::to_string(elsewhere) +
                  " more is lent to another store and has been asked back: try again in a minute";
  return error;
}
Result<std::string> grant_of(engine::HubTransaction& tx, const Ask& ask, const Account& account, std::int64_t amount) {
  ValueGrant wanted{.account = {},
                    .id = ask.id,
                    .site = {},
                    .purpose = "authorise",
                    .amount = amount,
                    .until = ask.now.plus_seconds(hold_days * 86'400),
                    .at = {}};
  const Result<ValueGrant> granted = engine::grant_value(tx, ask.site, account, wanted, ask.now);
  if (!granted) return tl::unexpected<Error>(short_of(tx, ask, account, granted.error()));
  const auto now = tx.values.lock(ask.site.tenant, account.id);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("grantId", granted->id).member("amount", granted->amount).key("account");
  append_account(json, now ? *now : account, ask.now);
  json.end_object();
  return out;
}

/// `{code, amount, currency}` → `{grantId, amount, account}`: so much is the asking store's to spend.
Result<std::string> authorise(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const std::int64_t amount = fields.integer("amount", 1, most_money);
  const std::string currency = fields.text("currency", 3);
  const std::string code = TRY(code_of(fields, errors));
  const auto account = tx.values.lock_by_code(ask.site.tenant, digest_of_code(tx, ask, code));
  if (!account) return refuse(ErrorCode::not_found, "no gift card has this code");
  if (account->currency != currency) return refuse(ErrorCode::tender_refused, "the card is in " + account->currency);
  return grant_of(tx, ask, *account, amount);
}

/// `{operationId}` of the call that granted it → `{released}`: what was left of it.
Result<std::string> release(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid grant = fields.uuid("operationId");
  TRY(accept_fields(std::move(errors)));
  if (const auto known = tx.values.grant(ask.site.tenant, grant))
    tx.leases.mark_due(ask.site.tenant, known->account, ask.now);
  std::string out;
  JsonWriter{out}.begin_object().member("released", engine::close_grant(tx, ask.site, grant, ask.now)).end_object();
  return out;
}

/// `{personId, programme}` → `{balance, available}` of all stores together.
Result<std::string> points(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid person = fields.uuid("personId");
  const std::string programme = fields.text("programme", 100);
  TRY(accept_fields(std::move(errors)));
  const auto account =
      tx.values.lock_points(ask.site.tenant, engine::current_person(tx, ask.site.tenant, person), programme);
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("balance", account ? account->balance : 0)
      .member("available", account ? account->available() : 0)
      .end_object();
  return out;
}

/// `{personId, programme, points}` → `{grantId, amount, account}`: so many points are the asking store's to spend.
Result<std::string> authorise_points(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid person = fields.uuid("personId");
  const std::string programme = fields.text("programme", 100);
  const std::int64_t points = fields.integer("points", 1, most_money);
  TRY(accept_fields(std::move(errors)));
  const auto account =
      tx.values.lock_points(ask.site.tenant, engine::current_person(tx, ask.site.tenant, person), programme);
  if (!account) return refuse(ErrorCode::insufficient_balance, "this customer has no points yet");
  return grant_of(tx, ask, *account, points);
}
}  // namespace

void add_value_operations(Registry& registry) {
  registry.add("giftCard.balance", Effect::reads, &balance);
  registry.add("giftCard.reserve", Effect::keeps, &reserve);
  registry.add("giftCard.authorise", Effect::keeps, &authorise);
  registry.add("giftCard.release", Effect::keeps, &release);
  registry.add("loyalty.balance", Effect::reads, &points);
  registry.add("loyalty.authorise", Effect::keeps, &authorise_points);
}
}  // namespace holdfast::operations
