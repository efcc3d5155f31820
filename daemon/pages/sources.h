#pragma once
#include <filesystem>
#include <span>

#include "pages/asset.h"

namespace holdfast::pages {
/// The files of the table, which is sorted by path and outlives everything: the one that cmake/embed_pages.py makes.
Find embedded(std::span<const Asset> table);
/// The files of a folder as they are at each request, uncompressed: for those who work on the pages
/// (`holdfastd --ui-dir daemon/ui/dist`).
Find in_folder(std::filesystem::path folder);
}  // namespace holdfast::pages
