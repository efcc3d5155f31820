#include "customers/person_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace holdfast::customers {
namespace {
constexpr std::size_t fewest = 2, most = 10;  // characters of a beginning

std::string folded(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}
std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-') out += c;
  return out;
}
/// Where the character after `characters` of them begins; the end when there are fewer.
std::size_t end_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; characters > 0 && at < text.size(); --characters) at += std::max<std::size_t>(utf8_length_at(text, at), 1);
  return std::min(at, text.size());
}
void add_beginnings(std::vector<std::string>& found, char kind, std::string_view word) {
  for (std::size_t characters = fewest; characters <= most; ++characters) {
    const std::size_t end = end_of(word, characters);
    if (end_of(word, characters - 1) == end) return;  // it has fewer
    found.push_back(std::string{kind} + std::string{word.substr(0, end)});
  }
}
void add_sought(std::vector<std::string>& found, char kind, std::string_view word) {
  if (end_of(word, fewest - 1) == word.size()) return;
  found.push_back(std::string{kind} + std::string{word.substr(0, end_of(word, most))});
}
}  // namespace

std::vector<std::string> beginnings_of(const Person& person) {
  std::vector<std::string> found;
  const std::string name = folded(person.name);
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    add_beginnings(found, 'w', std::string_view{name}.substr(at, end - at));
    at = end + 1;
  }
  if (person.email) add_beginnings(found, 'w', folded(*person.email));
  if (person.phone) add_beginnings(found, 'p', folded(digits_of(*person.phone)));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> sought(std::string_view prefix) {
  std::vector<std::string> words, numbers;
  const std::string text = folded(prefix), digits = digits_of(text);
  add_sought(words, 'w', std::string_view{text}.substr(0, text.find(' ')));
  add_sought(numbers, 'p', digits);
  // One that is too short to look for may be the one that matches.
  if (words.empty() || numbers.empty()) return {};
  words.push_back(numbers.front());
  return words;
}

bool matches(const Person& person, std::string_view prefix) {
  if (prefix.empty()) return true;
  const std::string text = folded(prefix), name = folded(person.name);
  if (name.starts_with(text) || name.find(" " + text) != std::string::npos) return true;
  if (person.email && folded(*person.email).starts_with(text)) return true;
  return person.phone && folded(digits_of(*person.phone)).starts_with(digits_of(text));
}
}  // namespace holdfast::customers
