#include "connectors/credentials.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace holdfast::connectors {
namespace {
constexpr std::string_view variable_prefix = "HOLDFAST_CONNECTOR_";
constexpr std::size_t shortest_redacted = 4;  ///< less would blacken half of what is shown

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '.';
         });
}
}  // namespace

Result<std::string> Credentials::value_of(std::string_view kind, const std::string& name) const {
  const auto nowhere = [&] {
    return refuse(ErrorCode::not_configured, "{" + std::string{kind} + ":" + name + "} leads nowhere");
  };
  if (!is_name(name)) return nowhere();
  if (kind == "secret") {
    auto value = secret_(name);
    if (!value) return nowhere();
    return *std::move(value);
  }
  if (kind == "env") {
    const char* value = name.starts_with(variable_prefix) ? std::getenv(name.c_str()) : nullptr;
    if (value == nullptr) return nowhere();
    return std::string{value};
  }
  std::ifstream in{folder_ / name, std::ios::binary};
  if (!in) return nowhere();
  std::string value{std::istreambuf_iterator<char>{in}, {}};
  while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
  return value;
}

Result<std::string> Credentials::fill(std::string_view text) {
  std::string out;
  for (;;) {
    std::size_t open = std::string_view::npos;
    for (const std::string_view start : {"{secret:", "{env:", "{file:"}) open = std::min(open, text.find(start));
    const std::size_t end = open == std::string_view::npos ? open : text.find('}', open);
    if (end == std::string_view::npos) return out.append(text);
    const std::string_view reference = text.substr(open + 1, end - open - 1);
    const std::size_t colon = reference.find(':');
    const std::string value = TRY(value_of(reference.substr(0, colon), std::string{reference.substr(colon + 1)}));
    if (value.find_first_of("\r\n") != std::string::npos)
      return refuse(ErrorCode::not_configured, "{" + std::string{reference} + "} has a line break in it");
    if (value.size() >= shortest_redacted) used_.push_back(value);
    out.append(text.substr(0, open)).append(value);
    text.remove_prefix(end + 1);
  }
}

std::string Credentials::redact(std::string text) const {
  for (const std::string& value : used_)
    for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at))
      text.replace(at, value.size(), "***");
  return text;
}
}  // namespace holdfast::connectors
