#include "barcodes/gs1.h"

#include <algorithm>
#include <utility>

#include "barcodes/check_digit.h"
#include "barcodes/gs1_values.h"

namespace holdfast::barcodes {
namespace {
bool is_predefined(const Element& element) {
  const AiRow* row = find_ai(element.ai);
  return row != nullptr && row->predefined;
}

tl::unexpected<Error> refuse_element(const Element& element, std::string_view fault) {
  return refuse(ErrorCode::invalid_argument, "(" + element.ai + ")" + element.value + ": " + std::string{fault});
}

Result<Gs1Message> checked(std::optional<Gs1Message> message) {
  if (!message) return refuse(ErrorCode::invalid_argument, "The code is not made of GS1 elements.");
  TRY(check_elements(*message));
  return *std::move(message);
}
}  // namespace

std::optional<Gs1Message> split_element_string(std::string_view data) {
  Gs1Message message;
  message.elements.reserve(4);
  if (data.starts_with(fnc1)) data.remove_prefix(1);
  while (!data.empty()) {
    const std::size_t length = ai_length(data);
    const AiRow* row = length == 0 || data.size() <= length ? nullptr : find_ai(data.substr(0, length));
    if (row == nullptr) return std::nullopt;
    const std::string_view ai = data.substr(0, length);
    data.remove_prefix(length);
    // Only a predefined length ends by itself: anything else runs on, and is too long if FNC1 was forgotten.
    const std::size_t end = std::min(data.find(fnc1), data.size());
    const std::size_t size = row->predefined ? std::min(row->max_length(), end) : end;
    message.elements.push_back({std::string{ai}, std::string{data.substr(0, size)}});
    data.remove_prefix(size);
    while (data.starts_with(fnc1)) data.remove_prefix(1);
  }
  if (message.empty()) return std::nullopt;
  return message;
}

std::optional<Gs1Message> split_bracketed(std::string_view text) {
  Gs1Message message;
  while (!text.empty()) {
    const std::size_t close = text.find(')');
    if (text[0] != '(' || close == std::string_view::npos) return std::nullopt;
    Element element{std::string{text.substr(1, close - 1)}, {}};
    if (!all_digits(element.ai) || element.ai.size() < 2 || element.ai.size() > 4) return std::nullopt;
    text.remove_prefix(close + 1);
    while (!text.empty() && text[0] != '(') {
      if (text.starts_with("\\(")) text.remove_prefix(1);
      element.value.push_back(text[0]);
      text.remove_prefix(1);
    }
    if (element.value.empty()) return std::nullopt;
    message.elements.push_back(std::move(element));
  }
  if (message.empty()) return std::nullopt;
  return message;
}

Result<void> check_elements(const Gs1Message& message) {
  for (auto at = message.elements.begin(); at != message.elements.end(); ++at) {
    const AiRow* row = find_ai(at->ai);
    if (row == nullptr) return refuse_element(*at, "there is no such application identifier");
    if (const std::string_view fault = fault_in_value(*row, at->value); !fault.empty())
      return refuse_element(*at, fault);
    const auto first = std::ranges::find(message.elements, at->ai, &Element::ai);
    if (first->value != at->value) return refuse_element(*at, "it comes twice with different values");
  }
  return {};
}

Result<Gs1Message> parse_element_string(std::string_view data) { return checked(split_element_string(data)); }
Result<Gs1Message> parse_bracketed(std::string_view text) { return checked(split_bracketed(text)); }

std::string to_element_string(const Gs1Message& message) {
  std::string out;
  const Element* before = nullptr;
  for (const Element& element : message.elements) {
    if (before != nullptr && !is_predefined(*before)) out.push_back(fnc1);
    out.append(element.ai).append(element.value);
    before = &element;
  }
  return out;
}

std::string to_bracketed(const Gs1Message& message) {
  std::string out;
  for (const Element& element : message.elements) {
    out.append("(").append(element.ai).append(")");
    for (const char c : element.value) {
      if (c == '(') out.push_back('\\');
      out.push_back(c);
    }
  }
  return out;
}
}  // namespace holdfast::barcodes
