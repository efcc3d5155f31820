#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "stream/topics.h"

namespace holdfast::stream {
/// `{"subscribe": [topics], "since": N}` as a client sends it.
struct Subscribe {
  TopicSet topics = 0;
  std::optional<std::int64_t> since;
};
Result<Subscribe> parse_subscribe(std::string_view text);
}  // namespace holdfast::stream
