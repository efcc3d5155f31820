#pragma once

namespace holdfast::scale {
/// One callable of several lambdas, to visit a variant.
template <class... Each>
struct Overloaded : Each... {
  using Each::operator()...;
};
template <class... Each>
Overloaded(Each...) -> Overloaded<Each...>;
}  // namespace holdfast::scale
