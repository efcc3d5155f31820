#include "commands/fiscal_box.h"

namespace holdfast::commands {
using fiscal::rksv::Chain;

std::string fiscal_time(Instant at, int utc_offset_min) { return to_rfc3339(at, utc_offset_min).substr(0, 19); }

Uuid register_id_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare("SELECT uuid FROM register WHERE id = ?");
  check(row.all(register_row).step());
  const Uuid id = row.uuid(0);
  row.reset();
  return id;
}

void tell(db::Transaction& tx, const daybook::FiscalReceipt& receipt, const Uuid& register_id, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("receipt", receipt.row).member("registerId", register_id).member("kind", receipt.kind);
  json.member("number", receipt.number).nullable("orderId", receipt.order).member("state", name_of(receipt.state));
  json.member("problem", receipt.problem).member("reason", receipt.reason).end_object();
  context.emit(tx, "FiscalReceiptChanged", "receipt", receipt.order.value_or(register_id), std::move(payload));
}

FiscalBox::FiscalBox(db::Transaction& tx, Context& context, daybook::Box box, int register_number)
    : tx_{tx}, context_{context}, box_{std::move(box)}, register_number_{register_number} {}

const daybook::Unit* FiscalBox::unit() {
  if (!unit_) unit_ = daybook::active_unit(tx_.connection());
  return *unit_ ? &**unit_ : nullptr;
}

std::optional<fiscal::Es256Signature> FiscalBox::ask(std::string_view text) {
  const daybook::Unit* asked = unit();
  if (asked == nullptr) return problem_ = "there is no signing unit", std::nullopt;
  if (!asked->out_reason.empty())
    return problem_ = "the signing unit is out of order: " + asked->out_reason, std::nullopt;
  if (!key_) key_ = fiscal::Es256Key::from_pem(asked->private_key);
  if (!key_) return problem_ = "the signing unit's key cannot be read", std::nullopt;
  return key_->sign(text);
}
bool FiscalBox::unit_works() { return ask("is anybody there").has_value(); }

void FiscalBox::chain(daybook::FiscalReceipt& receipt, bool with_unit) {
  const std::string serial = unit() != nullptr ? unit()->serial : "0";
  Chain chain = box_.last_jws.empty() ? Chain{box_.cash_box, box_.key}
                                      : Chain{box_.cash_box, box_.key, box_.last_jws, box_.turnover};
  receipt.jws = chain.add(receipt.facts.kind, receipt.number, receipt.facts.at, receipt.facts.amounts, serial,
                          [&](std::string_view text) { return with_unit ? ask(text) : std::nullopt; });
  receipt.position = ++box_.receipts;
  box_.last_jws = receipt.jws;
  box_.turnover = chain.turnover();
  box_.last_month = receipt.facts.at.substr(0, 7);
  if (fiscal::rksv::device_was_out(receipt.jws) && !box_.out_since) box_.out_since = context_.now;
}

bool FiscalBox::add_special(std::string_view kind, const std::string& local_time) {
  daybook::FiscalReceipt receipt;
  receipt.register_row = box_.register_row;
  receipt.kind = kind;
  receipt.number = std::to_string(register_number_) + "-S" + std::to_string(++box_.specials);
  receipt.facts.at = local_time;
  receipt.at = context_.now;
  const bool works = unit_works();
  chain(receipt, works);
  receipt.state = works ? fiscal::State::registered : fiscal::State::postponed;
  receipt.problem = works ? "" : problem_;
  receipt.row = daybook::insert(tx_, receipt);
  if (kind == "collective") daybook::collect(tx_, box_.register_row, receipt.row, context_.now);
  tell(tx_, receipt, register_id_of(tx_.connection(), box_.register_row), context_);
  return works;
}

void FiscalBox::start() { (void)add_special("start", fiscal_time(context_.now, context_.utc_offset_min)); }

void FiscalBox::end() {
  const std::string at = fiscal_time(context_.now, context_.utc_offset_min);
  close_months(at);
  (void)add_special("end", at);
  box_.closed = context_.now;
}

void FiscalBox::close_months(const std::string& local_time) {
  const std::string month = local_time.substr(0, 7);
  if (box_.last_month.empty() || box_.last_month >= month) return;
  (void)add_special(box_.last_month.substr(0, 4) < month.substr(0, 4) ? "year" : "month", local_time);
}

bool FiscalBox::collect() {
  if (!box_.out_since) return true;
  if (!unit_works()) return false;
  box_.out_since.reset();
  return add_special("collective", fiscal_time(context_.now, context_.utc_offset_min));
}

void FiscalBox::save() { daybook::update_box(tx_, box_); }
}  // namespace holdfast::commands
