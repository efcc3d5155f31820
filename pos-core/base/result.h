#pragma once
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

#include "base/error.h"

namespace holdfast {
/// A value, or a refusal that a cashier or peer can act on. Broken machines throw, bugs fail check().
template <class T = void>
using Result = tl::expected<T, Error>;

template <class T>
T unwrap(Result<T>&& result) {
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

inline tl::unexpected<Error> refuse(ErrorCode code, std::string detail) {
  return tl::unexpected<Error>(Error{code, std::move(detail), {}});
}
inline tl::unexpected<Error> refuse(ErrorCode code, std::string detail, std::vector<FieldError> fields) {
  return tl::unexpected<Error>(Error{code, std::move(detail), std::move(fields)});
}
}  // namespace holdfast

/// The value, or return the error from this function. The project's one control-flow macro; not for coroutines.
/// The counter keeps nested uses from shadowing each other.
#define TRY(...) HOLDFAST_TRY_EXPAND(__COUNTER__, __VA_ARGS__)
#define HOLDFAST_TRY_EXPAND(n, ...) HOLDFAST_TRY_JOIN(n, __VA_ARGS__)
#define HOLDFAST_TRY_JOIN(n, ...) HOLDFAST_TRY_NAMED(try_result_##n, __VA_ARGS__)
#define HOLDFAST_TRY_NAMED(result, ...)                                      \
  __extension__({                                                            \
    auto result = (__VA_ARGS__);                                             \
    if (!result) {                                                           \
      return ::tl::unexpected<::holdfast::Error>(std::move(result).error()); \
    }                                                                        \
    ::holdfast::unwrap(std::move(result));                                   \
  })
