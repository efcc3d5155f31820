#include "link/ieee1284.h"

#include <catch2/catch.hpp>
#include <string_view>

using namespace holdfast::link;
using namespace std::string_literals;

namespace {
Ieee1284Id read(std::string_view text) {
  return parse_ieee1284_id({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}
}  // namespace

TEST_CASE("a printer's device id is read, whatever its maker made of the length and the keys", "[link]") {
  const Ieee1284Id epson{"EPSON", "TM-T20II", "ESC/POS", ""};
  CHECK(read("\0\x28MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;...."s) == epson);
  CHECK(read("\x28\0MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;...."s) == epson);
  CHECK(read("\xff\xffMANUFACTURER: EPSON ;COMMAND SET:ESC/POS;model:TM-T20II;rubbish;:;"s) == epson);
  CHECK(read("\0\x20MFG:A;MFG:B;SN:123\n45;MDL:\xff\x01x;"s) == Ieee1284Id{"A", "x", "", "12345"});
  CHECK(read("") == Ieee1284Id{});
  CHECK(read("\0"s) == Ieee1284Id{});
  CHECK(read("\0\0"s) == Ieee1284Id{});
  CHECK(read("\0\3MDL:x;"s) == Ieee1284Id{});
}
