#include "escpos/star_status.h"

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr bool bit(unsigned byte, int n) { return (byte >> n & 1) != 0; }
constexpr std::size_t smallest = 7;  // two bytes of header, up to the paper
constexpr unsigned first_star_prnt = 4;

/// Numbers lie in the bits 6, 5, 3, 2, 1; the others tell the bytes of a block from other answers (Star line mode
/// specification, automatic status).
constexpr unsigned number_in(unsigned byte) { return (byte >> 2 & 0x18) | (byte >> 1 & 0x07); }
constexpr bool continues_block(unsigned byte) { return (byte & 0x11) == 0; }
}  // namespace

std::size_t star_status_size(unsigned first, unsigned second) {
  if (!begins_star_status(first) || !continues_block(second)) return 0;
  const std::size_t size = number_in(first) + (second >> 6 & 0x02);
  return size >= smallest ? size : 0;
}

std::optional<StarStatus> decode_star_status(std::string_view block) {
  if (block.size() < smallest || star_status_size(octet(block, 0), octet(block, 1)) != block.size())
    return std::nullopt;
  for (std::size_t i = 1; i < block.size(); ++i)
    if (!continues_block(octet(block, i))) return std::nullopt;
  StarStatus out;
  const unsigned printer = octet(block, 2);
  const unsigned errors = octet(block, 3);
  const unsigned more = octet(block, 4);
  const unsigned paper = octet(block, 5);
  out.status.drawer_pin_high = bit(printer, 2);
  out.status.online = !bit(printer, 3);
  out.status.cover_open = bit(printer, 5);
  out.status.self_recovering_error = bit(errors, 6);
  out.status.cutter_error = bit(errors, 3);
  out.status.unrecoverable_error = bit(errors, 5);
  out.status.recoverable_error = bit(errors, 2) || (more & 0x0a) != 0;
  out.status.error = (errors & 0x2c) != 0 || (more & 0x0a) != 0;
  out.status.paper = bit(paper, 3) ? Paper::end : bit(paper, 2) ? Paper::near_end : Paper::present;
  out.status.stopped_by_paper_end = bit(paper, 3);
  out.star_prnt = number_in(octet(block, 1)) >= first_star_prnt;
  if (block.size() >= 8) out.etb_counter = static_cast<int>(number_in(octet(block, 7)));
  return out;
}
}  // namespace holdfast::escpos
