#include "vault/notes.h"

#include <catch2/catch.hpp>

namespace holdfast::vault {
TEST_CASE("a document holds a note when the member has text in it", "[vault]") {
  CHECK(holds_note(R"({"total":1,"note":"for Ada"})"));
  CHECK(holds_note(R"({"note":"","items":[{"note":"x"}]})"));
  CHECK_FALSE(holds_note(R"({"note":"","items":[{"note":""}]})"));
  CHECK_FALSE(holds_note(R"({"note":null})"));
  CHECK_FALSE(holds_note(R"({"note":")"));
  CHECK_FALSE(holds_note(""));
}
}  // namespace holdfast::vault
