#pragma once
#include <filesystem>

#include "doctor/observed.h"

namespace holdfast::cli {
/// What doctor wants to know of releases; changes nothing and does not throw. `releases` is the launcher's folder; not
/// there: nobody manages releases here.
doctor::Updates observe_updates(const std::filesystem::path& releases, const std::filesystem::path& data);
}  // namespace holdfast::cli
