#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "http/message.h"

namespace holdfast::board {
struct File {
  std::string_view name;
  std::string_view text;
};
/// hub/board/page, compiled in.
std::span<const File> files();
/// The operators' page: sites, lag, money waiting, what a person should look at, and the demo's line switch. It asks
/// the hub's own API, with a token that the person gives. Empty: not a path of the page.
std::optional<http::Response> answer(const http::Request& request);
}  // namespace holdfast::board
