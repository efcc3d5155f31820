#pragma once
// Documents are changed in their values more often than in their bytes: what is tried still reads, and it is the
// figures that end a calculation. For programs that take JSON; included once in each.
#include <array>
#include <cstring>
#include <random>

#include "base/json.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace fuzz {
using holdfast::Json;

class Mutation {
 public:
  Mutation(const Json& whole, unsigned seed) : random_{seed} { gather(whole); }

  Json changed(const Json& value) {
    if (value.is_array()) return changed_items(value);
    if (!value.is_object()) return below(10) == 0 ? other(value) : value;
    std::vector<Json::Member> members;
    for (const auto& [name, member] : value.members())
      if (below(200) != 0) members.emplace_back(name, changed(member));
    if (!seen_.empty() && below(40) == 0) {  // a member of another object
      const Json::Member& more = seen_[below(seen_.size())];
      if (value.find(more.first) == nullptr) members.push_back(more);
    }
    return Json::object(std::move(members));
  }

 private:
  static constexpr std::array<const char*, 26> figures{"0",
                                                       "-1",
                                                       "1",
                                                       "2",
                                                       "3",
                                                       "10",
                                                       "50",
                                                       "99",
                                                       "100",
                                                       "100.000001",
                                                       "-100",
                                                       "1000",
                                                       "-1000",
                                                       "0.000001",
                                                       "0.005",
                                                       "-0.01",
                                                       "1/3",
                                                       "1000000",
                                                       "1000000000",
                                                       "1000000000000",
                                                       "999999999999999",
                                                       "-999999999999999",
                                                       "1e5",
                                                       "9999999999999.99",
                                                       "9223372036854775807",
                                                       "999999999999999/0.0001"};

  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  void gather(const Json& value) {
    for (const auto& member : value.members()) {
      seen_.push_back(member);
      gather(member.second);
    }
    for (const Json& item : value.items()) gather(item);
  }
  Json other(const Json& value) {
    const std::string figure = figures[below(figures.size())];
    if (below(8) == 0) return Json::boolean(below(2) == 0);
    if (below(6) == 0 && !seen_.empty()) return seen_[below(seen_.size())].second;
    return value.is_number() && figure.find('/') == std::string::npos ? Json::number(figure) : Json::string(figure);
  }
  Json changed_items(const Json& value) {
    std::vector<Json> items;
    for (const Json& item : value.items()) {
      if (below(80) != 0) items.push_back(changed(item));
      if (below(15) == 0) items.push_back(changed(item));
    }
    return Json::array(std::move(items));
  }

  std::minstd_rand random_;
  std::vector<Json::Member> seen_;
};

inline void append_quoted(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  out += '"';
}
inline void append(std::string& out, const Json& value) {
  if (value.is_null()) {
    out += "null";
  } else if (value.is_string()) {
    append_quoted(out, value.text());
  } else if (value.is_number()) {
    out += value.text();
  } else if (value.is_array()) {
    char before = '[';
    for (const Json& item : value.items()) {
      out += before;
      append(out, item);
      before = ',';
    }
    out += before == '[' ? "[]" : "]";
  } else if (value.is_object()) {
    char before = '{';
    for (const auto& [name, member] : value.members()) {
      out += before;
      append_quoted(out, name);
      out += ':';
      append(out, member);
      before = ',';
    }
    out += before == '{' ? "{}" : "}";
  } else {
    out += value.truth() ? "true" : "false";
  }
}
}  // namespace fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  const auto whole = holdfast::parse_json({reinterpret_cast<const char*>(data), size});
  if (!whole || seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string text;
  fuzz::append(text, fuzz::Mutation{*whole, seed}.changed(*whole));
  if (text.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
