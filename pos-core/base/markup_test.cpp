#include "base/markup.h"

#include <catch2/catch.hpp>

using holdfast::escape_markup;

TEST_CASE("what has a meaning in markup is an entity, and what XML cannot hold is left out", "[base]") {
  CHECK(escape_markup("<a href=\"x\">Tom & Jerry's</a>") == "&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry's&lt;/a&gt;");
  CHECK(escape_markup("two\nlines\tand é") == "two\nlines\tand é");
  CHECK(escape_markup(std::string{"a\x01\x1f\0b", 5}) == "ab");
}
