#include "stream/topics.h"

#include <array>
#include <utility>

namespace holdfast::stream {
namespace {
constexpr std::array<std::string_view, 12> topics{"orders",    "carts", "shifts",  "stock",        "customers",   "subscriptions",
                                                  "catalogue", "staff", "devices", "capabilities", "replication", "system"};
constexpr std::size_t system = topics.size() - 1;
constexpr std::array<std::pair<std::string_view, std::size_t>, 35> aggregates{{
    {"order", 0},        {"return", 0},    {"payment", 0},        {"receipt", 0},         {"cart", 1},
    {"shift", 2},        {"stock", 3},     {"inventory", 3},      {"customer", 4},        {"person", 4},
    {"gift_card", 4},    {"points", 4},    {"voucher", 4},
    {"subscription", 5}, {"product", 6},   {"variant", 6},        {"product_variant", 6}, {"category", 6},
    {"price_book", 6},   {"promotion", 6}, {"promotion_code", 6}, {"staff", 7},           {"session", 7},
    {"role", 7},         {"approval", 7},  {"layout", 6},         {"device", 8},          {"print_job", 8},
    {"capabilities", 9}, {"masters", 6},   {"replication", 10}, {"layaway", 0},         {"kitchen_ticket", 1},
    {"catalogue", 6},    {"taxCategory", 6},
}};
}  // namespace

std::optional<TopicSet> parse_topic(std::string_view name) {
  if (name == "*") return every_topic;
  for (std::size_t i = 0; i < topics.size(); ++i)
    if (topics[i] == name) return TopicSet{1} << i;
  return std::nullopt;
}

Topic topic_of(std::string_view aggregate_type) {
  for (const auto& [aggregate, index] : aggregates)
    if (aggregate == aggregate_type) return {topics[index], TopicSet{1} << index};
  return {topics[system], TopicSet{1} << system};
}
}  // namespace holdfast::stream
