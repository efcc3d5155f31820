#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"

namespace holdfast::setup {
/// The browser that sets a store up goes on as its first console: by this code, which pairs until then.
struct FirstConsole {
  std::string code;
  Instant until;
};

/// Makes a database of its own and applies a store document to it (packaging/demo/store.json shows one). The file must
/// not be there yet and is whole on the disk afterwards; after a refusal (invalid_body, with pointers) it is gone. With
/// `console` the steps of the first start are open. `pepper` is that of the folder the store will be in. Takes some
/// tenths of a second.
Result<> make_store(const std::filesystem::path& file, std::string_view pepper, const Json& document,
                    const std::optional<FirstConsole>& console = std::nullopt);
}  // namespace holdfast::setup
