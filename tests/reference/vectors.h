#pragma once
#include <functional>

#include "reference/cases.h"

/// Reading the reference vectors (one file a topic; a case has kind, input, expect) and keeping the score.
namespace holdfast::reference {
/// What is wrong with the outcome of one case; empty when it is as expected.
using VectorCheck = std::function<std::string(const json::object& input, const json::object& expect)>;

inline std::vector<json::object> load_vectors(std::string_view topic) {
  const auto folder = shared_folder();
  std::ifstream file{folder ? *folder / "vectors" / (std::string{topic} + ".json") : std::filesystem::path{}};
  if (!folder || !file) {
    std::cout << "reference " << topic << ": no vectors here, skipped\n";
    return {};
  }
  std::stringstream text;
  text << file.rdbuf();
  std::vector<json::object> cases;
  const json::value document = json::parse(text.str());
  for (const json::value& item : document.as_object().at("cases").as_array()) cases.push_back(item.as_object());
  return cases;
}

/// Runs each case by the check of its kind; kinds without one are counted as skipped. The number that failed.
inline int run_vectors(std::string_view topic, const std::map<std::string, VectorCheck, std::less<>>& checks) {
  const std::vector<json::object> cases = load_vectors(topic);
  if (cases.empty()) return 0;
  Score score{std::string{topic}};
  for (const json::object& item : cases)
    score.take(item, [&] {
      const std::string kind = text_of(item.at("kind"));
      const auto check = checks.find(kind);
      if (check == checks.end()) throw NotOffered{"kind " + kind};
      return check->second(item.at("input").as_object(), item.at("expect").as_object());
    });
  return score.failed();
}

/// `expected` as a sentence unless both are the same.
inline std::string compare(const std::string& actual, const std::string& expected) {
  return actual == expected ? std::string{} : "got '" + actual + "', expected '" + expected + "'";
}
inline std::string compare_ok(bool ok, const json::object& expect) {
  return ok == flag(expect, "ok", true) ? std::string{} : std::string{ok ? "taken" : "refused"};
}
/// Bytes of a `…B64` and of a `…Hex` member.
inline std::string bytes_of_base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos) break;
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xffffff;
    if ((count += 6) >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xff);
  }
  return out;
}
inline std::string bytes_of_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16));
  return out;
}
/// Text of a member, empty for null and for a member that is not there.
inline std::string member(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(name);
  return !found || found->is_null() ? std::string{} : text_of(*found);
}
}  // namespace holdfast::reference
