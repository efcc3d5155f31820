#pragma once
#include <span>

#include "pages/asset.h"

namespace holdfast::pages {
/// What this program was built with, sorted by path: made by cmake/embed_pages.py, linked into holdfastd alone.
std::span<const Asset> embedded_pages();
}  // namespace holdfast::pages
