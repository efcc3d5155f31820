// Whatever a ZVT terminal sends: the reader hands out whole messages only, every decoder survives them, cutting the
// stream anywhere changes nothing, and a payment driver never takes garbage for an approval of another amount.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "eft/zvt_messages.h"
#include "eft/zvt_print.h"
#include "eft/zvt_serial.h"
#include "eft/zvt_terminal.h"

namespace {
using namespace holdfast;
using namespace holdfast::eft;

std::vector<Apdu> read(std::string_view bytes, std::size_t step) {
  ApduReader reader;
  std::vector<Apdu> out;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size()))) {
    reader.feed(bytes.substr(0, step));
    while (auto apdu = reader.next()) out.push_back(std::move(*apdu));
  }
  return out;
}

void drive(std::string_view bytes) {
  const Currency eur{"EUR", 2};
  const Instant now{1'795'000'000'000'000};
  ZvtTerminal terminal{{}, ""};
  const PaymentRequest request{.attempt = {},
                               .kind = PaymentKind::sale,
                               .amount = Money{1995, eur},
                               .reference = {},
                               .cashback = {},
                               .tip = {},
                               .original = {}};
  check(terminal.start(Payment{request}, now).has_value());
  for (int round = 0; round < 50; ++round) {
    while (auto action = terminal.poll()) {
      if (std::holds_alternative<OpenLink>(*action)) terminal.on_link_up(now);
      if (const auto* record = std::get_if<Record>(&*action)) terminal.on_recorded(record->number, now);
      if (const auto* finished = std::get_if<PaymentFinished>(&*action))
        check(!is_approval(finished->outcome.verdict) ||
              (finished->outcome.amount > 0 && finished->outcome.amount <= 1995) || finished->outcome.tip > 0);
    }
    const std::string_view part = bytes.substr(0, bytes.size() / 2 + 1);
    terminal.on_bytes(0, part, now);
    bytes.remove_prefix(std::min(part.size(), bytes.size()));
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read(bytes, size + 1), cut = read(bytes, 1);
  check(whole == cut);
  for (const Apdu& apdu : whole) {
    const StatusInformation status = decode_status_information(apdu.data, ZvtCharset::cp437);
    check(status.card.last_four.size() <= 4);
    (void)decode_completion(apdu.data);
    (void)open_reservations(decode_terminal_abort(apdu.data));
    (void)decode_intermediate_status(apdu.data, ZvtCharset::utf8);
    ReceiptCollector collector{ReceiptCopy::merchant, ZvtCharset::latin1};
    check(collector.on_line(apdu.data).size() <= 20);
    check(collector.on_block(apdu.data).size() <= apdu.data.size());
    (void)masked_trace(apdu);
    (void)sequence_id_of(apdu);
  }
  SerialLink link;
  link.on_bytes(bytes, Instant{});
  while (const auto apdu = link.poll_apdu()) check(decode_block(encode_block(*apdu)) == apdu);
  drive(bytes);
  return 0;
}
