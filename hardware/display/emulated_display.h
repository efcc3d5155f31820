#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "display/dialect.h"
#include "display/glass.h"

namespace holdfast::display {
/// A line display's end of the cable: takes the bytes in pieces of any size and tells which letters it shows. Commands
/// that only change the look (blinking, own letters, windows) are skipped at their exact length.
class EmulatedDisplay {
 public:
  /// The port does not matter here; the first page is the one selected at power-on.
  explicit EmulatedDisplay(DisplaySettings settings);
  /// What it answers: only DSP-800 does (06, or 15 for what it does not know).
  std::string on_bytes(std::string_view bytes);
  const Screen& screen() const { return glass_.screen(); }
  int brightness() const { return brightness_; }  ///< 1 to 4
  bool cursor_shown() const { return cursor_; }
  /// Bytes of commands that it does not know, or that were too long.
  std::size_t skipped() const { return skipped_; }

 private:
  /// Bytes taken from the front of `head`; 0: more are needed.
  std::size_t take(std::string_view head, std::string& answer);
  std::size_t take_esc_pos(std::string_view head);
  std::size_t take_cd5220(std::string_view head);
  std::size_t take_dsp800(std::string_view head, std::string& answer);
  std::size_t take_aedex(std::string_view head);
  std::size_t take_wincor(std::string_view head);
  std::size_t take_control(char byte);
  void on_esc_pos(std::string_view command);
  void on_cd5220(std::string_view command);
  void move_cd5220(char where);
  bool on_dsp800(std::string_view command);
  void on_wincor(std::string_view numbers, char last);
  void reset();
  void select_page(unsigned number);
  char32_t letter_of(char byte) const;
  Row row_of(std::string_view text) const;
  void put(char byte) { glass_.put(letter_of(byte)); }

  DisplaySettings settings_;
  Glass glass_;
  const escpos::CodePage* page_ = nullptr;
  std::string pending_;
  std::size_t to_skip_ = 0;
  std::size_t skipped_ = 0;
  int brightness_ = 4;
  bool cursor_ = true;
  bool selected_ = true;  ///< false while `1B 3D 01` gives the bytes to the printer
};
}  // namespace holdfast::display
