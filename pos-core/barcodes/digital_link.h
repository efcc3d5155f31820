#pragma once
#include <string>
#include <string_view>

#include "barcodes/gs1.h"
#include "base/result.h"

namespace holdfast::barcodes {
/// GS1 Digital Link URIs (GS1 Digital Link Standard: URI Syntax 1.4), uncompressed form only: a compressed one is
/// refused. Nothing here opens a URI.

/// `https://id.gs1.org/01/09506000134352/10/ABC?17=261231` to its elements, path first. Any http(s) domain will do, and
/// other path segments may stand in front. Query parameters that are not all digits are ignored; those that are must be
/// identifiers. GTINs of 8, 12 and 13 digits are padded. Refuses with invalid_argument.
Result<Gs1Message> parse_digital_link(std::string_view uri);

/// A URI on `stem` (`https://example.com`, with or without slash). The first element that can be a key is the key, its
/// qualifiers follow in the path, the rest in the query: first those of predefined length, then the others, each in
/// the order of the message. Refuses when there is no key or an element may not be in a URI.
Result<std::string> to_digital_link(const Gs1Message& message, std::string_view stem);
/// The canonical form: on https://id.gs1.org, the query sorted by identifier.
Result<std::string> canonical_digital_link(const Gs1Message& message);

/// Percent-encoding as these URIs use it. In the query a blank is `+`. Unfinished escapes stay as they are.
enum class UriPart { path, query };
std::string escape_uri(std::string_view text, UriPart part);
std::string unescape_uri(std::string_view text, UriPart part);
}  // namespace holdfast::barcodes
