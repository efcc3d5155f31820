#include "discovery/mdns.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::discovery;
using mdns::Type;
using namespace std::string_literals;

namespace {
std::string u16(unsigned value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 255U)}; }
std::string record(const std::string& name, unsigned type, const std::string& data) {
  return name + u16(type) + u16(0x8001) + "\0\0\0\x78"s + u16(static_cast<unsigned>(data.size())) + data;
}
/// What a TM-T88VI on a LAN sends: PTR in the answer, SRV, TXT and A as additional records; names compressed as RFC
/// 1035 has it.
std::string answer() {
  const std::string head = "\0\0\x84\0\0\0\0\1\0\0\0\3"s;
  const std::string service = "\x0f_pdl-datastream\x04_tcp\x05local\0"s;  // at 12
  const std::string instance =
      "\x0c"
      "EPSON TM-T88" +
      "\xc0\x0c"s;
  std::string out = head + record(service, 12, instance);
  const std::size_t at = 12 + service.size() + 10;
  const std::string pointer = u16(0xc000U | static_cast<unsigned>(at));
  const std::string host =
      "\x08"
      "EPSONabc" +
      "\xc0\x21"s;  // 0x21: `local` within the service's name
  out += record(pointer, 33, "\0\0\0\0"s + u16(9100) + host);
  out += record(pointer, 16, "\x09txtvers=1\x0fty=EPSON TM-T88\x10usb_MDL=TM-T88VI\x0dusb_MFG=EPSON"s);
  return out + record(
                   "\x08"
                   "EPSONabc\x05local\0"s,
                   1, "\xc0\xa8\x01\x32"s);
}
}  // namespace

TEST_CASE("a question for printers is written as RFC 1035 and 6762 have it", "[discovery]") {
  const std::vector<mdns::Question> questions{{"_ipp._tcp.local", Type::ptr}};
  CHECK(mdns::encode_query(questions) == "\0\0\0\0\0\1\0\0\0\0\0\0\x04_ipp\x04_tcp\x05local\0\0\x0c\x80\x01"s);
}

TEST_CASE("an answer is read and becomes a printer with its address and profile", "[discovery]") {
  const auto records = mdns::decode_answer(answer());
  REQUIRE(records);
  REQUIRE(records->size() == 4);
  CHECK(records->at(0) ==
        mdns::Record{"_pdl-datastream._tcp.local", Type::ptr, "EPSON TM-T88._pdl-datastream._tcp.local"});
  CHECK((records->at(1).port == 9100 && records->at(1).target == "EPSONabc.local"));
  CHECK(records->at(2).text ==
        std::map<std::string, std::string>{
            {"txtvers", "1"}, {"ty", "EPSON TM-T88"}, {"usb_mdl", "TM-T88VI"}, {"usb_mfg", "EPSON"}});
  CHECK(records->at(3).target == "192.168.1.50");
  mdns::Subnet subnet;
  subnet.add(*records);
  CHECK(subnet.open_questions().empty());
  const auto found = subnet.candidates();
  REQUIRE(found.size() == 1);
  CHECK((found[0].kind == "receipt_printer" && found[0].address == "tcp://192.168.1.50:9100" &&
         found[0].profile == "epson-tm-t88vi"));
  CHECK((found[0].maker == "EPSON" && found[0].model == "TM-T88VI" && found[0].certainty == Certainty::known));
}

TEST_CASE("what an answer leaves out is asked for, not for ever", "[discovery]") {
  mdns::Subnet subnet;
  subnet.add(
      {{"_ipp._tcp.local", Type::ptr, "Front._ipp._tcp.local"}, {"_http._tcp.local", Type::ptr, "x._http._tcp.local"}});
  CHECK(subnet.open_questions() ==
        std::vector<mdns::Question>{{"Front._ipp._tcp.local", Type::srv}, {"Front._ipp._tcp.local", Type::txt}});
  subnet.add({{"Front._ipp._tcp.local", Type::srv, "front.local", 631},
              {"Front._ipp._tcp.local", Type::txt, "", 0, {{"product", "(LaserJet)"}}}});
  for (int i = 0; i < 2; ++i) CHECK(subnet.open_questions() == std::vector<mdns::Question>{{"front.local", Type::a}});
  CHECK(subnet.open_questions().empty());
  CHECK(subnet.candidates().empty());
  subnet.add({{"FRONT.local", Type::a, "10.0.0.9"}});
  REQUIRE(subnet.candidates().size() == 1);
  CHECK((subnet.candidates()[0].address == "tcp://10.0.0.9:9100" &&
         subnet.candidates()[0].certainty == Certainty::possible && subnet.candidates()[0].model == "LaserJet"));
}

TEST_CASE("a broken answer is refused, wherever it breaks", "[discovery]") {
  const std::string whole = answer();
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_FALSE(mdns::decode_answer(std::string_view{whole}.substr(0, length)));
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ 1U << bit % 8);
    mdns::Subnet subnet;
    if (const auto records = mdns::decode_answer(flipped)) subnet.add(*records);
    (void)subnet.open_questions();
    (void)subnet.candidates();
  }
  CHECK_FALSE(mdns::decode_answer("\0\0\x84\0\0\0\0\1\0\0\0\0\xc0\x0c\0\1\0\1\0\0\0\0\0\0"s));  // a name that is itself
  CHECK_FALSE(mdns::decode_answer("\0\0\0\0\0\0\0\0\0\0\0\0"s));                                // a question
}
