#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "customers/person_rows.h"

namespace holdfast::customers {
/// How customers are found while nobody can read them in the database: the beginnings (2 to 10 characters) of the words
/// of the name, of the e-mail address and of the phone number, each of which is kept as a keyed digest. ASCII letters
/// count the same in both cases; blanks and hyphens of a phone number do not count.
std::vector<std::string> beginnings_of(const Person& person);
/// What to look for among them to find at least whom matches() finds; empty: nothing narrows the search down.
std::vector<std::string> sought(std::string_view prefix);
/// Whether the name, a word of it and what follows, the address or the number begins so.
bool matches(const Person& person, std::string_view prefix);
}  // namespace holdfast::customers
