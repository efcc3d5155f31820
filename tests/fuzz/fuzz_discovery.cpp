#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "discovery/cidr.h"
#include "discovery/mdns.h"
#include "discovery/printer_greeting.h"
#include "link/address.h"
#include "link/http_answer.h"
#include "link/ieee1284.h"

using namespace holdfast;
using namespace holdfast::discovery;

namespace {
void read_http(std::string_view bytes, std::size_t piece) {
  constexpr std::size_t most = 4'096;
  link::HttpAnswerReader reader{most};
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    if (!reader.feed(bytes.substr(at, piece))) return;
  check(reader.body().size() <= most);
  (void)reader.end();
}

void greet(std::string_view bytes, std::size_t piece) {
  PrinterGreeting greeting;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    greeting.on_bytes(bytes.substr(at, piece));
    check(greeting.take_bytes().size() <= 16);
  }
  for (int i = 0; i < 3; ++i) greeting.on_silence();
  check(greeting.finished());
  (void)greeting.candidate("tcp://h:9100");
}

void read_address(std::string_view text) {
  const auto address = link::parse_address(text);
  if (!address) return;
  const auto again = link::parse_address(to_string(*address));
  check(again && *again == *address);
}
}  // namespace

/// The first byte picks the pace; the rest is an answer of multicast DNS, a device id, an HTTP answer, a printer's
/// bytes, an address and a subnet.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  const std::size_t piece = 1 + data[0] / 4;
  if (const auto records = mdns::decode_answer(bytes)) {
    mdns::Subnet subnet;
    subnet.add(*records);
    (void)mdns::encode_query(subnet.open_questions());
    (void)subnet.candidates();
  }
  (void)link::parse_ieee1284_id({data + 1, size - 1});
  read_http(bytes, piece);
  greet(bytes, piece);
  read_address(bytes);
  if (const auto subnet = parse_subnet(bytes)) check(hosts_of(*subnet).size() <= 254);
  return 0;
}
