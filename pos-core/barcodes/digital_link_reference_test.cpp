#include <catch2/catch.hpp>

#include "barcodes/digital_link.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::barcodes;
using namespace holdfast::reference;

namespace {
/// The vectors write FNC1 as `^` and put one in front.
std::string spelt(const Gs1Message& message) {
  std::string text = "^" + to_element_string(message);
  std::ranges::replace(text, fnc1, '^');
  return text;
}

std::string link_or_error(const Result<std::string>& link) { return link ? *link : "refused: " + link.error().detail; }

std::string dl_parse(const json::object& input, const json::object& expect) {
  const auto message = parse_digital_link(text_of(input.at("uri")));
  if (const std::string wrong = compare_ok(message.has_value(), expect); !wrong.empty() || !message) return wrong;
  return compare(spelt(*message), member(expect, "elementString"));
}

std::string dl_canonical(const json::object& input, const json::object& expect) {
  const auto message = parse_digital_link(text_of(input.at("uri")));
  if (!message) return "refused: " + message.error().detail;
  return compare(link_or_error(canonical_digital_link(*message)), member(expect, "uri"));
}

std::string dl_to_message(const json::object& input, const json::object& expect) {
  const auto message = parse_digital_link(text_of(input.at("uri")));
  return message ? compare(to_bracketed(*message), member(expect, "hri")) : "refused: " + message.error().detail;
}

std::string dl_generate(const json::object& input, const json::object& expect) {
  const auto message = split_bracketed(text_of(input.at("bracketed")));
  if (!message) return "not split";
  const auto link = to_digital_link(*message, text_of(input.at("stem")));
  if (const std::string wrong = compare_ok(link.has_value(), expect); !wrong.empty() || !link) return wrong;
  return compare(*link, member(expect, "uri"));
}

std::string message_to_dl(const json::object& input, const json::object& expect) {
  const auto message = parse_element_string(text_of(input.at("data")));
  if (!message) return "refused: " + message.error().detail;
  return compare(link_or_error(canonical_digital_link(*message)), member(expect, "uri"));
}

template <std::string (*convert)(std::string_view, UriPart)>
std::string uri_text(const json::object& input, const json::object& expect) {
  const std::string text = text_of(input.at("text"));
  const std::string path = compare(convert(text, UriPart::path), member(expect, "inPath"));
  return path.empty() ? compare(convert(text, UriPart::query), member(expect, "inQuery")) : path;
}
}  // namespace

TEST_CASE("Digital Links agree with the reference vectors", "[barcodes][reference]") {
  const int failed = run_vectors("gs1-digital-link", {{"dl-parse", dl_parse},
                                                      {"dl-generate", dl_generate},
                                                      {"dl-canonical", dl_canonical},
                                                      {"dl-rewrite", dl_canonical},
                                                      {"dl-to-message", dl_to_message},
                                                      {"message-to-dl", message_to_dl},
                                                      {"uri-escape", uri_text<escape_uri>},
                                                      {"uri-unescape", uri_text<unescape_uri>}});
  CHECK(failed == 0);
}
