#pragma once
#include <string>
#include <vector>

#include "cli/replay_document.h"

namespace holdfast::cli {
/// One call of the local API. `{cart}` in path or body stands for the cart that the first call of a document made.
struct ReplayRequest {
  std::string path;
  std::string body;
  std::string key;  ///< Idempotency-Key
};
/// A document as the calls a till would make for it, in order. What a document says in negative prices is taken back at
/// the positive one.
std::vector<ReplayRequest> requests_for(const ReplayDocument& document, const std::string& register_id);
}  // namespace holdfast::cli
