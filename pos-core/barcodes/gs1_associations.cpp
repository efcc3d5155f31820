#include "barcodes/gs1_associations.h"

#include <algorithm>
#include <array>

#include "barcodes/gs1_table.h"

namespace holdfast::barcodes {
namespace {
/// Calls `visit` with each part of `list` until it answers true; whether one did.
template <class Visit>
bool any_part(std::string_view list, char separator, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (visit(list.substr(0, end))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

/// `31nn` stands for every identifier from 3100 to 3199.
bool matches(std::string_view pattern, std::string_view ai) {
  return std::ranges::equal(pattern, ai, [](char p, char c) { return p == 'n' || p == c; });
}

bool has(const Gs1Message& message, std::string_view pattern) {
  return std::ranges::any_of(message.elements, [pattern](const Element& e) { return matches(pattern, e.ai); });
}

tl::unexpected<Error> refuse_ai(std::string_view ai, std::string_view why) {
  return refuse(ErrorCode::invalid_argument, "(" + std::string{ai} + ") " + std::string{why});
}
}  // namespace

Result<void> check_repeats(const Gs1Message& message) {
  for (const Element& element : message.elements)
    if (message.find(element.ai) != element.value) return refuse_ai(element.ai, "comes twice with different values");
  return {};
}

Result<void> check_exclusions(const Gs1Message& message) {
  for (const Element& element : message.elements) {
    const AiRow* row = find_ai(element.ai);
    if (row == nullptr) continue;
    const bool clash = any_part(row->excludes, ',', [&](std::string_view pattern) {
      return std::ranges::any_of(
          message.elements, [&](const Element& other) { return other.ai != element.ai && matches(pattern, other.ai); });
    });
    if (clash) return refuse_ai(element.ai, "cannot stand beside " + std::string{row->excludes});
  }
  return {};
}

Result<void> check_requisites(const Gs1Message& message) {
  for (const Element& element : message.elements) {
    const AiRow* row = find_ai(element.ai);
    if (row == nullptr || row->needs.empty()) continue;
    const bool satisfied = any_part(row->needs, ',', [&](std::string_view all_of) {
      return !any_part(all_of, '+', [&](std::string_view pattern) { return !has(message, pattern); });
    });
    if (!satisfied) return refuse_ai(element.ai, "needs " + std::string{row->needs});
  }
  return {};
}

Result<void> check_signed_key(const Gs1Message& message) {
  if (!message.find("8030")) return {};
  struct Key {
    std::string_view ai;
    std::size_t without_serial;
  };
  for (const Key& key : {Key{"253", 13}, Key{"255", 13}, Key{"8003", 14}}) {
    const auto value = message.find(key.ai);
    if (value && value->size() <= key.without_serial) return refuse_ai(key.ai, "needs its serial part beside 8030");
  }
  return {};
}

Result<void> check_associations(const Gs1Message& message) {
  TRY(check_repeats(message));
  TRY(check_exclusions(message));
  TRY(check_requisites(message));
  return check_signed_key(message);
}
}  // namespace holdfast::barcodes
