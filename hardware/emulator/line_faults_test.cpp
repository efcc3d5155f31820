#include "emulator/line_faults.h"

#include <catch2/catch.hpp>

using holdfast::emulator::LineFaults;

TEST_CASE("a line without trouble hands every message on", "[emulator]") {
  LineFaults line;
  const auto delivery = line.deliver("abcd");
  CHECK((delivery.bytes == "abcd" && !delivery.cut));
  CHECK(line.hear("W") == "W");
}

TEST_CASE("trouble that counts spoils so many messages, one kind each, and is over", "[emulator]") {
  LineFaults line;
  line.trouble().half = 2;
  line.trouble().duplicate = 1;
  line.trouble().lost = 1;
  line.trouble().cut = 1;
  const auto cut = line.deliver("abcd");
  CHECK((cut.bytes == "ab" && cut.cut));
  CHECK(line.deliver("abcd").bytes.empty());
  CHECK(line.deliver("abcd").bytes == "ab");
  CHECK(line.deliver("a").bytes.empty());
  CHECK(line.deliver("abcd").bytes == "abcdabcd");
  CHECK(line.deliver("abcd").bytes == "abcd");
}

TEST_CASE("noise is as long as what it stands for, and never the message", "[emulator]") {
  LineFaults line;
  line.trouble().garbage = 2;
  const std::string message(20, 'x'), first = line.deliver(message).bytes;
  CHECK((first.size() == 20 && first != message));
  CHECK(line.deliver("x").bytes.size() == 8);
}

TEST_CASE("a silent line swallows what the device says, a deaf one what the till says", "[emulator]") {
  LineFaults line;
  line.trouble().silent = line.trouble().deaf = true;
  line.trouble().half = 1;
  CHECK(line.deliver("abcd").bytes.empty());
  CHECK(line.hear("W").empty());
  line.trouble().silent = line.trouble().deaf = false;
  CHECK(line.deliver("abcd").bytes == "ab");  // what it swallowed did not count
}
