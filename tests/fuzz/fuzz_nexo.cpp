// Whatever a terminal posts back: decoding stays inside it, and a success always names its transaction and its amount.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "eft/nexo_terminal.h"

using namespace holdfast;
using namespace holdfast::eft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const NexoKey key = derive_nexo_key("fuzz", "fuzz", 1);
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  check(!open_nexo(body, &key).has_value());  // nobody guesses the key
  const auto opened = open_nexo(body, nullptr);
  const auto message = opened ? decode_nexo(*opened) : Result<NexoMessage>{tl::unexpected<Error>(opened.error())};
  const Instant now{1'795'000'000'000'000};
  const Currency eur{"EUR", 2};
  const PaymentRequest request{.attempt = {},
                               .kind = PaymentKind::sale,
                               .amount = Money{100, eur},
                               .reference = {},
                               .cashback = {},
                               .tip = {},
                               .original = {}};
  if (message) {
    const NexoPayment payment = decode_nexo_payment(message->body, eur);
    check(payment.card.last_four.size() <= 4);
    NexoNote note;
    note.transaction = payment.sale_transaction;
    const NexoFinding finding = judge_nexo(payment, request, note, true);
    check(finding.doubtful || !is_approval(finding.outcome.verdict) ||
          (!payment.transaction.empty() && payment.authorized));
    (void)decode_nexo_status(message->body);
    (void)decode_nexo_totals(message->body, eur);
    (void)decode_nexo_output(message->body);
  }
  NexoSettings settings;
  settings.poi_id = "fuzz";
  settings.random = [] { return 1U; };
  NexoTerminal terminal{settings, ""};
  check(terminal.start(Payment{request}, now).has_value());
  terminal.on_recorded(1, now);
  terminal.on_bytes(0, body, now);
  terminal.on_bytes(1, body, now);
  while (auto action = terminal.poll())
    if (const auto* record = std::get_if<Record>(&*action); record != nullptr && record->outcome)
      check(!is_approval(record->outcome->verdict) || record->outcome->amount == 100 ||
            record->outcome->verdict == Verdict::partially_approved || record->outcome->tip > 0);
  return 0;
}
