#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"

/// The declared matrix: what a release speaks, what it may replace, and beside which versions of what else it runs.
namespace holdfast::rollout {
struct Component {
  std::string name, version;  ///< `holdfastd`, `0.2.0`
  friend bool operator==(const Component&, const Component&) = default;
};
struct Span {
  std::int64_t least = 0, most = 0;
  bool overlaps(const Span& other) const { return least <= other.most && other.least <= most; }
  friend bool operator==(const Span&, const Span&) = default;
};
/// Majors of the local API (schema/openapi.yaml) that this release serves, and that its pages speak.
constexpr Span served_api{1, 1};

/// A component that a release does not bring and runs beside, or takes the place of. One that is not there, or says no
/// version, is nothing to get along with.
struct Beside {
  std::string name, least;
  std::string below = {};  ///< empty: all that come after `least`
  friend bool operator==(const Beside&, const Beside&) = default;
};
struct Compatibility {
  Span protocol;                    ///< majors of the replication protocol it speaks
  Span api;                         ///< majors of the local API it serves to tills
  std::int64_t launcher = 1;        ///< the oldest launcher that can start it
  std::int64_t from_counter = 0;    ///< the oldest release it may replace
  std::vector<Beside> beside = {};  ///< in the order of their names, each once
  std::int64_t to_counter = 0;      ///< the newest release it may replace; 0: all that are older than itself
  friend bool operator==(const Compatibility&, const Compatibility&) = default;
};
Compatibility read_compatibility(const Json& value, std::vector<FieldError>& errors);
/// `beside` and `toCounter` only where there is something in them: releases that do not know the word refuse a manifest
/// that has it.
void write_compatibility(JsonWriter& json, const Compatibility& compatibility);

/// Numbers with dots between, whatever a packager wrote behind them: `0.2.0`, `0.2.0-1`.
bool is_version(std::string_view text);
bool is_older(std::string_view version, std::string_view than);  ///< of two versions; `0.2` is `0.2.0`
/// What there is too old or too new beside the release, in sentences.
std::vector<std::string> wrong_beside(const Compatibility& compatibility, const std::vector<Component>& there);

/// The component whose version the hub says of itself.
constexpr std::string_view hub_component = "holdfast-hub";
}  // namespace holdfast::rollout
