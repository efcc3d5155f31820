#include "print/pen.h"

#include "escpos/commands.h"
#include "escpos/symbols.h"
#include "star/commands.h"

namespace holdfast::print {
namespace {
using escpos::Align;
using escpos::PrinterProfile;
using escpos::Switched;
using escpos::TextEncoder;

constexpr int bar_height = 80, bar_module = 2;

/// Bars that are wider than the paper come out as nothing, or as text.
bool bars_fit(std::string_view text, const PrinterProfile& profile) {
  constexpr int letter = 11, frame = 3 * letter + 2, quiet = 20;  // modules: start, check and stop; both quiet zones
  return (static_cast<int>(escpos::code_128_data(text).size()) * letter + frame + quiet) * bar_module <= profile.dots;
}

class EscPosPen final : public Pen {
 public:
  explicit EscPosPen(const PrinterProfile& profile) : Pen{profile, TextEncoder::Switch::esc_pos} {}
  void start() override {
    escpos::append_start(out_, profile_);
    letters_.forget();
  }
  void kick() override {
    if (profile_.has(escpos::Feature::drawer)) escpos::append_kick(out_, escpos::DrawerPin::two);
  }
  void cut() override { escpos::append_cut(out_, profile_); }
  void end() override { escpos::append_end(out_, profile_); }
  bool bars(std::string& out, std::string_view text) override {
    return escpos::append_bar_code(out, escpos::BarCode::code_128, text, profile_, {bar_height, bar_module})
        .has_value();
  }
  void align(Align how) override { escpos::append_align(out_, how); }
  bool picture(const escpos::Dots& dots) override { return escpos::append_picture(out_, dots, profile_).has_value(); }
  void strokes(const Strokes& wanted, Switched how) override {
    const bool on = how == Switched::on;
    if (wanted.bold) escpos::append_bold(out_, how);
    if (wanted.large) escpos::append_size(out_, on ? escpos::LetterSize{2, 2} : escpos::LetterSize{});
    if (wanted.inverse) escpos::append_inverse(out_, how);
  }
};

class StarPen final : public Pen {
 public:
  explicit StarPen(const PrinterProfile& profile) : Pen{profile, TextEncoder::Switch::star} {}
  void start() override {
    star::put_start(out_);
    letters_.forget();
  }
  void kick() override { star::put_kick(out_, star::Drawer::one); }
  void cut() override { star::put_cut(out_, profile_); }
  void end() override {}
  bool bars(std::string& out, std::string_view text) override {
    return profile_.language != escpos::Language::star_raster &&
           star::put_bar_code(out, star::BarCode::code_128, text, bar_height, Switched::on).has_value();
  }
  void align(Align how) override { star::put_align(out_, how); }
  bool picture(const escpos::Dots& dots) override { return star::put_picture(out_, dots, profile_).has_value(); }
  void strokes(const Strokes& wanted, Switched how) override {
    const bool on = how == Switched::on;
    if (wanted.bold) star::put_bold(out_, how);
    if (wanted.large) star::put_size(out_, on ? escpos::LetterSize{2, 2} : escpos::LetterSize{});
    if (wanted.inverse) star::put_inverse(out_, how);
  }
};
}  // namespace

bool Pen::writes(std::string_view text) const {
  return profile_.language != escpos::Language::star_raster && letters_.covers(text);
}

bool Pen::bar_code(std::string_view text) {
  std::string code;
  if (!bars_fit(text, profile_) || !bars(code, text)) return false;
  align(Align::center);
  out_.append(code).append("\n");
  align(Align::left);
  return true;
}

void Pen::style(const Strokes& wanted, Switched how) {
  strokes(wanted, how);
  if (wanted.centred) align(how == Switched::on ? Align::center : Align::left);
}

void Pen::line(std::string_view text) {
  (void)letters_.append(out_, text);
  out_ += '\n';
}

std::unique_ptr<Pen> pen_for(const PrinterProfile& profile) {
  if (profile.is_star()) return std::make_unique<StarPen>(profile);
  return std::make_unique<EscPosPen>(profile);
}
}  // namespace holdfast::print
