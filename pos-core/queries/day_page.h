#pragma once
#include <string>

#include "daybook/seal_rows.h"
#include "receipts/language.h"
#include "site/site.h"

namespace holdfast::queries {
/// A day's seal as a page for people, 42 columns, in that language; its figures stay as the document has them, so that
/// they can be held against it.
std::string day_page(const daybook::StoredSeal& seal, const Site& site, receipts::Language language);
}  // namespace holdfast::queries
