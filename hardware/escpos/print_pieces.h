#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace holdfast::escpos {
/// A part of a job that is handed to the link in one go.
struct PrintPiece {
  std::size_t offset = 0;
  std::size_t size = 0;
  bool begins_command = true;  ///< a question to the printer may go out before it
  friend bool operator==(const PrintPiece&, const PrintPiece&) = default;
};
constexpr std::size_t largest_piece = 4096;  ///< hardware reference 1.1

/// Pieces that begin where commands begin, as far as commands are no longer than a piece.
std::vector<PrintPiece> pieces_of_job(std::string_view job);
/// Pieces of bytes whose commands we do not split (Star): only the first begins one.
std::vector<PrintPiece> pieces_of_bytes(std::string_view bytes);
}  // namespace holdfast::escpos
