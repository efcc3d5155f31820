#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace holdfast::stream {
/// Events by what they are about; a set of topics is a bit mask.
using TopicSet = unsigned;
inline constexpr TopicSet every_topic = ~0U;

/// The topic's bit, `*` for all; nothing when the word is none.
std::optional<TopicSet> parse_topic(std::string_view name);
struct Topic {
  std::string_view name;
  TopicSet bit;
};
/// Where events about this kind of thing go (`order` to `orders`); what has no topic of its own goes to `system`.
Topic topic_of(std::string_view aggregate_type);
}  // namespace holdfast::stream
