#include "gateway/payment_desk.h"

#include "commands/pay_by_card.h"
#include "gateway/payment_post.h"
#include "payments/card_payment_rows.h"

namespace holdfast::gateway {
using payments::CardPayment;
using store::Answer;

namespace {
PaymentPost* terminal_of(const Gateway& gateway, const Uuid& device) {
  return dynamic_cast<PaymentPost*>(gateway.post_of(device));
}
tl::unexpected<Error> nobody() { return refuse(ErrorCode::conflict, "no terminal is driven for this payment"); }
}  // namespace

Result<CardPayment> PaymentDesk::load(const Uuid& attempt) const {
  CardPayment found;
  TRY(store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    found = TRY(payments::load_card_payment(connection, attempt));
    return Answer{};
  }));
  return found;
}

std::optional<payments::Live> PaymentDesk::live(const Uuid& attempt) const {
  for (const auto& [row, post] : gateway_.posts())
    if (const auto* terminal = dynamic_cast<const PaymentPost*>(post.get()))
      if (auto live = terminal->live(attempt)) return live;
  return std::nullopt;
}

Result<> PaymentDesk::abort(const Uuid& attempt) const {
  const CardPayment payment = TRY(load(attempt));
  PaymentPost* post = terminal_of(gateway_, payment.device);
  return post != nullptr ? post->abort(payment) : nobody();
}

Result<> PaymentDesk::answer(const Uuid& attempt, const eft::CashierAnswer& answer) const {
  const CardPayment payment = TRY(load(attempt));
  PaymentPost* post = terminal_of(gateway_, payment.device);
  return post != nullptr ? post->answer(attempt, answer) : nobody();
}

Result<> PaymentDesk::ask_again(const Uuid& attempt) const {
  const CardPayment payment = TRY(load(attempt));
  PaymentPost* post = terminal_of(gateway_, payment.device);
  return post != nullptr ? post->ask_again(payment) : nobody();
}

Result<> PaymentDesk::service(const Uuid& device, const std::string& kind) const {
  const auto service = parse_service(kind);
  if (!service) return refuse(ErrorCode::invalid_argument, "no such service of a card terminal: " + kind);
  PaymentPost* post = terminal_of(gateway_, device);
  if (post == nullptr) return refuse(ErrorCode::conflict, "no card terminal is driven here");
  return post->serve(*service);
}

void release_unserved(store::Store& store, const std::function<bool(std::int64_t device_row)>& served) {
  std::vector<Uuid> waiting;
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    payments::CardPaymentFilter open;
    open.open = true;
    for (const CardPayment& payment : payments::list_card_payments(connection, open))
      if (payment.state == payments::AttemptState::created && !served(payment.device_row))
        waiting.push_back(payment.id);
    return Answer{};
  });
  for (const Uuid& attempt : waiting) {
    store::Call call;
    call.correlation_id = "card";
    store.submit(
        std::move(call),
        [attempt](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
          TRY(commands::not_started(tx, attempt, "eft.result.unavailable", "no terminal is driven for it", context));
          return Answer{};
        },
        [](const Result<Answer>&) {});
  }
}

bool has_open_card_payments(db::Connection& connection) {
  payments::CardPaymentFilter open;
  open.open = true;
  open.limit = 1;
  return !payments::list_card_payments(connection, open).empty();
}
}  // namespace holdfast::gateway
