// A Star printer's end: line mode, StarPRNT and raster mode alike, since no byte of one means something else in
// another.
#include <utility>

#include "emulator/virtual_printer.h"
#include "escpos/octets.h"

namespace holdfast::emulator {
using escpos::octet;
using escpos::Paper;
using escpos::Unit;

namespace {
constexpr int etb_counts = 32;
constexpr std::string_view status_request = "\x1b\x06\x01";

/// A number from 0 to 31 as the status block has it (see escpos/star_status).
char spread(int number) { return static_cast<char>((number & 7) << 1 | (number & 0x18) << 2); }
}  // namespace

/// Asked for it answers at once, whatever waits to be printed.
void VirtualPrinter::star_real_time(std::string_view bytes) {
  star_asked_ += bytes;
  for (std::size_t at = star_asked_.find(status_request); at != std::string::npos;
       at = star_asked_.find(status_request)) {
    star_asked_.erase(0, at + status_request.size());
    star_report();
  }
  if (star_asked_.size() >= status_request.size())
    star_asked_.erase(0, star_asked_.size() - (status_request.size() - 1));
}

void VirtualPrinter::star_report() {
  constexpr unsigned nine_bytes = 0x23;
  const int version = profile_->language == escpos::Language::star_line ? 3 : 4;
  const bool end = state_.paper == Paper::end;
  std::string block(9, '\0');
  block[0] = escpos::byte_of(nine_bytes);
  block[1] = spread(version);
  block[2] = escpos::byte_of((state_.drawer_open ? 4U : 0U) | (offline() ? 8U : 0U) | (state_.cover_open ? 0x20U : 0U));
  block[5] = escpos::byte_of((end ? 8U : 0U) | (state_.paper != Paper::present ? 4U : 0U));
  block[7] = spread(etb_);
  reply(block);
}

void VirtualPrinter::star(const Unit& unit) {
  if (unit.kind == Unit::Kind::text) return put(unit.bytes);
  if (unit.kind == Unit::Kind::command) return star_command(unit.bytes);
  switch (unit.bytes[0]) {
    case '\n':
      if (std::exchange(after_band_, false)) return;
      return end_line();
    case '\x07':
    case '\x1a':
      return pulse();
    case '\x17':
      etb_ = (etb_ + 1) % etb_counts;
      if (reports_) star_report();
      return;
    default:
      return;
  }
}

void VirtualPrinter::star_command(std::string_view command) {
  const unsigned n = command.size() > 2 ? octet(command, 2) : 0;
  if (command[0] == 'b') {  // a row of raster mode
    raster_rows_ += command.substr(3);
    raster_stride_ = static_cast<int>(command.size()) - 3;
    return;
  }
  switch (command[1]) {
    case '@':
      return reset_style();
    case 'E':
    case 'F':
      line_.bold = command[1] == 'E';
      return;
    case '4':
    case '5':
      line_.inverse = command[1] == '4';
      return;
    case 'i':
      line_.height = static_cast<int>(n % 6) + 1;
      line_.width = static_cast<int>(octet(command, 3) % 6) + 1;
      return;
    case 'a':
      for (unsigned i = 0; i < std::min(n, 20U); ++i) end_line();
      return;
    case 'd':
    case '\x0c':
      return cut();
    case 'b':
      roll_.add(PrintedCode{PrintedCode::Kind::bars, std::string{command.substr(6, command.size() - 7)}, line_.side});
      return;
    case 'k':
      add_picture(static_cast<int>(escpos::word_at(command, 2)), command.substr(4));
      after_band_ = true;
      return;
    case '*':
      if (command[3] == 'B' && !raster_rows_.empty()) add_picture(raster_stride_, raster_rows_);
      raster_rows_.clear();
      return;
    case '\x1e':
      if (command[2] == 'E') etb_ = 0;
      if (command[2] != 'a') return;
      reports_ = octet(command, 3) != 0;
      if (reports_) star_report();
      return;
    case '\x1d':
      return star_gs(command);
    default:
      return;
  }
}

void VirtualPrinter::star_gs(std::string_view command) {
  switch (command[2]) {
    case 't':
      return choose_page(octet(command, 3));
    case 'a':
      line_.side = side_of(octet(command, 3));
      return;
    case 'S':
      return add_picture(static_cast<int>(escpos::word_at(command, 4)), command.substr(9));
    case 'y':
      if (command[3] == 'D') qr_ = command.substr(8);
      if (command[3] == 'P') roll_.add(PrintedCode{PrintedCode::Kind::qr, qr_, line_.side});
      return;
    default:
      return;
  }
}
}  // namespace holdfast::emulator
