#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "escpos/command_stream.h"
#include "escpos/print_pieces.h"
#include "escpos/realtime_scanner.h"

using namespace holdfast;
using namespace holdfast::escpos;

/// The first byte picks the listener and how the job is cut; the rest is the job. Units have to cover it exactly.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view job{reinterpret_cast<const char*>(data) + 1, size - 1};
  const std::size_t step = 1 + data[0] / 2U;
  CommandStream stream{data[0] % 2 == 0 ? Listener::printer : Listener::display, 20'000};
  RealtimeScanner scanner;
  std::size_t covered = 0;
  std::size_t beyond = 0;
  for (std::size_t at = 0; at < job.size(); at += step) {
    stream.feed(job.substr(at, step));
    scanner.feed(job.substr(at, step));
    while (const auto unit = stream.next()) {
      covered += unit->size;
      if (unit->kind == Unit::Kind::oversized) beyond += unit->size;
    }
    while (const auto command = scanner.next()) check(command->size() >= 3);
  }
  while (const auto unit = stream.finish()) {
    covered += unit->size;
    if (unit->kind == Unit::Kind::oversized) beyond += unit->size;
  }
  check(covered == job.size() || (beyond > 0 && covered > job.size()));
  std::size_t pieces = 0;
  for (const PrintPiece& piece : pieces_of_job(job)) {
    check(piece.offset == pieces && piece.size > 0 && piece.size <= largest_piece);
    pieces += piece.size;
  }
  check(pieces == job.size());
  return 0;
}
