#include "http/router.h"

#include <algorithm>

namespace holdfast::http {
namespace {
/// Takes the first segment off `rest` (which starts with a slash).
std::string_view take_segment(std::string_view& rest) {
  const std::size_t end = rest.find('/', 1);
  const std::string_view segment = rest.substr(1, end == std::string_view::npos ? end : end - 1);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  return segment;
}
bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
}  // namespace

RouteTree::RouteTree() : nodes_(1) { nodes_[0].slots.fill(none); }

std::uint32_t RouteTree::child(std::uint32_t node, std::string_view segment) {
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  if (is_parameter(segment)) {
    if (nodes_[node].parameter != none) return nodes_[node].parameter;
    nodes_[node].parameter = fresh;
  } else {
    auto& literals = nodes_[node].literals;
    const auto at = std::lower_bound(literals.begin(), literals.end(), segment,
                                     [](const auto& entry, std::string_view text) { return entry.first < text; });
    if (at != literals.end() && at->first == segment) return at->second;
    literals.insert(at, {std::string(segment), fresh});
  }
  nodes_.emplace_back().slots.fill(none);
  return fresh;
}

void RouteTree::add(Method method, std::string_view pattern, std::size_t slot) {
  check(pattern.starts_with('/') && slot < none);
  std::uint32_t node = 0;
  while (!pattern.empty()) node = child(node, take_segment(pattern));
  auto& entry = nodes_[node].slots[static_cast<std::size_t>(method)];
  check(entry == none);
  entry = static_cast<std::uint32_t>(slot);
}

std::uint32_t RouteTree::slot_of(std::uint32_t node, Method method) const {
  const auto& slots = nodes_[node].slots;
  const std::uint32_t own = slots[static_cast<std::size_t>(method)];
  return own == none && method == Method::head ? slots[static_cast<std::size_t>(Method::get)] : own;
}

/// Depth first, literal before parameter; goes on past a leaf without this method, so `/carts/{id}` still takes a
/// DELETE when `/carts/current` only has a GET. `leaf` keeps the first leaf seen, for the 405.
bool RouteTree::walk(std::uint32_t node, std::string_view rest, Method method, std::vector<std::string_view>& raw,
                     std::uint32_t& leaf) const {
  if (rest.empty()) {
    const auto& slots = nodes_[node].slots;
    if (std::all_of(slots.begin(), slots.end(), [](std::uint32_t slot) { return slot == none; })) return false;
    const bool fits = slot_of(node, method) != none;
    if (fits || leaf == none) leaf = node;
    return fits;
  }
  const std::string_view segment = take_segment(rest);
  const auto& literals = nodes_[node].literals;
  const auto at = std::lower_bound(literals.begin(), literals.end(), segment,
                                   [](const auto& entry, std::string_view text) { return entry.first < text; });
  if (at != literals.end() && at->first == segment && walk(at->second, rest, method, raw, leaf)) return true;
  if (nodes_[node].parameter == none || segment.empty()) return false;
  raw.push_back(segment);
  if (walk(nodes_[node].parameter, rest, method, raw, leaf)) return true;
  raw.pop_back();
  return false;
}

RouteTree::Match RouteTree::match(Method method, std::string_view path) const {
  Match match;
  std::vector<std::string_view> raw;
  std::uint32_t leaf = none;
  if (!path.starts_with('/')) return match;
  if (!walk(0, path, method, raw, leaf)) {
    if (leaf == none) return match;
    match.outcome = Outcome::method_not_allowed;
    for (std::size_t i = 0; i < methods; ++i) {
      const auto allowed = static_cast<Method>(i);
      if (allowed == Method::other || slot_of(leaf, allowed) == none) continue;
      if (!match.allow.empty()) match.allow += ", ";
      match.allow += to_string(allowed);
    }
    return match;
  }
  match.params.reserve(raw.size());
  for (const std::string_view segment : raw) {
    auto decoded = percent_decode(segment);
    if (!decoded) {
      match.params.clear();
      match.outcome = Outcome::bad_encoding;
      return match;
    }
    match.params.push_back(*std::move(decoded));
  }
  match.outcome = Outcome::found;
  match.slot = slot_of(leaf, method);
  return match;
}
}  // namespace holdfast::http
