#include "display/emulated_display.h"

#include <algorithm>

#include "escpos/code_page.h"
#include "escpos/command_extent.h"

namespace holdfast::display {
namespace {
constexpr std::size_t longest_command = 256;  // own letters in some number; longer ones are skipped
constexpr unsigned octet(char byte) { return static_cast<unsigned char>(byte); }
}  // namespace

EmulatedDisplay::EmulatedDisplay(DisplaySettings settings) : settings_{std::move(settings)} { reset(); }

void EmulatedDisplay::reset() {
  glass_ = {};
  brightness_ = 4;
  cursor_ = true;
  page_ = escpos::find_code_page(settings_.pages.empty() ? "cp437" : settings_.pages[0].page);
  if (page_ == nullptr) page_ = escpos::find_code_page("cp437");
}

void EmulatedDisplay::select_page(unsigned number) {
  const auto found = std::ranges::find(settings_.pages, number, &escpos::PageNumber::number);
  if (found == settings_.pages.end()) return;
  if (const auto* page = escpos::find_code_page(found->page)) page_ = page;
}

char32_t EmulatedDisplay::letter_of(char byte) const {
  constexpr char32_t unknown = 0xfffd;
  return octet(byte) < 0x20 ? unknown : page_->decode(static_cast<std::uint8_t>(byte)).value_or(unknown);
}

Row EmulatedDisplay::row_of(std::string_view text) const {
  Row row = blank_row;
  for (std::size_t i = 0; i < std::min(text.size(), columns); ++i) row[i] = letter_of(text[i]);
  return row;
}

std::string EmulatedDisplay::on_bytes(std::string_view bytes) {
  std::string answer;
  for (const char byte : bytes) {
    if (to_skip_ > 0) {
      --to_skip_;
      ++skipped_;
      continue;
    }
    pending_ += byte;
    std::size_t taken = take(pending_, answer);
    while (taken > 0) {
      pending_.erase(0, taken);
      taken = pending_.empty() ? 0 : take(pending_, answer);
    }
    if (pending_.size() > longest_command) {
      skipped_ += pending_.size();
      pending_.clear();
    }
  }
  return answer;
}

std::size_t EmulatedDisplay::take(std::string_view head, std::string& answer) {
  switch (settings_.dialect) {
    case Dialect::esc_pos:
      return take_esc_pos(head);
    case Dialect::cd5220:
      return take_cd5220(head);
    case Dialect::dsp800:
      return take_dsp800(head, answer);
    case Dialect::aedex:
      return take_aedex(head);
    case Dialect::wincor:
      return take_wincor(head);
  }
  return head.size();
}

/// The single bytes that all dialects share.
std::size_t EmulatedDisplay::take_control(char byte) {
  switch (byte) {
    case 0x08:
      glass_.left();
      break;
    case 0x09:
      glass_.right();
      break;
    case 0x0a:
      glass_.down();
      break;
    case 0x0b:
      glass_.home();
      break;
    case 0x0c:
      glass_.clear();
      break;
    case 0x0d:
      glass_.row_start();
      break;
    case 0x18:
      glass_.clear_row();
      break;
    default:
      ++skipped_;
      break;
  }
  return 1;
}

std::size_t EmulatedDisplay::take_esc_pos(std::string_view head) {
  if (octet(head[0]) >= 0x20) {
    if (selected_) put(head[0]);
    return 1;
  }
  // Bytes for the printer have the printer's lengths, or a raster would be read for commands.
  const auto extent = escpos::command_extent(head, selected_ ? escpos::Listener::display : escpos::Listener::printer);
  if (extent.size > longest_command) {
    if (!extent.known) return head.size();
    to_skip_ = extent.size - head.size();
    skipped_ += head.size();
    return head.size();
  }
  if (!extent.known || extent.size > head.size()) return 0;
  const std::string_view command = head.substr(0, extent.size);
  if (command.starts_with("\x1b=")) {
    selected_ = (octet(command[2]) & 2) != 0;
  } else if (!selected_) {
    // not ours
  } else if (command.size() == 1) {
    take_control(command[0]);
  } else {
    on_esc_pos(command);
  }
  return extent.size;
}

void EmulatedDisplay::on_esc_pos(std::string_view command) {
  const unsigned code = octet(command[0]) << 8 | octet(command[1]);
  const unsigned first = command.size() > 2 ? octet(command[2]) : 0;
  switch (code) {
    case 0x1b40:
      reset();
      break;
    case 0x1b74:
      select_page(first);
      break;
    case 0x1f01:
      glass_.set_mode(Glass::Mode::overwrite);
      break;
    case 0x1f02:
      glass_.set_mode(Glass::Mode::vertical_scroll);
      break;
    case 0x1f03:
      glass_.set_mode(Glass::Mode::horizontal_scroll);
      break;
    case 0x1f0a:
      glass_.up();
      break;
    case 0x1f0d:
      glass_.row_end();
      break;
    case 0x1f42:
      glass_.go_to(rows - 1, 0);
      break;
    case 0x1f24:
      glass_.go_to(octet(command[3]) - std::size_t{1}, first - std::size_t{1});
      break;  // 0 is out of range
    case 0x1f2c:
    case 0x1f2e:
    case 0x1f3b:
      put(command[2]);
      break;  // with a comma, point or semicolon in the same place
    case 0x1f43:
      cursor_ = (first & 1) != 0;
      break;
    case 0x1f58:
      if (first >= 1 && first <= 4) brightness_ = static_cast<int>(first);
      break;
    default:
      skipped_ += command.size();
      break;
  }
}
}  // namespace holdfast::display
