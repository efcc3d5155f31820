#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::connectors {
/// What `{secret:NAME}`, `{env:NAME}` and `{file:NAME}` stand for. Files are of one folder, and variables begin with
/// HOLDFAST_CONNECTOR_: a document may not read what else the machine has.
class Credentials {
 public:
  using Secret = std::function<std::optional<std::string>(const std::string& name)>;
  Credentials(std::filesystem::path folder, Secret secret) : folder_{std::move(folder)}, secret_{std::move(secret)} {}
  /// The text with every reference replaced. Refuses not_configured, naming the reference that leads nowhere.
  Result<std::string> fill(std::string_view text);
  /// `text` without anything that was filled in before: what is shown of calls.
  std::string redact(std::string text) const;

 private:
  Result<std::string> value_of(std::string_view kind, const std::string& name) const;
  std::filesystem::path folder_;
  Secret secret_;
  std::vector<std::string> used_;
};
}  // namespace holdfast::connectors
