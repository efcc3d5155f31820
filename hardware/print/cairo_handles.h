#pragma once
#include <memory>

#include <cairo.h>

namespace holdfast::print {
/// Ends a C object with the library's own function.
template <auto End>
struct Ends {
  template <class T>
  void operator()(T* object) const {
    End(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Ends<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Ends<cairo_destroy>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Ends<cairo_font_options_destroy>>;
}  // namespace holdfast::print
