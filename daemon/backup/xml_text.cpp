#include "backup/xml_text.h"

#include <array>
#include <charconv>
#include <utility>

namespace holdfast::backup {
namespace {
constexpr std::array<std::pair<std::string_view, char>, 5> entities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};

/// `&#34;` or `&#x22;` at the beginning: the character and how long it was.
std::pair<char, std::size_t> reference(std::string_view text) {
  const std::size_t end = text.find(';');
  if (!text.starts_with("&#") || end == std::string_view::npos) return {'\0', 0};
  const bool hex = text.size() > 2 && text[2] == 'x';
  const std::string_view digits = text.substr(hex ? 3 : 2, end - (hex ? 3 : 2));
  unsigned int code = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc{} || stop != digits.data() + digits.size() || code == 0 || code > 127) return {'\0', 0};
  return {static_cast<char>(code), end + 1};
}
std::string plain(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::pair<char, std::size_t> found{text.front(), 1};
    if (text.front() == '&') {
      for (const auto& [name, c] : entities)
        if (text.starts_with(name)) found = {c, name.size()};
      if (const auto numbered = reference(text); numbered.second > 0) found = numbered;
    }
    out += found.first;
    text.remove_prefix(found.second);
  }
  return out;
}
}  // namespace

std::vector<std::string> xml_inner(std::string_view xml, std::string_view element) {
  std::vector<std::string> found;
  const std::string open = "<" + std::string{element}, close = "</" + std::string{element} + ">";
  for (std::size_t at = 0; (at = xml.find(open, at)) != std::string_view::npos;) {
    const std::size_t after = at + open.size(), begin = xml.find('>', after);
    if (begin == std::string_view::npos) break;
    at = after;
    if (xml[after] != '>' && xml[after] != ' ') continue;  // a longer name
    const std::size_t end = xml.find(close, begin);
    if (end == std::string_view::npos) break;
    found.emplace_back(xml.substr(begin + 1, end - begin - 1));
    at = end + close.size();
  }
  return found;
}
std::vector<std::string> xml_texts(std::string_view xml, std::string_view element) {
  std::vector<std::string> found = xml_inner(xml, element);
  for (std::string& each : found) each = plain(each);
  return found;
}
}  // namespace holdfast::backup
