#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "escpos/code_page.h"

namespace holdfast::escpos {
/// A code page as a model of printer counts it: the n of `1B 74 n` (Star: `1B 1D 74 n`).
struct PageNumber {
  std::uint8_t number = 0;
  std::string_view page;
  friend bool operator==(const PageNumber&, const PageNumber&) = default;
};

/// Text in the letters of a printer. It picks the code page by character, with as few switches as the pages allow, and
/// remembers which page is selected from line to line. It takes no decision about what no page holds: the caller draws
/// that (hardware reference 1.4). Whether the printer obeys the switch is for its profile to say.
class TextEncoder {
 public:
  enum class Switch { esc_pos, star };
  /// In order of preference: between pages that reach equally far the earlier one is taken. Pages that are not known,
  /// or that belong to a script that is drawn, are left out; 64 are used at most.
  explicit TextEncoder(std::span<const PageNumber> pages, Switch how = Switch::esc_pos);

  /// Whether every letter is in one page or another. Control characters are not.
  bool covers(std::string_view text) const;
  /// The letters that are in none, each once.
  std::vector<char32_t> missing(std::string_view text) const;
  /// Appends bytes and switches; a letter that no page holds becomes '?'. The number of those.
  std::size_t append(std::string& out, std::string_view text);
  /// The printer was initialised: nobody knows which page is selected, since the default is a setting of the printer.
  void forget() { selected_.reset(); }
  std::optional<std::uint8_t> selected() const;

 private:
  struct Page {
    std::uint8_t number;
    const CodePage* page;
  };
  std::uint64_t pages_with(char32_t letter) const;
  void select(std::string& out, std::size_t page);

  std::vector<Page> pages_;
  Switch how_;
  std::optional<std::size_t> selected_;
};
}  // namespace holdfast::escpos
