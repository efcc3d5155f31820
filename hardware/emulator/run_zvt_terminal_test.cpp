#include "emulator/run_zvt_terminal.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <catch2/catch.hpp>

#include "eft/zvt_commands.h"
#include "emulator/run_tcp_line.h"

using namespace holdfast;
using namespace holdfast::emulator;
using namespace std::chrono_literals;
namespace zvt = holdfast::eft::zvt;
using eft::VirtualCustomer;

namespace {
eft::VirtualZvtSettings quick() {
  eft::VirtualZvtSettings settings;
  settings.customer_us = settings.host_us = 20'000;
  settings.boot_us = 50'000;
  settings.reversal_us = 50'000;
  return settings;
}

/// A terminal on a port, and a till that acknowledges all it is told.
struct Counter {
  explicit Counter(eft::VirtualZvtSettings settings = quick())
      : terminal{io, std::move(settings), std::make_unique<TcpLine>(io, "127.0.0.1", 0)}, till{io} {
    terminal.start();
  }
  void connect() {
    const std::string address = terminal.address();
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    till = boost::asio::ip::tcp::socket{io};
    boost::system::error_code code;
    till.connect({boost::asio::ip::address_v4::loopback(), port}, code);
    over = static_cast<bool>(code);
    till.non_blocking(true, code);
    wire.clear();
    heard.clear();
  }
  void say(const eft::ZvtCommand& command) {
    wire.send(command.apdu(), time_of_day());
    flush();
  }
  void flush() {
    boost::system::error_code ignored;
    while (auto bytes = wire.poll_bytes()) till.write_some(boost::asio::buffer(*bytes), ignored);
  }
  template <class Done>
  bool until(Done done) {
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (std::chrono::steady_clock::now() < end) {
      listen();
      if (done()) return true;
      io.restart();
      io.run_for(2ms);
    }
    return false;
  }
  void listen() {
    char buffer[4096];
    boost::system::error_code code;
    const std::size_t count = till.read_some(boost::asio::buffer(buffer), code);
    if (code && code != boost::asio::error::would_block) over = true;
    if (count > 0) wire.on_bytes({buffer, count}, time_of_day());
    while (auto apdu = wire.poll_apdu()) {
      heard.push_back(*apdu);
      if (!eft::is_answer(apdu->control)) wire.send({zvt::positive, {}}, time_of_day());
    }
    flush();
  }
  bool has(std::uint16_t control) const {
    return std::ranges::any_of(heard, [&](const eft::Apdu& apdu) { return apdu.control == control; });
  }
  void register_till() {
    connect();
    say(eft::zvt_registration("000000", eft::zvt_config::attended, 978, {}));
    REQUIRE(until([&] { return has(zvt::completion); }));
    heard.clear();
  }
  void pay(std::int64_t amount) { say(eft::zvt_authorisation({amount, 978, {}, {}}, {})); }

  boost::asio::io_context io;
  ZvtTerminal terminal;
  boost::asio::ip::tcp::socket till;
  eft::ZvtWire wire{eft::ZvtWire::Framing::tcp};
  std::vector<eft::Apdu> heard;
  bool over = false;
};
}  // namespace

TEST_CASE("a customer pays by himself at a virtual terminal, and its journal has it", "[emulator]") {
  Counter counter;
  counter.register_till();
  counter.pay(1234);
  REQUIRE(counter.until([&] { return counter.has(zvt::completion); }));
  CHECK(counter.has(zvt::status_information));
  CHECK(counter.terminal.journal().charged() == 1234);
  CHECK(counter.terminal.journal().valid_sales() == 1);
}

TEST_CASE("a terminal that is to wait for its buttons waits, and does what they say", "[emulator]") {
  Counter counter;
  counter.terminal.set_mode(VirtualTerminal::Mode::waits);
  counter.register_till();
  counter.pay(500);
  REQUIRE(counter.until([&] { return counter.terminal.awaits_customer(); }));
  CHECK((counter.terminal.asked() == 500 && counter.terminal.screen() == "present card"));
  counter.terminal.present(VirtualCustomer::is_declined);
  REQUIRE(counter.until([&] { return counter.has(zvt::aborted); }));
  CHECK(counter.terminal.journal().charged() == 0);
  counter.heard.clear();
  counter.terminal.present(VirtualCustomer::pays_part);  // before there is a payment: for the next
  counter.pay(500);
  REQUIRE(counter.until([&] { return counter.has(zvt::completion); }));
  CHECK(counter.terminal.journal().charged() == 250);
}

TEST_CASE("nobody who pays is waited for only so long", "[emulator]") {
  auto settings = quick();
  settings.patience_us = 60'000;
  Counter counter{settings};
  counter.terminal.set_mode(VirtualTerminal::Mode::waits);
  counter.register_till();
  counter.pay(500);
  REQUIRE(counter.until([&] { return counter.has(zvt::aborted); }));
  CHECK(counter.until([&] { return !counter.terminal.busy(); }));
}

TEST_CASE("a plug pulled in the middle of an approval leaves no charge, and the terminal comes back", "[emulator]") {
  for (const PaymentStage at : {PaymentStage::card, PaymentStage::authorising, PaymentStage::approved}) {
    CAPTURE(static_cast<int>(at));
    Counter counter;
    counter.register_till();
    counter.terminal.plan(MishapPlan{at, Mishap::unplug});
    counter.pay(700);
    REQUIRE(counter.until([&] { return counter.over; }));
    CHECK_FALSE(counter.terminal.powered());
    CHECK_FALSE(counter.terminal.busy());
    counter.terminal.present(VirtualCustomer::pays);  // nobody pays at a terminal without power
    counter.terminal.send_customers_away();
    CHECK_FALSE(counter.has(zvt::status_information));
    counter.connect();
    CHECK(counter.over);  // nobody there
    counter.terminal.plug();
    REQUIRE(counter.until([&] {
      if (counter.over) counter.connect();
      return !counter.over;
    }));
    counter.register_till();
    CHECK(counter.terminal.journal().charged() == 0);
  }
}

TEST_CASE("a terminal that falls silent once it counts the payment as good has charged it", "[emulator]") {
  Counter counter;
  counter.register_till();
  counter.terminal.plan(MishapPlan{PaymentStage::confirmed, Mishap::silence});
  counter.pay(700);
  REQUIRE(counter.until([&] { return counter.terminal.faults().trouble().silent; }));
  REQUIRE(counter.until([&] { return counter.terminal.journal().valid_sales() == 1; }));
  CHECK(counter.has(zvt::status_information));
  CHECK_FALSE(counter.has(zvt::completion));
  CHECK_FALSE(counter.terminal.planned());
}

TEST_CASE("a link that is cut at the approval takes the money back", "[emulator]") {
  Counter counter;
  counter.register_till();
  counter.terminal.plan(MishapPlan{PaymentStage::approved, Mishap::cut});
  counter.pay(700);
  REQUIRE(counter.until([&] { return counter.over; }));
  CHECK(counter.terminal.journal().entries.size() == 1);
  CHECK(counter.until([&] { return counter.terminal.journal().charged() == 0; }));
}
