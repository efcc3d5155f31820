#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::backup {
/// As much of XML as the answers of S3 need: elements without attributes that matter, never nested in their own kind.
/// What lies between `<element …>` and `</element>`, as it stands.
std::vector<std::string> xml_inner(std::string_view xml, std::string_view element);
/// The same with the five entities and character references (of ASCII) resolved.
std::vector<std::string> xml_texts(std::string_view xml, std::string_view element);
}  // namespace holdfast::backup
