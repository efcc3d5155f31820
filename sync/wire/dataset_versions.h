#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::wire {
/// The data sets that this release knows, each with its version and the one before: what a store applies and a hub
/// serves (schema/datasets.yaml, `versions`). A data set that is not in here is somebody's own: it goes to every store,
/// which keeps it as documents.
std::map<std::string, std::vector<int>> dataset_versions();
/// The newest version; 0 for a data set that is not in the table.
int newest_version(std::string_view dataset);

/// A row's body for a peer that is at an older version: members that came later are left out. Empty when the whole row
/// came later. The newest version is the body itself, byte for byte.
std::optional<std::string> body_for(std::string_view dataset, std::string_view key, const std::string& body,
                                    int version);
}  // namespace holdfast::wire
