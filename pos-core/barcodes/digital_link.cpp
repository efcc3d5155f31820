#include "barcodes/digital_link.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "barcodes/check_digit.h"
#include "barcodes/gs1_table.h"
#include "barcodes/gtin.h"

namespace holdfast::barcodes {
namespace {
tl::unexpected<Error> refuse_link(std::string why) { return refuse(ErrorCode::invalid_argument, std::move(why)); }

bool is_uri_character(char c) {
  constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=%";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
}
bool is_domain_character(char c) {
  constexpr std::string_view marks = "-.:[]";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
}

struct UriParts {
  std::string_view path;   ///< behind the slash that ends the domain
  std::string_view query;  ///< without the question mark
};

std::optional<UriParts> take_apart(std::string_view uri) {
  if (!std::ranges::all_of(uri, is_uri_character)) return std::nullopt;
  constexpr std::string_view schemes[] = {"https://", "http://", "HTTPS://", "HTTP://"};
  const auto* scheme = std::ranges::find_if(schemes, [uri](std::string_view s) { return uri.starts_with(s); });
  if (scheme == std::end(schemes)) return std::nullopt;
  uri.remove_prefix(scheme->size());
  uri = uri.substr(0, uri.find('#'));
  const std::size_t question = std::min(uri.find('?'), uri.size());
  const std::string_view place = uri.substr(0, question);
  const std::size_t slash = place.find('/');
  if (slash == 0 || slash == std::string_view::npos) return std::nullopt;
  if (!std::ranges::all_of(place.substr(0, slash), is_domain_character)) return std::nullopt;
  return UriParts{place.substr(slash + 1), uri.substr(std::min(question + 1, uri.size()))};
}

/// Takes the last segment off the end of `path`; false when there is none.
bool take_segment(std::string_view& path, std::string_view& segment) {
  if (path.data() == nullptr) return false;
  const std::size_t slash = path.rfind('/');
  segment = path.substr(slash + 1);  // npos + 1 is 0
  path = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
  return true;
}

/// Identifiers and values from the last key in the path to its end, the key first. Empty when there is no key.
std::vector<Element> path_elements(std::string_view path) {
  std::vector<Element> elements;
  std::string_view value;
  std::string_view ai;
  while (take_segment(path, value) && take_segment(path, ai)) {
    const AiRow* row = find_ai(ai);
    if (row == nullptr) break;
    elements.insert(elements.begin(), {std::string{ai}, unescape_uri(value, UriPart::path)});
    if (row->key) return elements;
  }
  return {};
}

/// Takes the first of `22,10,21` off the front.
std::string_view take_qualifier(std::string_view& list) {
  const std::string_view ai = list.substr(0, list.find(','));
  list.remove_prefix(std::min(ai.size() + 1, list.size()));
  return ai;
}

/// Whether the identifiers behind the key are among these qualifiers, in their order.
bool in_sequence(std::string_view qualifiers, std::span<const Element> behind_key) {
  std::size_t found = 0;
  while (!qualifiers.empty() && found < behind_key.size())
    if (take_qualifier(qualifiers) == behind_key[found].ai) ++found;
  return found == behind_key.size();
}

/// The alternatives of `22,10,21|235`.
std::vector<std::string_view> alternatives(std::string_view qualifiers) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t bar = qualifiers.find('|');
    out.push_back(qualifiers.substr(0, bar));
    if (bar == std::string_view::npos) return out;
    qualifiers.remove_prefix(bar + 1);
  }
}

bool is_qualifier(const AiRow& key, std::string_view ai) {
  return std::ranges::any_of(alternatives(key.qualifiers), [ai](std::string_view alternative) {
    while (!alternative.empty())
      if (take_qualifier(alternative) == ai) return true;
    return false;
  });
}

Result<void> add_query(Gs1Message& message, const AiRow& key, std::string_view query) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    const std::string name = unescape_uri(pair.substr(0, equals), UriPart::query);
    if (equals == std::string_view::npos || !all_digits(name)) continue;
    const AiRow* row = find_ai(name);
    if (row == nullptr || !row->attribute || is_qualifier(key, name))
      return refuse_link("The URI has " + name + " in its query.");
    if (message.find(name)) return refuse_link("The URI has " + name + " twice.");
    message.elements.push_back({name, unescape_uri(pair.substr(equals + 1), UriPart::query)});
  }
  return {};
}

void pad_gtin(Gs1Message& message) {
  for (Element& element : message.elements)
    if (element.ai == "01")
      if (auto gtin = canonical_gtin(element.value)) element.value = *std::move(gtin);
}

struct Parts {
  std::vector<Element> path, query;
};

/// Which element is the key, which of its qualifiers follow it and what is left for the query; repeats dropped.
Result<Parts> arrange(const Gs1Message& message) {
  TRY(check_elements(message));
  Parts parts;
  for (const Element& element : message.elements) {
    if (parts.path.empty() && find_ai(element.ai)->key)
      parts.path.push_back(element);
    else if (std::ranges::find(parts.query, element) == parts.query.end())
      parts.query.push_back(element);
  }
  if (parts.path.empty()) return refuse_link("None of the elements can be the key of a URI.");
  std::erase(parts.query, parts.path[0]);
  const AiRow& key = *find_ai(parts.path[0].ai);
  for (const std::string_view alternative : alternatives(key.qualifiers)) {
    for (std::string_view left = alternative; !left.empty();) {
      const auto at = std::ranges::find(parts.query, take_qualifier(left), &Element::ai);
      if (at == parts.query.end()) continue;
      parts.path.push_back(std::move(*at));
      parts.query.erase(at);
    }
    if (parts.path.size() > 1) break;
  }
  for (const Element& element : parts.query)
    if (!find_ai(element.ai)->attribute || is_qualifier(key, element.ai))
      return refuse_link("A URI cannot have " + element.ai + " in its query.");
  return parts;
}

std::string assemble(const Parts& parts, std::string_view stem) {
  if (stem.ends_with('/')) stem.remove_suffix(1);
  std::string out{stem};
  for (const Element& element : parts.path)
    out.append("/").append(element.ai).append("/").append(escape_uri(element.value, UriPart::path));
  char separator = '?';
  for (const Element& element : parts.query) {
    out.append(1, separator).append(element.ai).append("=").append(escape_uri(element.value, UriPart::query));
    separator = '&';
  }
  return out;
}
}  // namespace

Result<Gs1Message> parse_digital_link(std::string_view uri) {
  const auto parts = take_apart(uri);
  if (!parts) return refuse_link("The text is not a web address.");
  Gs1Message message{path_elements(parts->path)};
  if (message.empty()) return refuse_link("The web address has no GS1 key in its path.");
  const AiRow& key = *find_ai(message.elements[0].ai);
  const std::span behind_key = std::span<const Element>{message.elements}.subspan(1);
  if (!std::ranges::any_of(alternatives(key.qualifiers),
                           [&](std::string_view alternative) { return in_sequence(alternative, behind_key); }))
    return refuse_link("The path of the URI is not in order.");
  TRY(add_query(message, key, parts->query));
  pad_gtin(message);
  TRY(check_elements(message));
  return message;
}

Result<std::string> to_digital_link(const Gs1Message& message, std::string_view stem) {
  Parts parts = TRY(arrange(message));
  const std::vector<Element> in_message_order = std::move(parts.query);
  parts.query.clear();
  for (const bool predefined : {true, false})
    for (const Element& element : in_message_order)
      if (find_ai(element.ai)->predefined == predefined) parts.query.push_back(element);
  return assemble(parts, stem);
}

Result<std::string> canonical_digital_link(const Gs1Message& message) {
  Parts parts = TRY(arrange(message));
  std::ranges::sort(parts.query, {}, &Element::ai);
  return assemble(parts, "https://id.gs1.org");
}
}  // namespace holdfast::barcodes
