#include <algorithm>

#include "display/emulated_display.h"

/// The dialects of an emulated display beside ESC/POS.
namespace holdfast::display {
namespace {
constexpr unsigned octet(char byte) { return static_cast<unsigned char>(byte); }

/// Bytes of a CD5220 command that begins with 1B; 0: as many as are needed up to CR.
std::size_t cd5220_size(std::string_view head) {
  switch (head[1]) {
    case 'Q':
      return 0;
    case 'l':
      return 4;
    case 'W':
      return 6;
    case '[':
    case '_':
    case '*':
    case 'c':
    case 'f':
    case '=':
    case '?':
    case 's':
      return 3;
    default:
      return 2;
  }
}
}  // namespace

std::size_t EmulatedDisplay::take_cd5220(std::string_view head) {
  constexpr std::size_t longest_line = 64;
  if (octet(head[0]) >= 0x20) {
    put(head[0]);
    return 1;
  }
  if (head[0] != '\x1b') return take_control(head[0]);
  if (head.size() < 2) return 0;
  std::size_t size = cd5220_size(head);
  if (size == 0) {
    size = head.find('\r') + 1;  // 0 when there is none yet
    if (size == 0 && head.size() > longest_line) size = head.size();
  }
  if (size == 0 || head.size() < size) return 0;
  on_cd5220(head.substr(0, size));
  return size;
}

void EmulatedDisplay::on_cd5220(std::string_view command) {
  const unsigned first = command.size() > 2 ? octet(command[2]) : 0;
  switch (command[1]) {
    case '@':
      reset();
      break;
    case '\x11':
      glass_.set_mode(Glass::Mode::overwrite);
      break;
    case '\x12':
      glass_.set_mode(Glass::Mode::vertical_scroll);
      break;
    case '\x13':
      glass_.set_mode(Glass::Mode::horizontal_scroll);
      break;
    case 'l':
      glass_.go_to(octet(command[3]) - std::size_t{1}, first - std::size_t{1});
      break;
    case '_':
      cursor_ = (first & 1) != 0;
      break;
    case '*':
      if (first >= 1 && first <= 4) brightness_ = static_cast<int>(first);
      break;
    case 'c':
      select_page(first);
      break;
    case '[':
      move_cd5220(command[2]);
      break;
    case 'Q':
      if (command.size() > 3 && command.ends_with('\r') && (first == 'A' || first == 'B' || first == 'D'))
        glass_.set_row(first == 'B' ? 1 : 0, row_of(command.substr(3, command.size() - 4)));
      break;
    default:
      skipped_ += command.size();
      break;
  }
}

void EmulatedDisplay::move_cd5220(char where) {
  switch (where) {
    case 'A':
      glass_.up();
      break;
    case 'B':
      glass_.down();
      break;
    case 'C':
      glass_.right();
      break;
    case 'D':
      glass_.left();
      break;
    case 'H':
      glass_.home();
      break;
    case 'L':
      glass_.row_start();
      break;
    case 'R':
      glass_.row_end();
      break;
    case 'K':
      glass_.go_to(rows - 1, 0);
      break;
    default:
      skipped_ += 3;
      break;
  }
}

/// 04 01 letter parameters 17.
std::size_t EmulatedDisplay::take_dsp800(std::string_view head, std::string& answer) {
  constexpr std::size_t longest = 64;
  if (head[0] != '\x04') {
    if (octet(head[0]) < 0x20) return take_control(head[0]);
    put(head[0]);
    return 1;
  }
  const std::size_t end = head.find('\x17');
  if (end == std::string_view::npos && head.size() <= longest) return 0;
  const bool known =
      end != std::string_view::npos && end > 2 && head[1] == '\x01' && on_dsp800(head.substr(2, end - 2));
  if (!known) skipped_ += std::min(end, head.size());
  answer += known ? '\x06' : '\x15';
  return std::min(end, head.size() - 1) + 1;
}

bool EmulatedDisplay::on_dsp800(std::string_view command) {
  constexpr unsigned first_position = 0x31, last_position = 0x58;
  const auto position = [command](std::size_t i) { return octet(command[i]); };
  const auto valid = [](unsigned at) { return at >= first_position && at <= last_position; };
  if (command == "%") {
    reset();
    return true;
  }
  if (command.size() == 2 && command[0] == 'P' && valid(position(1))) {
    const std::size_t at = position(1) - first_position;
    glass_.go_to(at / columns, at % columns);
    return true;
  }
  if (command.size() == 3 && command[0] == 'C' && valid(position(1)) && valid(position(2))) {
    glass_.clear_range(position(1) - first_position, position(2) - first_position);
    return true;
  }
  return false;
}

/// `!#1` text CR and `!#2` text CR; anything else up to CR is ignored.
std::size_t EmulatedDisplay::take_aedex(std::string_view head) {
  const std::size_t end = head.find('\r');
  if (end == std::string_view::npos) return 0;
  const std::string_view line = head.substr(0, end);
  if (line.starts_with("!#1") || line.starts_with("!#2")) {
    glass_.set_row(line[2] == '1' ? 0 : 1, row_of(line.substr(3)));
  } else {
    skipped_ += end + 1;
  }
  return end + 1;
}

/// 1B 5B, numbers apart by `;`, a letter.
std::size_t EmulatedDisplay::take_wincor(std::string_view head) {
  if (head[0] != '\x1b') {
    if (octet(head[0]) < 0x20) return take_control(head[0]);
    put(head[0]);
    return 1;
  }
  if (head.size() < 2) return 0;
  if (head[1] != '[') {
    if (head[1] == 'R' && head.size() < 3) return 0;  // 1B 52 n: country
    skipped_ += head[1] == 'R' ? 3 : 2;
    return head[1] == 'R' ? 3 : 2;
  }
  const std::size_t end = head.find_first_not_of("0123456789;", 2);
  if (end == std::string_view::npos) return 0;
  on_wincor(head.substr(2, end - 2), head[end]);
  return end + 1;
}

void EmulatedDisplay::on_wincor(std::string_view numbers, char last) {
  const auto number = [](std::string_view digits) {
    std::size_t value = 0;
    for (const char digit : digits.substr(0, 4)) value = value * 10 + static_cast<std::size_t>(digit - '0');
    return value;
  };
  if (last == 'J' && numbers == "2") {
    glass_.clear();
  } else if (last == 'K' && (numbers.empty() || numbers == "0")) {
    glass_.clear_range(glass_.row() * columns + glass_.column(), glass_.row() * columns + columns - 1);
  } else if (last == 'H' && numbers.empty()) {
    glass_.home();
  } else if (const std::size_t split = numbers.find(';');
             last == 'H' && split != std::string_view::npos && numbers.find(';', split + 1) == std::string_view::npos) {
    glass_.go_to(number(numbers.substr(0, split)) - 1, number(numbers.substr(split + 1)) - 1);
  } else {
    skipped_ += numbers.size() + 3;
  }
}
}  // namespace holdfast::display
