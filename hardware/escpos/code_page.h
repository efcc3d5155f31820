#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace holdfast::escpos {
/// A one-byte character set: 20h to 7Fh are ASCII, the rest is in the table.
struct CodePage {
  enum class Use {
    text,
    drawn,  ///< for a script that we draw: right to left, shaped or stacked letters (hardware reference 1.4)
  };
  std::string_view name;  ///< `cp858`, `windows1252`, `iso8859-7`
  Use use = Use::text;
  std::array<char16_t, 128> upper{};  ///< code points of the bytes 80h to FFh, 0 for none

  std::optional<std::uint8_t> encode(char32_t letter) const;
  std::optional<char32_t> decode(std::uint8_t byte) const;
};

/// All pages of the table, by name.
std::span<const CodePage> code_pages();
const CodePage* find_code_page(std::string_view name);

/// UTF-8 to the bytes of one page; what it lacks becomes '?'.
std::string encode_lossy(const CodePage& page, std::string_view text);
/// Bytes to UTF-8; what the page does not define becomes U+FFFD.
std::string decode(const CodePage& page, std::string_view bytes);
}  // namespace holdfast::escpos
