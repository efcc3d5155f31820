#pragma once
#include <memory>

#include <cairo.h>

#include "base/ends.h"

namespace holdfast::print {
using Surface = std::unique_ptr<cairo_surface_t, Ends<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Ends<cairo_destroy>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Ends<cairo_font_options_destroy>>;
}  // namespace holdfast::print
