#include "eft/nexo_terminal.h"


#include <catch2/catch.hpp>

#include "eft/virtual_nexo.h"

namespace holdfast::eft {
namespace {
const Currency eur{"EUR", 2};
const Currency kwd{"KWD", 3};
constexpr Instant t0{1'795'000'000'000'000};
PaymentRequest sale() {
  return {.attempt = Uuid{{1}},
          .kind = PaymentKind::sale,
          .amount = Money{1995, eur},
          .reference = "basket",
          .cashback = {},
          .tip = {},
          .original = {}};
}
NexoSettings settings() {
  NexoSettings out;
  out.poi_id = "P400Plus-123456789";
  out.random = [] { return 7U; };
  return out;
}
template <class T>
std::optional<T> next(EftTerminal& terminal) {
  while (auto action = terminal.poll())
    if (auto* wanted = std::get_if<T>(&*action)) return std::move(*wanted);
  return std::nullopt;
}
/// Armed and sent.
Send paying(NexoTerminal& terminal) {
  REQUIRE(terminal.start(Payment{sale()}, t0));
  const Record record = next<Record>(terminal).value();
  CHECK(record.event == payments::AttemptEvent::arm);
  terminal.on_recorded(record.number, t0);
  return next<Send>(terminal).value();
}
std::string answer(std::string_view payload) {
  return nexo_message("SaleToPOIResponse", {"Service", "Payment", "Response", "1", "till-1", "P400Plus-123456789", ""},
                      "PaymentResponse", payload);
}
constexpr std::string_view approved =
    R"({"Response":{"Result":"Success"},"POIData":{"POITransactionID":{"TransactionID":"tx1"}},"PaymentResult":{"AmountsResp":{"Currency":"EUR","AuthorizedAmount":19.95}}})";
}  // namespace

TEST_CASE("amounts are read exactly from the number's text", "[eft]") {
  const auto minor = [](std::string text, Currency currency) {
    const Json number = Json::number(std::move(text));
    return nexo_minor(&number, currency);
  };
  CHECK(minor("10.99", eur) == 1099);
  CHECK(minor("10100.0", eur) == 1'010'000);
  CHECK(minor("1.099E1", eur) == 1099);
  CHECK(minor("1E-2", eur) == 1);
  CHECK(minor("0.29", eur) == 29);
  CHECK(minor("1.2345", kwd) == std::nullopt);
  CHECK(minor("1.234", kwd) == 1234);
  CHECK(minor("1.999", eur) == std::nullopt);  // finer than a cent
  CHECK(minor("-1", eur) == std::nullopt);
  CHECK(minor("1e99", eur) == std::nullopt);
  CHECK(minor("99999999999999999999", eur) == std::nullopt);
}

TEST_CASE("a payment is paid only by an answer that names it whole", "[eft]") {
  NexoTerminal terminal{settings(), ""};
  const Send send = paying(terminal);
  terminal.on_bytes(send.exchange, answer(approved), t0);
  const Record record = next<Record>(terminal).value();
  CHECK(record.event == payments::AttemptEvent::approved);
  CHECK(record.outcome->amount == 1995);
  for (
      const std::string_view forged :
      {R"({"Response":{"Result":"Success"}})",
       R"({"POIData":{},"PaymentResult":{"PaymentType":"Normal"},"Response":{"Result":"Success"}})",
       R"({"Response":{}})",
       R"({"Response":{"Result":"Success"},"POIData":{"POITransactionID":{"TransactionID":"tx1"}},"PaymentResult":{"AmountsResp":{"Currency":"EUR","AuthorizedAmount":19.96}}})",
       R"({"Response":{"Result":"Success"},"POIData":{"POITransactionID":{"TransactionID":"tx1"}},"PaymentResult":{"AmountsResp":{"Currency":"USD","AuthorizedAmount":19.95}}})",
       R"({"Response":{"Result":"Success"},"SaleData":{"SaleTransactionID":{"TransactionID":"x"}},"POIData":{"POITransactionID":{"TransactionID":"tx1"}},"PaymentResult":{"AmountsResp":{"AuthorizedAmount":19.95}}})",
       R"({"Response":{"Result":"Failure","ErrorCondition":"UnreachableHost"}})",
       R"({"Response":{"Result":"Failure"}})"}) {
    NexoTerminal other{settings(), ""};
    const Send sent = paying(other);
    other.on_bytes(sent.exchange, answer(forged), t0);
    CHECK(next<Record>(other).value().event == payments::AttemptEvent::lost);  // asks
  }
}

TEST_CASE("after a restart the running payment is aborted, then asked for, never repeated", "[eft]") {
  NexoTerminal before{settings(), ""};
  REQUIRE(before.start(Payment{sale()}, t0));
  const Record armed = next<Record>(before).value();
  NexoTerminal terminal{settings(), *armed.memory};
  CHECK(terminal.start(Payment{sale()}, t0).error().code == ErrorCode::conflict);
  REQUIRE(terminal.start(Resolve{sale(), *armed.note}, t0));
  terminal.on_recorded(next<Record>(terminal).value().number, t0);
  std::vector<std::string> sent;
  while (const auto send = next<Send>(terminal)) sent.push_back(send->bytes);
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].find("AbortRequest") != std::string::npos);
  CHECK(sent[1].find("TransactionStatusRequest") != std::string::npos);
  CHECK(sent[1].find(R"("ServiceID":"1"})") != std::string::npos);          // asks for the payment's own
  CHECK(sent[1].find(R"("ServiceID":"1","SaleID")") == std::string::npos);  // with a new number of its own
}

TEST_CASE("a terminal whose answers are not authentic leaves the payment in doubt", "[eft]") {
  auto key = std::make_shared<const NexoKey>(derive_nexo_key("correct horse", "till", 1));
  NexoSettings ours = settings();
  ours.key = key;
  VirtualNexoSettings theirs;
  theirs.key = key;
  theirs.spoils_mac = true;
  NexoTerminal terminal{ours, ""};
  VirtualNexo device{theirs};
  Instant now = t0;
  REQUIRE(terminal.start(Payment{sale()}, now));
  std::optional<Outcome> outcome;
  for (int i = 0; i < 5'000 && !outcome; ++i) {
    while (auto action = terminal.poll()) {
      if (const auto* send = std::get_if<Send>(&*action)) device.on_request(send->exchange, send->bytes, now);
      if (const auto* record = std::get_if<Record>(&*action)) terminal.on_recorded(record->number, now);
      if (const auto* finished = std::get_if<PaymentFinished>(&*action)) outcome = finished->outcome;
    }
    while (const auto reply = device.poll()) terminal.on_bytes(reply->first, reply->second, now);
    now = Instant{now.unix_us() + 500'000};
    terminal.on_time(now);
    device.on_time(now);
  }
  REQUIRE(outcome);
  CHECK(outcome->verdict == Verdict::in_doubt);
  CHECK(device.journal().valid_sales() == 1);
}

TEST_CASE("sealed messages open only unaltered, and bent ones never say anything else", "[eft]") {
  const NexoKey key = derive_nexo_key("correct horse", "till", 1);
  const std::string inner = answer(approved);
  const std::string sealed = seal_nexo(inner, key, NexoNonce{1, 2, 3});
  const auto whole = open_nexo(sealed, &key);
  REQUIRE(whole);
  int taken = 0;
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string bent = sealed;
    bent[bit / 8] = static_cast<char>(static_cast<unsigned char>(bent[bit / 8]) ^ 1U << bit % 8);
    const auto opened = open_nexo(bent, &key);
    if (!opened) continue;
    ++taken;  // a bit of KeyIdentifier or the like
    const auto message = decode_nexo(*opened);
    REQUIRE(message);
    CHECK(decode_nexo_payment(message->body, eur).authorized == 1995);
  }
  CHECK(taken < 2'000);
  for (std::size_t length = 0; length < sealed.size(); ++length) CHECK_FALSE(open_nexo(sealed.substr(0, length), &key));
}

TEST_CASE("service ids count in base 36 and never run out of ten characters", "[eft]") {
  CHECK(service_id_of(0) == "0");
  CHECK(service_id_of(35) == "z");
  CHECK(service_id_of(36) == "10");
  CHECK(service_id_of(INT64_MAX).size() <= 10);
}

TEST_CASE("what the terminal shows and asks reaches the till, and is answered", "[eft]") {
  NexoTerminal terminal{settings(), ""};
  (void)paying(terminal);
  const NexoHeader header{"Device", "Display", "Request", "", "till-1", "P400Plus-123456789", "77"};
  terminal.on_bytes(
      0,
      nexo_message(
          "SaleToPOIRequest", header, "DisplayRequest",
          R"({"DisplayOutput":[{"Device":"CashierDisplay","InfoQualify":"Status","OutputContent":{"OutputFormat":"Text","OutputText":[{"Text":"Card 5413330089010012"}]}}]})"),
      t0);
  const Progress progress = next<Progress>(terminal).value();
  CHECK(progress.text == "Card ************0012");
  CHECK(next<Send>(terminal).value().bytes.find("DisplayResponse") != std::string::npos);
  NexoHeader input = header;
  input.category = "Input";
  terminal.on_bytes(
      0,
      nexo_message("SaleToPOIRequest", input, "InputRequest",
                   R"({"InputData":{"Device":"CashierInput","InfoQualify":"Input","InputCommand":"GetConfirmation"}})"),
      t0);
  const Question question = next<Question>(terminal).value();
  CHECK(question.kind == Question::Kind::yes_no);
  terminal.on_cashier(
      {.number = question.number, .yes = true, .verdict = {}, .amount = {}, .text = {}, .brand = {}, .last_four = {}},
      t0);
  const Send reply = next<Send>(terminal).value();
  CHECK(reply.exchange == 0);
  CHECK(reply.bytes.find(R"("ConfirmedFlag":true)") != std::string::npos);
}
}  // namespace holdfast::eft
