#include "escpos/print_pieces.h"

#include <algorithm>

#include "escpos/command_stream.h"

namespace holdfast::escpos {
namespace {
void append_parts(std::vector<PrintPiece>& pieces, std::size_t offset, std::size_t size) {
  for (std::size_t done = 0; done < size; done += largest_piece)
    pieces.push_back({offset + done, std::min(largest_piece, size - done), done == 0});
}
}  // namespace

std::vector<PrintPiece> pieces_of_job(std::string_view job) {
  std::vector<PrintPiece> pieces;
  CommandStream stream{Listener::printer};
  stream.feed(job);
  std::size_t at = 0;
  while (const auto unit = stream.finish()) {
    const std::size_t size = std::min(unit->size, job.size() - at);  // an oversized command may be cut off
    const bool joins = !pieces.empty() && pieces.back().begins_command && pieces.back().size + size <= largest_piece;
    if (joins)
      pieces.back().size += size;
    else
      append_parts(pieces, at, size);
    at += size;
  }
  return pieces;
}

std::vector<PrintPiece> pieces_of_bytes(std::string_view bytes) {
  std::vector<PrintPiece> pieces;
  append_parts(pieces, 0, bytes.size());
  return pieces;
}
}  // namespace holdfast::escpos
