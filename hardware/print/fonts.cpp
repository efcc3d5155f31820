#include "print/fonts.h"

#include <array>
#include <stdexcept>

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

namespace holdfast::print {
namespace {
using Config = std::unique_ptr<FcConfig, Ends<FcConfigDestroy>>;

/// A configuration of these files alone.
Config config_of(const std::filesystem::path& folder) {
  static constexpr std::array needed{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf",
                                     "NotoSansArabic-Bold.ttf"};
  static constexpr std::array welcome{"NotoSansHebrew-Regular.ttf", "NotoSansDevanagari-Regular.ttf",
                                      "NotoSansThai-Regular.ttf", "NotoSansSymbols2-Regular.ttf"};
  Config config{FcConfigCreate()};
  const auto add = [&](const char* name) {
    const std::string file = folder / name;
    return FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue;
  };
  for (const char* name : needed)
    if (!add(name))
      throw std::runtime_error{"the font " + (folder / name).string() + " is missing: install fonts-noto-core"};
  for (const char* name : welcome) add(name);
  return config;
}
}  // namespace

Fonts::Fonts(const std::filesystem::path& folder) : map_{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)} {
  const Config config = config_of(folder);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config.get());
  const auto setting = [&](cairo_antialias_t antialias, cairo_hint_style_t style, cairo_hint_metrics_t metrics) {
    Setting out{pango_font_map_create_context(map_.get())};
    const FontOptions options{cairo_font_options_create()};
    cairo_font_options_set_antialias(options.get(), antialias);
    cairo_font_options_set_hint_style(options.get(), style);
    cairo_font_options_set_hint_metrics(options.get(), metrics);
    pango_cairo_context_set_font_options(out.get(), options.get());
    pango_cairo_context_set_resolution(out.get(), 72);
    pango_context_set_round_glyph_positions(out.get(), metrics == CAIRO_HINT_METRICS_ON);
    pango_context_set_language(out.get(), pango_language_from_string("en"));
    pango_context_set_base_dir(out.get(), PANGO_DIRECTION_LTR);
    return out;
  };
  dots_ = setting(CAIRO_ANTIALIAS_NONE, CAIRO_HINT_STYLE_FULL, CAIRO_HINT_METRICS_ON);
  paper_ = setting(CAIRO_ANTIALIAS_GRAY, CAIRO_HINT_STYLE_NONE, CAIRO_HINT_METRICS_OFF);
}

Layout Fonts::layout(For use) const {
  Layout out{pango_layout_new((use == For::dots ? dots_ : paper_).get())};
  pango_layout_set_auto_dir(out.get(), TRUE);
  pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
  return out;
}
}  // namespace holdfast::print
