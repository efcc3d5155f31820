#include "commands/move_voucher.h"

namespace holdfast::commands {
namespace {
void tell(db::Transaction& tx, Context& context, std::string_view what, const payments::StoredValue& value,
          const Uuid& transfer, std::int64_t amount) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("voucherId", value.id).member("transferId", transfer).member("what", what);
  json.member("amount", amount).member("currency", value.currency);
  if (value.expires) json.key("expiresAt").time(*value.expires, 0);
  json.end_object();
  context.emit(tx, "VoucherMoved", "voucher", value.id, payload);
  audit(tx, context, what == "received" ? "voucher_received" : "voucher_handed_over", to_string(value.id), payload);
}
}  // namespace

Result<> hand_over_voucher(db::Transaction& tx, const Uuid& voucher, const Uuid& transfer, Context& context) {
  const auto value = payments::find_stored_value(tx.connection(), voucher);
  if (!value) return refuse(ErrorCode::not_found, "there is no such voucher");
  if (value->expires && context.now >= *value->expires)
    return refuse(ErrorCode::tender_refused, "the voucher has expired");
  if (value->balance == 0) return refuse(ErrorCode::insufficient_balance, "the voucher is used up");
  payments::shift_stored_value(tx, *value, -value->balance, "handed over " + to_string(transfer), context.now);
  tell(tx, context, "handedOver", *value, transfer, value->balance);
  return {};
}

bool is_elsewhere(db::Connection& connection, const payments::StoredValue& value) {
  if (value.balance > 0) return false;  // all of it goes
  db::Statement& last = connection.prepare(
      "SELECT reason LIKE 'handed over %' FROM stored_value_move WHERE stored_value_id = ? AND (reason LIKE 'handed "
      "over %' OR reason LIKE 'received %') ORDER BY id DESC LIMIT 1");
  const bool away = last.all(value.row).step() && last.flag(0);
  last.reset();
  return away;
}

Result<std::optional<FetchedVoucher>> read_fetched(const std::string& answer, const std::string& code) {
  const Json json = TRY(parse_json(answer));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  if (fields.text("state", 20) == "coming") return std::optional<FetchedVoucher>{};
  FetchedVoucher fetched;
  fetched.id = fields.uuid("voucherId");
  fetched.transfer = fields.uuid("transferId");
  fetched.amount = fields.integer("amount", 1);
  fetched.currency = fields.text("currency", 3);
  fetched.expires = fields.maybe_time("expiresAt");
  fetched.code = payments::normal_voucher_code(code);
  TRY(accept_fields(std::move(errors)));
  return std::optional{std::move(fetched)};
}

Result<payments::StoredValue> receive_voucher(db::Transaction& tx, const FetchedVoucher& fetched, Context& context) {
  const std::string reason = "received " + to_string(fetched.transfer);
  auto value = payments::find_stored_value(tx.connection(), fetched.code);
  if (value && value->id != fetched.id)
    return refuse(ErrorCode::conflict, "another voucher of this store has that code");
  if (value && payments::was_shifted(tx.connection(), *value, reason)) return *value;
  if (value) {
    payments::shift_stored_value(tx, *value, fetched.amount, reason, context.now);
  } else {
    value = payments::StoredValue{};
    value->id = fetched.id;
    value->code = fetched.code;
    value->currency = fetched.currency;
    value->balance = fetched.amount;
    value->expires = fetched.expires;
    value->created = context.now;
    payments::insert_stored_value(tx, *value, std::nullopt, reason);
  }
  tell(tx, context, "received", *value, fetched.transfer, fetched.amount);
  return *payments::find_stored_value(tx.connection(), fetched.code);
}
}  // namespace holdfast::commands
