#include "emulator/virtual_printer.h"

#include <algorithm>
#include <utility>

#include "escpos/octets.h"

namespace holdfast::emulator {
using escpos::octet;
using escpos::Paper;
using escpos::Unit;

namespace {
constexpr std::size_t buffer_bytes = 4096;
constexpr std::int64_t bytes_a_second = 60'000, bytes_a_second_when_slow = 1'500;
constexpr std::int64_t million = 1'000'000;

std::string byte_of(unsigned value) { return std::string(1, static_cast<char>(value)); }
}  // namespace

VirtualPrinter::VirtualPrinter(const escpos::PrinterProfile& profile) : profile_{&profile} { reset_style(); }

void VirtualPrinter::reset_style() {
  line_ = {};
  page_ = escpos::find_code_page("cp437");
  pulse_locked_ = after_band_ = false;
  raster_rows_.clear();
}

std::size_t VirtualPrinter::room() const {
  return state_.stalled ? 0 : buffer_bytes - std::min(buffer_bytes, waiting_.size());
}

void VirtualPrinter::on_bytes(std::string_view bytes) {
  if (profile_->is_star()) {
    star_real_time(bytes);
    waiting_ += bytes;
    return;
  }
  scanner_.feed(bytes);
  while (const auto command = scanner_.next()) real_time(*command);
  waiting_ += bytes;
}

void VirtualPrinter::work(std::int64_t elapsed_us) {
  const std::int64_t usual = state_.slow ? bytes_a_second_when_slow : bytes_a_second;
  const std::int64_t speed = state_.bytes_a_second > 0 ? state_.bytes_a_second : usual;
  credit_ = std::min(credit_ + elapsed_us * speed, speed * million / 10);
  // A byte at a time: paper may end at each line, and what follows stays in the buffer.
  std::size_t done = 0;
  for (; done < waiting_.size() && credit_ >= million && !offline(); ++done) {
    credit_ -= million;
    const std::string_view byte = std::string_view{waiting_}.substr(done, 1);
    if (profile_->is_star()) {
      star_stream_.feed(byte);
      while (const auto unit = star_stream_.next()) star(*unit);
    } else {
      stream_.feed(byte);
      while (const auto unit = stream_.next()) obey(*unit);
    }
  }
  waiting_.erase(0, done);
  if (waiting_.empty()) credit_ = 0;
}

void VirtualPrinter::reply(std::string_view bytes) {
  if (!state_.silent) replies_ += bytes;
}
std::string VirtualPrinter::take_replies() { return std::exchange(replies_, {}); }

void VirtualPrinter::on_client() {
  replies_.clear();
  reports_ = false;
}

void VirtualPrinter::power_cycle() {
  waiting_.clear();
  stream_ = escpos::CommandStream{escpos::Listener::printer};
  scanner_ = {};
  star_stream_ = {};
  star_asked_.clear();
  etb_ = 0;
  replies_.clear();
  reports_ = false;
  reset_style();
}

void VirtualPrinter::on_state_changed() {
  if (state_.paper != Paper::end && state_.lines_left == 0) state_.lines_left.reset();
  if (reports_) report();
}

void VirtualPrinter::report() {
  if (profile_->is_star()) return star_report();
  const bool end = state_.paper == Paper::end, low = state_.paper != Paper::present;
  const unsigned first =
      0x10U | (state_.drawer_open ? 4U : 0U) | (offline() ? 8U : 0U) | (state_.cover_open ? 0x20U : 0U);
  reply(byte_of(first) + byte_of(0) + byte_of((low ? 3U : 0U) | (end ? 0x0cU : 0U)) + byte_of(0));
}

void VirtualPrinter::pulse() {
  ++pulses_;
  if (state_.drawer_open) return;
  state_.drawer_open = true;
  if (reports_) report();
}

void VirtualPrinter::real_time(std::string_view command) {
  const unsigned n = octet(command, 2);
  const bool end = state_.paper == Paper::end, low = state_.paper != Paper::present;
  if (octet(command, 1) == 0x04 && n >= 1 && n <= 4) {
    unsigned byte = 0x12;
    if (n == 1) byte |= (state_.drawer_open ? 4U : 0U) | (offline() ? 8U : 0U);
    if (n == 2) byte |= (state_.cover_open ? 4U : 0U) | (end ? 0x20U : 0U);
    if (n == 4) byte |= (low ? 0x0cU : 0U) | (end ? 0x60U : 0U);
    reply(byte_of(byte));
  }
  if (octet(command, 1) != 0x14) return;
  if (n == 1 && !pulse_locked_ && !offline()) pulse();
  if (n == 8) {
    waiting_.clear();
    reply("\x37\x25" + byte_of(0));
  }
}

void VirtualPrinter::obey(const Unit& unit) {
  switch (unit.kind) {
    case Unit::Kind::text:
      return put(unit.bytes);
    case Unit::Kind::control:
      if (unit.bytes == "\n") end_line();
      return;
    case Unit::Kind::command:
      if (unit.bytes[0] == '\x1b') return esc(unit.bytes);
      if (unit.bytes[0] == '\x1d') return gs(unit.bytes);
      return;
    case Unit::Kind::unknown:
    case Unit::Kind::oversized:
    case Unit::Kind::cut_off:
      return;
  }
}

void VirtualPrinter::put(std::string_view bytes) {
  for (const char byte : bytes) {
    if (page_ != nullptr && static_cast<unsigned char>(byte) >= 0x80)
      line_.text += escpos::decode(*page_, std::string_view{&byte, 1});
    else
      line_.text += byte;
  }
}

void VirtualPrinter::choose_page(unsigned number) {
  for (const escpos::PageNumber& page : profile_->pages)
    if (page.number == number) page_ = escpos::find_code_page(page.page);
}

void VirtualPrinter::cut() {
  if (!line_.text.empty()) end_line();
  roll_.add(Cut{});
}

void VirtualPrinter::add_picture(int stride, std::string_view rows) {
  const int height = stride == 0 ? 0 : static_cast<int>(rows.size()) / stride;
  PrintedPicture out{print::Bitmap{stride * 8, height}, line_.side};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < stride * 8; ++x)
      if ((octet(rows, static_cast<std::size_t>(y * stride + x / 8)) >> (7 - x % 8) & 1U) != 0) out.dots.set(x, y);
  roll_.add(std::move(out));
}

void VirtualPrinter::end_line() {
  PrintedLine next = line_;
  next.text.clear();
  roll_.add(std::exchange(line_, std::move(next)));
  if (!state_.lines_left || --*state_.lines_left > 0) return;
  state_.lines_left = 0;
  state_.paper = Paper::end;
  if (reports_) report();
}

void VirtualPrinter::esc(std::string_view command) {
  const unsigned n = command.size() > 2 ? octet(command, 2) : 0;
  switch (command[1]) {
    case '@':
      return reset_style();
    case 'a':
      line_.side = side_of(n);
      return;
    case 'E':
    case 'G':
      line_.bold = (n & 1U) != 0;
      return;
    case 't':
      return choose_page(n);
    case 'd':
      if (!line_.text.empty()) end_line();
      for (unsigned i = 0; i < std::min(n, 20U); ++i) end_line();
      return;
    case 'p':
      if (!pulse_locked_ || command.size() >= 5) pulse();
      return;
    default:
      return;
  }
}

void VirtualPrinter::gs(std::string_view command) {
  const unsigned n = command.size() > 2 ? octet(command, 2) : 0;
  switch (command[1]) {
    case '!':
      line_.width = static_cast<int>(n >> 4U & 7U) + 1;
      line_.height = static_cast<int>(n & 7U) + 1;
      return;
    case 'B':
      line_.inverse = (n & 1U) != 0;
      return;
    case 'V':
      return cut();
    case 'a':
      reports_ = n != 0;
      if (reports_) report();
      return;
    case 'r':
      return reply(byte_of(n % 48 == 1 ? (state_.paper == Paper::present ? 0U : 3U) : state_.drawer_open ? 1U : 0U));
    case 'I':
      if (n >= 0x41) reply("_" + std::string{profile_->model} + byte_of(0));
      return;
    case 'v':
      return picture(command);
    case 'k':
      return code(command);
    case '(':
      return block(command);
    default:
      return;
  }
}

void VirtualPrinter::picture(std::string_view command) {
  constexpr std::size_t head = 8;
  if (command.size() < head) return;
  add_picture(static_cast<int>(escpos::word_at(command, 4)), command.substr(head));
}

void VirtualPrinter::code(std::string_view command) {
  std::string_view data = octet(command, 2) >= 0x41 ? command.substr(4) : command.substr(3, command.size() - 4);
  if (data.size() >= 2 && data[0] == '{') data.remove_prefix(2);
  roll_.add(PrintedCode{PrintedCode::Kind::bars, std::string{data}, line_.side});
}

/// `1D 28 x pL pH …`
void VirtualPrinter::block(std::string_view command) {
  constexpr std::size_t head = 5;
  const std::string_view data = command.substr(std::min(head, command.size()));
  if (command[2] == 'H' && data.size() >= 6) return reply("\x37\x22" + std::string{data.substr(2, 4)} + byte_of(0));
  if (command[2] == 'D')
    for (std::size_t at = 1; at + 1 < data.size(); at += 2)
      if (octet(data, at) == 1) pulse_locked_ = octet(data, at + 1) == 0;
  if (command[2] != 'k' || data.size() < 2 || data[0] != '\x31') return;
  if (data[1] == '\x50') qr_ = data.substr(std::min<std::size_t>(3, data.size()));
  if (data[1] == '\x51') roll_.add(PrintedCode{PrintedCode::Kind::qr, qr_, line_.side});
}
}  // namespace holdfast::emulator
