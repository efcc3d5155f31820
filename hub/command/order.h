#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "command/settings.h"
#include "http/message.h"

namespace holdfast::command {
/// One call of the operators' API.
struct Order {
  http::Method method = http::Method::get;
  std::string target;
  std::string body;
  std::string content_type = "application/json";
};
/// `webhook …`, `connector …`, `secret …`: whether these two words are one of them.
bool is_endpoint_command(std::string_view two_words);
/// The call that such a command is; nothing for other commands. Throws Wrong when something is missing.
std::optional<Order> endpoint_order(const Settings& settings);
/// What it printed, for people; false: of no such command.
bool print_endpoint_answer(const Settings& settings, const std::string& body);

/// `rollout …`: likewise.
bool is_rollout_command(std::string_view two_words);
std::optional<Order> rollout_order(const Settings& settings);
bool print_rollout_answer(const Settings& settings, const std::string& body);

/// `audit`, `operator …`: likewise.
bool is_audit_command(std::string_view words);
std::optional<Order> audit_order(const Settings& settings);
bool print_audit_answer(const Settings& settings, const std::string& body);
/// Of what `audit --verify` was answered.
bool audit_holds(const std::string& body);

/// `site pause SITE` and what else a store may be ordered to do, `site directives`, `site cancel`: likewise.
bool is_directive_command(std::string_view two_words);
std::optional<Order> directive_order(const Settings& settings);
bool print_directive_answer(const Settings& settings, const std::string& body);
}  // namespace holdfast::command
