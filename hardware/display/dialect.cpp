#include "display/dialect.h"

#include <algorithm>

#include "escpos/code_page.h"

namespace holdfast::display {
namespace {
using namespace std::string_literals;
struct Name {
  Dialect dialect;
  std::string_view name;
};
constexpr Name names[] = {{Dialect::esc_pos, "esc_pos"},
                          {Dialect::cd5220, "cd5220"},
                          {Dialect::dsp800, "dsp800"},
                          {Dialect::aedex, "aedex"},
                          {Dialect::wincor, "wincor"}};
const std::string to_display = "\x1b=\x02", to_printer = "\x1b=\x01";
}  // namespace

std::optional<Dialect> parse_dialect(std::string_view name) {
  const auto* row = std::ranges::find(names, name, &Name::name);
  if (row == std::end(names)) return std::nullopt;
  return row->dialect;
}
std::string_view to_string(Dialect dialect) { return std::ranges::find(names, dialect, &Name::dialect)->name; }

DisplayWriter::DisplayWriter(DisplaySettings settings) : settings_{std::move(settings)}, encoder_{settings_.pages} {}

std::string DisplayWriter::start() {
  encoder_.forget();
  switch (settings_.dialect) {
    case Dialect::esc_pos: {
      // 1B 40 after 1B 3D, since the printer would take it for its own.
      const bool shared = settings_.port == DisplaySettings::Port::behind_printer;
      return (shared ? to_display : "") + "\x1b@\x1f\x01\x1f\x43\x00\x0c"s + (shared ? to_printer : "");
    }
    case Dialect::cd5220: {
      std::string bytes = "\x1b@\x1b\x11\x1b_\x00\x0c"s;
      if (!settings_.pages.empty())
        bytes +=
            "\x1b"
            "c" +
            std::string(1, static_cast<char>(settings_.pages[0].number));
      return bytes;
    }
    case Dialect::dsp800:
      return "\x04\x01%\x17"
             "\x04\x01"
             "C1X\x17";
    case Dialect::aedex:
      return {};
    case Dialect::wincor:
      return "\x1b[2J";
  }
  return {};
}

/// Twenty letters as twenty bytes, with the switches of code pages that only ESC/POS has.
std::string DisplayWriter::encoded(const Row& row) {
  const std::string text = text_of(row);
  if (settings_.dialect == Dialect::esc_pos) {
    std::string bytes;
    encoder_.append(bytes, text);
    return bytes;
  }
  const auto* page = settings_.pages.empty() ? nullptr : escpos::find_code_page(settings_.pages[0].page);
  return escpos::encode_lossy(page ? *page : *escpos::find_code_page("cp437"), text);
}

std::string DisplayWriter::line(std::size_t row, const std::string& text) const {
  const char number = static_cast<char>(row + 1);
  switch (settings_.dialect) {
    case Dialect::esc_pos:
      return "\x1f$\x01"s + number + text;
    case Dialect::cd5220:
      return "\x1bQ"s + (row == 0 ? 'A' : 'B') + text + '\r';
    case Dialect::dsp800:
      return "\x04\x01P"s + static_cast<char>(0x31 + row * columns) + '\x17' + text;
    case Dialect::aedex:
      return "!#"s + static_cast<char>('0' + number) + text + '\r';
    case Dialect::wincor:
      return "\x1b["s + static_cast<char>('0' + number) + ";1H" + text;
  }
  return {};
}

std::string DisplayWriter::write(const Screen& screen, const std::optional<Screen>& shown) {
  std::string bytes;
  for (std::size_t row = 0; row < rows; ++row)
    if (!shown || shown->letters[row] != screen.letters[row]) bytes += line(row, encoded(screen.letters[row]));
  if (bytes.empty() || settings_.dialect != Dialect::esc_pos || settings_.port == DisplaySettings::Port::own)
    return bytes;
  return to_display + bytes + to_printer;
}
}  // namespace holdfast::display
