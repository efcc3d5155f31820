#include <openssl/hmac.h>

#include <algorithm>

#include "base/base64.h"
#include "commands/fiscal_box.h"
#include "commands/fiscal_receipt.h"
#include "commands/reference.h"
#include "fiscal/certificate.h"
#include "shifts/shift.h"

namespace holdfast::commands {
namespace {
/// The regulation's key of 32 bytes, of one box for its whole life: kept with the box, made of the appliance's secret.
fiscal::rksv::TurnoverKey new_turnover_key(std::string_view cash_box, Context& context) {
  const std::string text =
      "HF-RKSV-TURNOVER1|" + std::string{cash_box} + '|' + to_string(context.ids.next_whole(context.now));
  fiscal::rksv::TurnoverKey key{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), context.site.card_key.data(), static_cast<int>(context.site.card_key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data(), &size) != nullptr);
  return key;
}

Result<> check_rates(const fiscal::Settings& settings, const Reference& ref) {
  for (const taxes::TaxRate& rate : ref.rules.taxes.rates)
    if (rate.kind == taxes::TaxKind::percent && !rate_of(settings, rate.code, rate.rate.micro()))
      return refuse(ErrorCode::invalid_argument,
                    "tax `" + rate.code + "` has " + to_string(rate.rate) +
                        " %, which is no rate of the regulation: say which it is",
                    {{"/rates/" + rate.code, "is required"}});
  return {};
}

std::string without_zeros(const std::string& serial) {
  return serial.substr(std::min(serial.find_first_not_of('0'), serial.size()));
}

Result<> take_unit(db::Transaction& tx, const SetFiscal::NewUnit& unit, Context& context) {
  const bool hexadecimal =
      !unit.serial.empty() && unit.serial.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!hexadecimal)
    return refuse(ErrorCode::invalid_argument, "the certificate's serial number in lower-case hexadecimal digits",
                  {{"/unit/serial", "is no number"}});
  const auto key = fiscal::Es256Key::from_pem(unit.private_key);
  if (!key)
    return refuse(ErrorCode::invalid_argument, "a P-256 key as PEM, without a password",
                  {{"/unit/privateKey", "cannot be read"}});
  if (const auto certificates = fiscal::certificates_in(unit.private_key); !certificates.empty()) {
    if (certificates.front().point != key->point())
      return refuse(ErrorCode::invalid_argument, "the first certificate behind the key is of another key",
                    {{"/unit/privateKey", "does not fit its certificate"}});
    if (certificates.front().serial != without_zeros(unit.serial))
      return refuse(ErrorCode::invalid_argument, "the certificate has the number " + certificates.front().serial,
                    {{"/unit/serial", "is not the certificate's"}});
  }
  for (const daybook::KnownUnit& known : daybook::known_units(tx.connection()))
    if (known.serial == unit.serial && known.point != key->point())
      return refuse(ErrorCode::duplicate, "certificate " + unit.serial + " had another key",
                    {{"/unit/serial", "is taken"}});
  daybook::put_unit(tx, {unit.serial, unit.private_key, key->point(), {}}, context.now);
  return {};
}
}  // namespace

void start_box(db::Transaction& tx, const fiscal::Settings& settings, const RegisterRow& reg, Context& context) {
  daybook::Box made;
  made.register_row = reg.row;
  made.cash_box = settings.cash_box + '-' + std::to_string(reg.number);
  made.key = new_turnover_key(made.cash_box, context);
  daybook::insert_box(tx, made, context.now);
  FiscalBox box{tx, context, made, reg.number};
  box.start();
  box.save();
}

Result<> set_fiscal(db::Transaction& tx, const SetFiscal& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  if (command.unit) TRY(take_unit(tx, *command.unit, context));
  if (command.settings) {
    const Reference& ref = reference(tx.connection(), context.site, context.now);
    TRY(check_rates(*command.settings, ref));
    if (command.settings->cash_box.empty() || command.settings->cash_box.find('_') != std::string::npos)
      return refuse(ErrorCode::invalid_argument, "a name for the cash boxes without `_`", {{"/cashBox", "is no name"}});
    if (!daybook::active_unit(tx.connection()))
      return refuse(ErrorCode::conflict, "there is no signing unit: give its key too");
    daybook::put_settings(tx, command.settings, context.now);
    for (const Register& reg : ref.registers)
      if (reg.active && !daybook::find_box(tx.connection(), reg.row))
        start_box(tx, *command.settings, {reg.row, reg.number}, context);
  } else {
    daybook::put_settings(tx, {}, context.now);
  }
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("fiscal", command.settings ? command.settings->profile : "none");
  if (command.settings)
    json.member("onFailure", command.settings->on_failure == fiscal::OnFailure::ask ? "ask" : "postpone");
  if (command.unit) json.member("unit", command.unit->serial);
  json.end_object();
  context.emit(tx, "SettingsChanged", "fiscal", Uuid{}, payload);
  audit(tx, context, "fiscal_changed", "fiscal", payload, consent);
  return {};
}

Result<> check_box_open(db::Connection& connection, std::int64_t register_row) {
  if (!daybook::fiscal_settings(connection)) return {};
  const auto box = daybook::find_box(connection, register_row);
  if (!box || !box->closed) return {};
  return refuse(ErrorCode::conflict,
                "cash box " + box->cash_box + " had its closing receipt: the register is out of service");
}

Result<> close_cash_box(db::Transaction& tx, const Uuid& register_id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const Register& reg = *TRY(ref.active_register(register_id));
  auto stored = daybook::find_box(tx.connection(), reg.row);
  if (!stored || !daybook::fiscal_settings(tx.connection()))
    return refuse(ErrorCode::not_found, "the register has no cash box of the fiscal unit");
  if (stored->closed) return refuse(ErrorCode::conflict, "cash box " + stored->cash_box + " is closed already");
  if (shifts::find_open(tx.connection(), reg.row))
    return refuse(ErrorCode::shift_open, "the register's shift is open: close it first");
  TRY(check_undecided(tx.connection(), reg.row));
  FiscalBox box{tx, context, *std::move(stored), reg.number};
  if (!box.collect() || !box.unit_works())
    return refuse(ErrorCode::conflict, box.problem() + ": a closing receipt has to be signed");
  box.end();
  box.save();
  std::string detail;
  JsonWriter{detail}.begin_object().member("register", reg.number).member("cashBox", box.box().cash_box).end_object();
  audit(tx, context, "fiscal_closing", to_string(register_id), detail, consent);
  return {};
}

Result<> set_unit_out(db::Transaction& tx, const std::string& reason, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  if (!daybook::active_unit(tx.connection())) return refuse(ErrorCode::not_found, "there is no signing unit");
  daybook::set_unit_out(tx, reason);
  std::string detail;
  JsonWriter{detail}.begin_object().member("out", !reason.empty()).member("reason", reason).end_object();
  context.emit(tx, "SettingsChanged", "fiscal", Uuid{}, detail);
  audit(tx, context, reason.empty() ? "fiscal_unit_back" : "fiscal_unit_out", "fiscal", detail, consent);
  recover_units(tx, context);
  return {};
}
}  // namespace holdfast::commands
