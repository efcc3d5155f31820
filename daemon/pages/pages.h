#pragma once
#include <string>

#include "http/message.h"
#include "pages/asset.h"

namespace holdfast::pages {
/// Serves the till's page below `/pos`, the console at `/console` and the customers' screen at `/display`. `/pos`, `/pos/` and every path below
/// that names no file get the page itself, which finds its way by the address; a file that is not there is 404. Files
/// below `assets/` carry a hash in their name and are kept for good, all others are asked for again each time (ETag,
/// 304). Knows nothing of the API, and authenticates nobody: the pages hold no secret. I/O thread; bytes are sent from
/// where they are.
class Pages {
 public:
  /// `home` is where `/` leads.
  explicit Pages(Find find, std::string home = "/pos") : find_{std::move(find)}, home_{std::move(home)} {}
  /// `/` (which leads home), `/pos` and what is below it, `/console`, `/display`.
  static bool takes(std::string_view path);
  http::Response answer(const http::Request& request) const;

 private:
  std::optional<Found> find_page(std::string_view path) const;
  Find find_;
  std::string home_;
};
}  // namespace holdfast::pages
