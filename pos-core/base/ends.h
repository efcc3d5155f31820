#pragma once

namespace holdfast {
/// Ends a C library's object with that library's own function: `std::unique_ptr<BIO, Ends<BIO_free>>`.
template <auto End>
struct Ends {
  template <class T>
  void operator()(T* object) const {
    End(object);
  }
};
}  // namespace holdfast
