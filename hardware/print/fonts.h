#pragma once
#include <filesystem>
#include <memory>

#include <pango/pangocairo.h>

#include "print/cairo_handles.h"

namespace holdfast::print {
using Layout = std::unique_ptr<PangoLayout, Ends<g_object_unref>>;

/// Where Debian's fonts-noto-core puts its files.
inline const std::filesystem::path noto_folder{"/usr/share/fonts/truetype/noto"};

/// The typefaces of receipts, from their files: what else a machine has installed or configured changes nothing. Noto
/// Sans, its Arabic, and what covers a few scripts more where the files are there. One thread at a time.
class Fonts {
 public:
  /// Throws std::runtime_error when Noto Sans or its Arabic is missing.
  explicit Fonts(const std::filesystem::path& folder = noto_folder);
  enum class For {
    dots,   ///< hinted to whole dots, no greys
    paper,  ///< outlines at any size
  };
  /// An empty layout that reads each paragraph in the direction of its first letter.
  Layout layout(For use) const;

 private:
  using Map = std::unique_ptr<PangoFontMap, Ends<g_object_unref>>;
  using Setting = std::unique_ptr<PangoContext, Ends<g_object_unref>>;
  Map map_;
  Setting dots_;
  Setting paper_;
};
}  // namespace holdfast::print
