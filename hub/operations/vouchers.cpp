#include "engine/vouchers.h"
#include "base/json_writer.h"
#include "operations/operations.h"
#include "operations/voucher_codes.h"

namespace holdfast::operations {
namespace {
/// `{code, currency}` → `{state: coming}` while its store hands it over, then `{state: here, voucherId, transferId,
/// amount, currency, expiresAt?}`: the asking store's from now on.
Result<std::string> fetch(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const std::string code = fields.text("code", 60), currency = fields.text("currency", 3);
  TRY(accept_fields(std::move(errors)));
  auto place = tx.vouchers.lock_by_code(ask.site.tenant, voucher_digest(tx, ask.site.tenant, ask.id, code));
  if (!place) return refuse(ErrorCode::not_found, "no store of this company has a voucher with this code");
  if (place->currency != currency) return refuse(ErrorCode::tender_refused, "the voucher is in " + place->currency);
  const engine::Fetched fetched = TRY(engine::fetch_voucher(tx, ask.site, *place, ask.id, ask.now));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("state", fetched == engine::Fetched::here ? "here" : "coming");
  if (fetched == engine::Fetched::here) {
    json.member("voucherId", place->id).member("transferId", place->transfer).member("amount", place->amount);
    json.member("currency", place->currency);
    if (place->expires) json.key("expiresAt").time(*place->expires, 0);
  }
  json.end_object();
  return out;
}

/// `{operationId}` of the call that took it → `{released}`: it is here again for whoever asks.
Result<std::string> release(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid taken_by = fields.uuid("operationId");
  TRY(accept_fields(std::move(errors)));
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("released", engine::release_voucher(tx, ask.site.tenant, taken_by, ask.now))
      .end_object();
  return out;
}
}  // namespace

Sha256 voucher_digest(engine::HubTransaction& tx, const std::string& tenant, const Uuid& seed, std::string_view code) {
  const Sha256 fresh =
      sha256("HF-VALUE1\n", tenant, "\n", {reinterpret_cast<const char*>(seed.bytes.data()), seed.bytes.size()});
  return sha256("HF-VOUCHER1\n", tx.values.secret(tenant, fresh), code);
}

void add_voucher_operations(Registry& registry) {
  registry.add("voucher.fetch", Effect::keeps, &fetch);
  registry.add("voucher.release", Effect::keeps, &release);
}
}  // namespace holdfast::operations
