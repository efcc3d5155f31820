#include <catch2/catch.hpp>

#include "eft/bcd.h"
#include "eft/nexo_message.h"
#include "eft/virtual_nexo.h"
#include "eft/virtual_zvt.h"
#include "eft/zvt_messages.h"

/// Tip and cashback at the virtual terminals: as the till asks for them, and as a customer adds a tip.
namespace holdfast::eft {
namespace {
using Amounts = std::vector<std::int64_t>;  // in all, tip, cashback
const Currency eur{"EUR", 2};
Amounts amounts_of(const VirtualEntry& entry) { return {entry.amount, entry.tip, entry.cashback}; }

/// A till that says yes to whatever the terminal tells it, in virtual time.
struct ZvtCounter {
  ZvtCounter() {
    terminal.on_link_up(now);
    say(zvt_registration("000000", zvt_config::attended, 978, {}));
  }
  void say(const ZvtCommand& command) {
    heard.clear();
    wire.send(command.apdu(), now);
    for (int quiet = 0; quiet < 2;) {
      while (auto bytes = wire.poll_bytes()) terminal.on_bytes(*bytes, now);
      quiet = listen() ? 0 : quiet + 1;
      if (const auto deadline = terminal.deadline(); quiet > 0 && deadline && !terminal.awaits_customer()) {
        now = *deadline;
        terminal.on_time(now);
        quiet = 0;
      }
    }
  }
  bool listen() {
    bool any = false;
    while (auto bytes = terminal.poll_bytes()) wire.on_bytes(*bytes, now);
    while (auto apdu = wire.poll_apdu()) {
      any = true;
      if (is_answer(apdu->control)) continue;
      wire.send({zvt::positive, {}}, now);
      heard.push_back(*apdu);
    }
    return any;
  }
  std::optional<StatusInformation> told() const {
    for (const Apdu& apdu : heard)
      if (apdu.control == zvt::status_information) return decode_status_information(apdu.data, ZvtCharset::ascii);
    return std::nullopt;
  }
  std::string slip() const {
    std::string out;
    for (const Apdu& apdu : heard)
      if (apdu.control == zvt::print_line) out += apdu.data.substr(1) + "\n";
    return out;
  }
  Instant now{1'795'000'000'000'000};
  VirtualZvt terminal{VirtualZvtSettings{}};
  ZvtWire wire{ZvtWire::Framing::tcp};
  std::vector<Apdu> heard;
};

PaymentRequest sale(std::int64_t tip, std::int64_t cashback) {
  PaymentRequest request{.attempt = {},
                         .kind = PaymentKind::sale,
                         .amount = Money{1995, eur},
                         .reference = "basket",
                         .cashback = {},
                         .tip = {},
                         .original = {}};
  if (tip != 0) request.tip = Money{tip, eur};
  if (cashback != 0) request.cashback = Money{cashback, eur};
  return request;
}
struct NexoCounter {
  NexoPayment pay(const PaymentRequest& request) {
    const NexoHeader header{"Service", "Payment", "Request", std::to_string(++services), "till-1", "P400Plus-123456789",
                            ""};
    terminal.on_request(1, nexo_payment(header, request, "sale-1", now), now);
    while (!terminal.awaits_customer() && terminal.deadline()) {
      now = *terminal.deadline();
      terminal.on_time(now);
    }
    const auto answer = terminal.poll();
    REQUIRE(answer);
    const auto message = decode_nexo(*parse_json(answer->second));
    REQUIRE(message);
    return decode_nexo_payment(message->body, eur);
  }
  Instant now{1'795'000'000'000'000};
  VirtualNexo terminal{VirtualNexoSettings{}};
  int services = 0;
};
}  // namespace

TEST_CASE("a ZVT terminal takes tip and cashback that the till asks for into amount, journal and slip", "[eft]") {
  ZvtCounter counter;
  counter.say(zvt_authorisation({3195, 978, 1000, 200}, {}));
  REQUIRE(counter.told());
  CHECK((counter.told()->amount == 3195 && counter.told()->tip == 200 && counter.told()->cashback == 1000));
  CHECK(amounts_of(counter.terminal.journal().entries.back()) == Amounts{3195, 200, 1000});
  CHECK(counter.terminal.journal().tips() == 200);
  CHECK(counter.slip().find("TRINKGELD 2,00") != std::string::npos);
  CHECK(counter.slip().find("BARGELD 10,00") != std::string::npos);
  counter.say(zvt_authorisation({3195, 978, {}, {}}, {}));
  CHECK_FALSE((counter.told()->tip || counter.told()->cashback));  // not a word of what nobody asked for
}

TEST_CASE("a tip added at a ZVT terminal goes with the next sale, and only with that", "[eft]") {
  ZvtCounter counter;
  counter.terminal.add_tip(150);
  counter.say(zvt_refund("000000", {500, 978, {}, {}}, {}));
  CHECK(amounts_of(counter.terminal.journal().entries.back()) == Amounts{500, 0, 0});
  counter.say(zvt_authorisation({2195, 978, {}, 200}, {}));
  CHECK((counter.told()->amount == 2345 && counter.told()->tip == 350));
  CHECK(amounts_of(counter.terminal.journal().entries.back()) == Amounts{2345, 350, 0});
  counter.say(zvt_authorisation({1995, 978, {}, {}}, {}));
  CHECK(amounts_of(counter.terminal.journal().entries.back()) == Amounts{1995, 0, 0});
}

TEST_CASE("a customer who waits at a ZVT terminal sees the tip in the sum, and one who leaves takes it along",
          "[eft]") {
  ZvtCounter counter;
  counter.terminal.settings().when_nobody_is_next = VirtualQueue::waits;
  counter.say(zvt_authorisation({1995, 978, {}, {}}, {}));
  REQUIRE(counter.terminal.awaits_customer());
  counter.terminal.add_tip(100);
  CHECK((counter.terminal.asked() == 2095 && counter.terminal.sum().tip == 100));
  counter.terminal.add_tip(0);
  CHECK(counter.terminal.asked() == 1995);
  counter.terminal.add_tip(100);
  counter.terminal.present(VirtualCustomer::is_declined, counter.now);
  for (int steps = 0; steps < 20 && counter.terminal.deadline(); ++steps) {
    while (auto bytes = counter.wire.poll_bytes()) counter.terminal.on_bytes(*bytes, counter.now);
    if (counter.listen()) continue;
    if (const auto next = counter.terminal.deadline()) counter.terminal.on_time(counter.now = *next);
  }
  CHECK_FALSE(counter.terminal.busy());
  CHECK((counter.terminal.tip() == 0 && counter.terminal.journal().charged() == 0));
}

TEST_CASE("a ZVT terminal refuses a tip that is more than the sum, and leaves it out of a part", "[eft]") {
  ZvtCounter counter;
  counter.say(zvt_authorisation({200, 978, {}, 200}, {}));
  CHECK((!counter.told() && counter.terminal.journal().entries.empty()));
  counter.terminal.next_customer(VirtualCustomer::pays_part);
  counter.say(zvt_authorisation({3200, 978, 1000, 200}, {}));
  CHECK((counter.told()->amount == 1000 && counter.told()->tip == 0 && counter.told()->cashback == 0));
}

TEST_CASE("a terminal of the Terminal API answers with tip and cashback as they were taken", "[eft]") {
  NexoCounter counter;
  NexoPayment paid = counter.pay(sale(200, 1000));
  CHECK((paid.authorized == 3195 && paid.tip == 200 && paid.cashback == 1000));
  CHECK(amounts_of(counter.terminal.journal().entries.back()) == Amounts{3195, 200, 1000});
  counter.terminal.add_tip(150);
  paid = counter.pay(sale(200, 0));
  CHECK((paid.authorized == 2345 && paid.tip == 350));
  counter.terminal.next_customer(VirtualCustomer::pays_part);
  counter.terminal.add_tip(150);
  paid = counter.pay(sale(200, 1000));
  CHECK((paid.authorized == 998 && paid.tip == 0 && paid.cashback == 0));
  paid = counter.pay(sale(0, 0));
  CHECK((paid.authorized == 1995 && !paid.tip && !paid.cashback));
  CHECK(counter.terminal.journal().tips() == 550);
}
}  // namespace holdfast::eft
