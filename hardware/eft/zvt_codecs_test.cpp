#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "eft/bcd.h"
#include "eft/card_data.h"
#include "eft/zvt_messages.h"
#include "eft/zvt_print.h"
#include "eft/zvt_serial.h"
#include "eft/zvt_wire.h"
#include "reference/vectors.h"

namespace holdfast::eft {
namespace {
std::string bytes(std::string_view hex) { return reference::bytes_of_hex(hex); }
/// Every decoder over the same bytes: the sanitizers watch.
void decode_everything(const std::string& raw) {
  ApduReader reader;
  reader.feed(raw);
  while (const auto apdu = reader.next()) {
    (void)decode_status_information(apdu->data, ZvtCharset::cp437);
    (void)decode_completion(apdu->data);
    (void)open_reservations(decode_terminal_abort(apdu->data));
    (void)decode_intermediate_status(apdu->data, ZvtCharset::utf8);
    ReceiptCollector collector{ReceiptCopy::merchant, ZvtCharset::cp437};
    (void)collector.on_line(apdu->data);
    (void)collector.on_block(apdu->data);
    (void)masked_trace(*apdu);
    (void)sequence_id_of(*apdu);
  }
}
std::optional<std::uint8_t> result_of(const std::string& raw) {
  const auto apdu = decode_apdu(raw);
  return apdu && apdu->control == zvt::status_information
             ? decode_status_information(apdu->data, ZvtCharset::cp437).result
             : std::nullopt;
}
}  // namespace

TEST_CASE("cut or bent ZVT captures never crash a decoder and never turn into success", "[eft]") {
  std::int64_t tried = 0;
  for (const auto& item : reference::load_vectors("zvt")) {
    const auto& input = item.at("input").as_object();
    if (!input.contains("hex")) continue;
    const std::string whole = bytes(reference::text_of(input.at("hex")));
    if (!decode_apdu(whole)) continue;  // header cases
    const auto result = result_of(whole);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const std::string cut = whole.substr(0, length);
      decode_everything(cut);
      CHECK_FALSE(decode_apdu(cut).has_value());
      // The same, with the length made right: a field that is cut ends the reading.
      if (length > 3 && result && *result != 0 && octet(whole, 2) < 0xFF) {
        std::string patched = cut;
        patched[2] = static_cast<char>(length - 3);
        CHECK(result_of(patched).value_or(0xFF) != 0);
      }
      ++tried;
    }
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
      std::string bent = whole;
      bent[bit / 8] = static_cast<char>(octet(bent, bit / 8) ^ 1U << bit % 8);
      decode_everything(bent);
      if (result && *result != 0 && (*result & (*result - 1)) != 0) CHECK(result_of(bent).value_or(0xFF) != 0);
      ++tried;
    }
  }
  std::cout << "zvt captures cut and bent: " << tried << "\n";
}

TEST_CASE("a bent serial block is refused whichever bit it is", "[eft]") {
  const std::string apdu = bytes("06010A04000000011000490978");
  const std::string block = encode_block(apdu + "\x10\x10\x03");
  REQUIRE(decode_block(block) == apdu + "\x10\x10\x03");
  for (std::size_t bit = 0; bit < block.size() * 8; ++bit) {
    std::string bent = block;
    bent[bit / 8] = static_cast<char>(octet(bent, bit / 8) ^ 1U << bit % 8);
    CHECK_FALSE(decode_block(bent).has_value());
  }
  for (std::size_t length = 0; length < block.size(); ++length)
    CHECK_FALSE(decode_block(block.substr(0, length)).has_value());
}

TEST_CASE("ZVT codecs give back what went in", "[eft]") {
  CHECK(rc::check("APDUs, however the stream is cut", [] {
    const auto sizes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 700));
    std::vector<Apdu> sent;
    std::string stream;
    for (const int size : sizes) {
      sent.push_back(
          {static_cast<std::uint16_t>(0x0600 + size % 256), std::string(static_cast<std::size_t>(size), '\x10')});
      stream += encode_apdu(sent.back());
    }
    ApduReader reader;
    std::vector<Apdu> received;
    const auto step = static_cast<std::size_t>(*rc::gen::inRange(1, 300));
    for (std::size_t at = 0; at < stream.size(); at += step) {
      reader.feed(std::string_view{stream}.substr(at, step));
      while (auto apdu = reader.next()) received.push_back(std::move(*apdu));
    }
    RC_ASSERT(received == sent);
    RC_ASSERT(reader.pending() == 0U);
  }));
  CHECK(rc::check("serial blocks of any bytes", [](const std::vector<std::uint8_t>& data) {
    const std::string apdu{data.begin(), data.end()};
    RC_ASSERT(decode_block(encode_block(apdu)) == apdu);
  }));
  CHECK(rc::check("numbers", [] {
    const auto value = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
    RC_ASSERT(decode_bcd(encode_bcd(value, 6).value()) == value);
  }));
  CHECK(rc::check("containers", [](const std::vector<std::pair<std::uint8_t, std::string>>& items) {
    std::vector<Tlv> tlv;
    for (const auto& [tag, value] : items) tlv.push_back(primitive(tag & 0x0FU, value.substr(0, 300)));
    const std::vector<Tlv> nested{constructed(0x25, tlv), primitive(0x1F07, "\x01")};
    const TlvList list = decode_tlv(encode_tlv(nested));
    RC_ASSERT(list.whole);
    RC_ASSERT(encode_tlv(list.items) == encode_tlv(nested));
  }));
  CHECK(rc::check("any bytes at all are survived", [](const std::vector<std::uint8_t>& data) {
    decode_everything(std::string{data.begin(), data.end()});
  }));
}

TEST_CASE("the serial link confirms, refuses, repeats at most twice and then has failed", "[eft]") {
  const Instant now{0};
  SerialLink link;
  link.send("\x06\x18", now);
  const std::string block = link.poll_bytes().value();
  CHECK(block == encode_block("\x06\x18"));
  link.on_bytes("\x15", now);  // refused: again
  CHECK(link.poll_bytes() == block);
  CHECK(link.deadline() == Instant{SerialLink::t2_us});
  link.on_time(Instant{SerialLink::t2_us});
  CHECK(link.poll_bytes() == block);
  CHECK_FALSE(link.failed());
  link.on_time(Instant{2 * SerialLink::t2_us});
  CHECK_FALSE(link.poll_bytes());
  CHECK(link.failed());

  SerialLink receiver;
  receiver.on_bytes(block.substr(0, 4), now);
  REQUIRE(receiver.deadline() == Instant{SerialLink::t1_us});  // bytes stopped in the middle
  receiver.on_time(Instant{SerialLink::t1_us});
  CHECK(receiver.poll_bytes() == "\x15");
  receiver.on_bytes(block, Instant{SerialLink::t1_us});
  CHECK(receiver.poll_bytes() == "\x06");
  CHECK(receiver.poll_apdu() == "\x06\x18");
}

TEST_CASE("print lines go to their copy, feeds and attributes included", "[eft]") {
  ReceiptCollector collector{ReceiptCopy::merchant, ZvtCharset::cp437};
  CHECK(collector.on_line("\x40"
                          "BELEG") ==
        std::vector<ReceiptLine>{{.copy = ReceiptCopy::merchant, .text = "BELEG", .centred = true}});
  CHECK(collector.on_line(std::string{"\xFF\x02", 2}).size() == 2);
  CHECK(collector
            .on_line("\x81"
                     "ende")
            .front()
            .copy == ReceiptCopy::merchant);  // the last line still belongs to it
  CHECK(collector.on_line("\x02"
                          "x") == std::vector<ReceiptLine>{{.copy = ReceiptCopy::customer, .text = "x", .indent = 2}});
  CHECK(collector.on_line(std::string(1, '\0')).front().text.empty());
  CHECK(collector.on_line("\xFF\xFF").size() <= 20);
}

TEST_CASE("what looks like a card number is starred but for its last four digits", "[eft]") {
  CHECK(scrub_card_numbers("Karte 5413330089010012 ok") == "Karte ************0012 ok");
  CHECK(scrub_card_numbers("5413 3300 8901 0012") == "**** **** **** 0012");
  CHECK(scrub_card_numbers("4111-1111-1111-1111") == "****-****-****-1111");
  CHECK(scrub_card_numbers("x00005413330089010012") == "x0000************0012");  // hidden in a longer run
  CHECK(scrub_card_numbers("Terminal 29001006 Trace 000153") == "Terminal 29001006 Trace 000153");
  CHECK(scrub_card_numbers("5413330089010012 1225") == "************0012 1225");  // with its expiry
  CHECK(scrub_card_numbers("54133300890100122512999") == "************00122512999");
  CHECK(scrub_card_numbers("5413330089010013") == "5413330089010013");      // fails Luhn
  CHECK(scrub_card_numbers("GTIN 9783161484100") == "GTIN 9783161484100");  // starts like no card
  CHECK(last_four("EEEEEEEEEEEE4771") == "4771");
  CHECK(last_four("541333 **** 3511") == "3511");
  CHECK(last_four("0012").empty());
  const StatusInformation status = decode_status_information(bytes("27002208"
                                                                   "5413330089010012")
                                                                 .replace(2, 2, "\x22\xF0\xF8"),
                                                             ZvtCharset::cp437);
  CHECK(status.card.last_four.size() <= 4);
}

TEST_CASE("the wire log shows neither card numbers nor passwords", "[eft]") {
  const std::string pan = bytes(
      "2700"
      "22F0F85413330089010012"
      "8BF1F04D61737465724361726400");
  CHECK(masked_trace({zvt::status_information, pan}).find("5413330089010012") == std::string::npos);
  CHECK(masked_trace({zvt::end_of_day, bytes("123456")}) == "0650 3 ******");
  CHECK(masked_trace({zvt::print_line,
                      "\x01"
                      "5413330089010012"})
            .find("35343133333330303839303130303132") == std::string::npos);
  CHECK(masked_trace({0x0999, "5413330089010012"}) == "0999 16 ");
  CHECK(masked_trace({zvt::status_enquiry, bytes("123456")}).find("123456") == std::string::npos);
}
}  // namespace holdfast::eft
