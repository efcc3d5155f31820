#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "fiscal/journal_file.h"
#include "fiscal/registration.h"

using namespace holdfast;
using namespace holdfast::fiscal;

/// An export as a stranger hands it over, line by line; no file without a good signature may pass as sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text{reinterpret_cast<const char*>(data), size};
  if (const auto seal = parse_seal(text)) check(to_document(*seal) == text);
  if (const auto facts = parse_facts(text)) check(parse_facts(to_document(*facts)).value() == *facts);
  (void)parse_settings(text);
  (void)rksv::parse_code(text);
  FileCheck file{""};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    file.line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  check(!file.finish().findings.empty());
  return 0;
}
