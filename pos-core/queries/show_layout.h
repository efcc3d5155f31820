#pragma once
#include "layouts/layout_rows.h"
#include "queries/show_product.h"

namespace holdfast::queries {
/// What a store without a layout of its own shows: a page for each category at the top, on it the categories below and
/// then articles, as many as fit on a screen.
layouts::Pages derive_layout(db::Connection& connection, const Site& site);

/// The layout as the till draws it: every tile with the category or article it stands for as it is now. Tiles whose
/// target has gone or is not sold any more are left out. `as` says what articles cost.
void append_layout(JsonWriter& json, db::Connection& connection, const std::optional<layouts::Stored>& stored,
                   const Site& site, const ShowProduct& as, int utc_offset_min);
}  // namespace holdfast::queries
