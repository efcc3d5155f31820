#include "receipts/receipt_link.h"

namespace holdfast::receipts {
std::string receipt_link(std::string pattern, const std::string& number, const Uuid& order) {
  const auto put = [&](std::string_view name, const std::string& value) {
    for (std::size_t at = pattern.find(name); at != std::string::npos; at = pattern.find(name, at + value.size()))
      pattern.replace(at, name.size(), value);
  };
  put("{receipt}", number);
  put("{order}", to_string(order));
  return pattern;
}
}  // namespace holdfast::receipts
