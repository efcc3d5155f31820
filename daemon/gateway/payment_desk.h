#pragma once
#include <functional>
#include <optional>
#include <string>

#include "eft/terminal.h"
#include "gateway/gateway.h"
#include "payments/card_payment.h"

namespace holdfast::gateway {
/// What the API wants of the card terminals, found by payment or device. Refuses conflict when no driver is at it. I/O
/// thread only.
class PaymentDesk {
 public:
  PaymentDesk(store::Store& store, const Gateway& gateway) : store_{store}, gateway_{gateway} {}
  std::optional<payments::Live> live(const Uuid& attempt) const;
  Result<> abort(const Uuid& attempt) const;
  Result<> answer(const Uuid& attempt, const eft::CashierAnswer& answer) const;
  Result<> ask_again(const Uuid& attempt) const;
  Result<> service(const Uuid& device, const std::string& kind) const;  ///< `dayEnd`, `diagnosis`, …

 private:
  Result<payments::CardPayment> load(const Uuid& attempt) const;
  store::Store& store_;
  const Gateway& gateway_;
};

/// Payments that were never begun, of devices that nobody drives (any more), end as not sent.
void release_unserved(store::Store& store, const std::function<bool(std::int64_t device_row)>& served);
/// Payments without an outcome, whatever their device: before any driver works they have to be settled.
bool has_open_card_payments(db::Connection& connection);
}  // namespace holdfast::gateway
