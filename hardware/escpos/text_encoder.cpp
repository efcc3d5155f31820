#include "escpos/text_encoder.h"

#include <algorithm>
#include <bit>

#include "escpos/octets.h"
#include "escpos/unicode.h"

namespace holdfast::escpos {
namespace {
constexpr std::size_t most_pages = 64;
constexpr char32_t stray_byte = 0xfffd;  // some tables have it where a page leaves a byte open; it is no letter to send

bool is_ascii(char32_t letter) { return letter >= 0x20 && letter < 0x7f; }
}  // namespace

TextEncoder::TextEncoder(std::span<const PageNumber> pages, Switch how) : how_{how} {
  for (const PageNumber& each : pages) {
    const CodePage* page = find_code_page(each.page);
    if (page && page->use == CodePage::Use::text && pages_.size() < most_pages) pages_.push_back({each.number, page});
  }
}

std::uint64_t TextEncoder::pages_with(char32_t letter) const {
  std::uint64_t found = 0;
  if (needs_drawing(letter) || letter == stray_byte) return found;
  for (std::size_t i = 0; i < pages_.size(); ++i)
    if (pages_[i].page->encode(letter)) found |= std::uint64_t{1} << i;
  return found;
}

bool TextEncoder::covers(std::string_view text) const { return missing(text).empty(); }

std::vector<char32_t> TextEncoder::missing(std::string_view text) const {
  std::vector<char32_t> found;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = plain_form(next_letter(text, at));
    if (letter == 0 && at > 0 && text[at - 1] != '\0') continue;
    if (is_ascii(letter) || pages_with(letter) != 0) continue;
    if (std::find(found.begin(), found.end(), letter) == found.end()) found.push_back(letter);
  }
  return found;
}

void TextEncoder::select(std::string& out, std::size_t page) {
  if (selected_ == page) return;
  selected_ = page;
  out += how_ == Switch::star ? std::string_view{"\x1b\x1dt"} : std::string_view{"\x1bt"};
  out += static_cast<char>(pages_[page].number);
}

std::optional<std::uint8_t> TextEncoder::selected() const {
  return selected_ ? std::optional{pages_[*selected_].number} : std::nullopt;
}

/// Fewest switches: stay with the selected page as long as it holds the letters, then always take the page that reaches
/// furthest from there. Letters of ASCII are in every page and never end a run.
std::size_t TextEncoder::append(std::string& out, std::string_view text) {
  struct Letter {
    char32_t letter;
    std::uint64_t pages;
  };
  std::vector<Letter> letters;
  std::size_t lost = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = plain_form(next_letter(text, at));
    if (letter == 0 && text[at - 1] != '\0') continue;
    const std::uint64_t pages = is_ascii(letter) ? ~std::uint64_t{0} : pages_with(letter);
    lost += pages == 0;
    letters.push_back(pages == 0 ? Letter{U'?', ~std::uint64_t{0}} : Letter{letter, pages});
  }
  std::uint64_t usable = selected_ ? std::uint64_t{1} << *selected_ : 0;
  std::size_t from = 0;
  while (from < letters.size()) {
    std::size_t to = from;
    while (to < letters.size() && (is_ascii(letters[to].letter) || (usable & letters[to].pages) != 0)) {
      if (!is_ascii(letters[to].letter)) usable &= letters[to].pages;
      ++to;
    }
    const bool plain = std::all_of(letters.begin() + static_cast<std::ptrdiff_t>(from),
                                   letters.begin() + static_cast<std::ptrdiff_t>(to),
                                   [](const Letter& each) { return is_ascii(each.letter); });
    if (!plain) select(out, static_cast<std::size_t>(std::countr_zero(usable)));
    for (; from < to; ++from)
      out += static_cast<char>(is_ascii(letters[from].letter) ? static_cast<std::uint8_t>(letters[from].letter)
                                                              : *pages_[*selected_].page->encode(letters[from].letter));
    usable = ~std::uint64_t{0};
  }
  return lost;
}
}  // namespace holdfast::escpos
