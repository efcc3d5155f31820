#include "escpos/code_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "escpos/octets.h"
#include "escpos/unicode.h"

namespace holdfast::escpos {
namespace {
using Use = CodePage::Use;
constexpr std::array pages{
#include "escpos/code_page_table.inc"
};

struct Reverse {
  char16_t letter;
  std::uint8_t byte;
};

/// The letters of every page in order, made once. Where a page has a letter twice, the lower byte is the one to send.
const std::vector<std::vector<Reverse>>& reverse_tables() {
  static const std::vector<std::vector<Reverse>> tables = [] {
    std::vector<std::vector<Reverse>> made;
    for (const CodePage& page : pages) {
      std::vector<Reverse> table;
      for (std::size_t i = 0; i < page.upper.size(); ++i)
        if (page.upper[i] >= 0x80) table.push_back({page.upper[i], static_cast<std::uint8_t>(0x80 + i)});
      std::sort(table.begin(), table.end(), [](const Reverse& a, const Reverse& b) {
        return std::pair{a.letter, a.byte} < std::pair{b.letter, b.byte};
      });
      made.push_back(std::move(table));
    }
    return made;
  }();
  return tables;
}
}  // namespace

std::optional<std::uint8_t> CodePage::encode(char32_t letter) const {
  if (letter >= 0x20 && letter < 0x7f) return static_cast<std::uint8_t>(letter);
  if (letter < 0x80 || letter > 0xffff) return std::nullopt;
  const auto own = this - pages.data();
  const std::vector<Reverse>& table = reverse_tables()[static_cast<std::size_t>(own)];
  const auto found = std::lower_bound(table.begin(), table.end(), letter,
                                      [](const Reverse& each, char32_t value) { return each.letter < value; });
  if (found == table.end() || found->letter != letter) return std::nullopt;
  return found->byte;
}

std::optional<char32_t> CodePage::decode(std::uint8_t byte) const {
  if (byte < 0x80) return byte >= 0x20 && byte < 0x7f ? std::optional<char32_t>{byte} : std::nullopt;
  const char16_t letter = upper[byte - 0x80U];
  return letter == 0 ? std::nullopt : std::optional<char32_t>{letter};
}

std::span<const CodePage> code_pages() { return pages; }

const CodePage* find_code_page(std::string_view name) {
  const auto found = std::lower_bound(pages.begin(), pages.end(), name,
                                      [](const CodePage& page, std::string_view value) { return page.name < value; });
  return found != pages.end() && found->name == name ? &*found : nullptr;
}

std::string encode_lossy(const CodePage& page, std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();)
    out += static_cast<char>(page.encode(next_letter(text, at)).value_or('?'));
  return out;
}

std::string decode(const CodePage& page, std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) append_utf8(out, page.decode(static_cast<std::uint8_t>(octet(byte))).value_or(0xfffd));
  return out;
}
}  // namespace holdfast::escpos
