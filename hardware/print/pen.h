#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "escpos/commands.h"
#include "escpos/raster.h"
#include "escpos/text_encoder.h"

namespace holdfast::print {
/// How a line of letters looks. `large` is twice as wide and as high.
struct Strokes {
  bool bold = false, large = false, inverse = false, centred = false;
};

/// What a receipt needs of a printer, in the printer's own language: ESC/POS by escpos::append_*, Star by star::put_*.
/// It decides nothing about rows; whatever it refuses is drawn.
class Pen {
 public:
  virtual ~Pen() = default;
  /// Initialises, and whatever a job of this model begins with. `end`: what has to be put back when the job is over.
  virtual void start() = 0;
  virtual void kick() = 0;
  virtual void cut() = 0;
  virtual void end() = 0;
  /// Code 128, centred, its text below; false when the printer draws none, or none of this text.
  bool bar_code(std::string_view text);
  /// A picture no wider than the paper; false when the printer takes none.
  virtual bool picture(const escpos::Dots& dots) = 0;
  /// Switches on what is set, or off again.
  void style(const Strokes& wanted, escpos::Switched how);

  /// Whether the printer's letters have all of the text. A printer that takes pictures alone has none.
  bool writes(std::string_view text) const;
  void line(std::string_view text);
  void feed() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 protected:
  Pen(const escpos::PrinterProfile& profile, escpos::TextEncoder::Switch how)
      : profile_{profile}, letters_{profile.pages, how} {}
  virtual void strokes(const Strokes& wanted, escpos::Switched how) = 0;  ///< but for the place of the line
  virtual void align(escpos::Align how) = 0;
  /// Appends Code 128; false when the printer draws none, or none of this text.
  virtual bool bars(std::string& out, std::string_view text) = 0;
  const escpos::PrinterProfile& profile_;
  escpos::TextEncoder letters_;
  std::string out_;
};
/// The pen refers to the profile.
std::unique_ptr<Pen> pen_for(const escpos::PrinterProfile& profile);
}  // namespace holdfast::print
