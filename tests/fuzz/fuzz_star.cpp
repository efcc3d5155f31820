// Whatever comes as a Star job: the pieces are what came, however it was cut, and the virtual printer outlives it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "emulator/virtual_printer.h"
#include "star/command_stream.h"

using namespace holdfast;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes{reinterpret_cast<const char*>(data), size};
  const auto split = [&](std::size_t piece) {
    star::CommandStream stream;
    std::string whole;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      stream.feed(std::string_view{bytes}.substr(at, piece));
      while (const auto unit = stream.next()) whole += unit->bytes;
    }
    return whole;
  };
  const std::string once = split(bytes.size() + 1);
  if (split(1) != once || !bytes.starts_with(once)) std::abort();
  emulator::VirtualPrinter printer{*escpos::find_profile("star-tsp650ii")};
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t count = std::min(printer.room(), bytes.size() - at);
    if (count == 0) break;
    printer.on_bytes(std::string_view{bytes}.substr(at, count));
    printer.work(1'000'000);
    at += count;
  }
  return 0;
}
