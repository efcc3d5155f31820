#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "http/message.h"

namespace holdfast::http {
/// The tree of path segments behind every Router<T>: patterns to slot numbers. A literal segment wins over a parameter.
class RouteTree {
 public:
  enum class Outcome { found, not_found, method_not_allowed, bad_encoding };
  struct Match {
    Outcome outcome = Outcome::not_found;
    std::size_t slot = 0;             ///< when found
    std::vector<std::string> params;  ///< when found
    std::string allow;                ///< when method_not_allowed: the value of the Allow header
  };
  RouteTree();
  /// `pattern` is literals and `{name}` segments; two routes with the same shape and method are a bug.
  void add(Method method, std::string_view pattern, std::size_t slot);
  /// HEAD takes GET's route when it has none of its own.
  Match match(Method method, std::string_view path) const;

 private:
  static constexpr std::size_t methods = static_cast<std::size_t>(Method::other) + 1;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  struct Node {
    std::vector<std::pair<std::string, std::uint32_t>> literals;
    std::uint32_t parameter = none;
    std::array<std::uint32_t, methods> slots;
  };
  std::uint32_t child(std::uint32_t node, std::string_view segment);
  bool walk(std::uint32_t node, std::string_view rest, Method method, std::vector<std::string_view>& raw,
            std::uint32_t& leaf) const;
  std::uint32_t slot_of(std::uint32_t node, Method method) const;
  std::vector<Node> nodes_;
};

/// Finds what is registered for a method and path. `Route` is the caller's: a handler, a permission, a name, or all.
template <class Route>
class Router {
 public:
  using Outcome = RouteTree::Outcome;
  struct Match {
    Outcome outcome = Outcome::not_found;
    const Route* route = nullptr;  ///< set when found
    std::vector<std::string> params;
    std::string allow;
    explicit operator bool() const { return route != nullptr; }
  };
  void add(Method method, std::string_view pattern, Route route) {
    tree_.add(method, pattern, routes_.size());
    routes_.push_back(Entry{method, std::string(pattern), std::move(route)});
  }
  Match match(Method method, std::string_view path) const {
    RouteTree::Match found = tree_.match(method, path);
    const Route* route = found.outcome == Outcome::found ? &routes_[found.slot].route : nullptr;
    return {found.outcome, route, std::move(found.params), std::move(found.allow)};
  }
  /// Calls visit(method, pattern, route) for each: for tests against openapi.yaml.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Entry& entry : routes_) visit(entry.method, std::string_view(entry.pattern), entry.route);
  }
  std::size_t size() const { return routes_.size(); }

 private:
  struct Entry {
    Method method;
    std::string pattern;
    Route route;
  };
  RouteTree tree_;
  std::vector<Entry> routes_;
};
}  // namespace holdfast::http
