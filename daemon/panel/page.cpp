#include "panel/page.h"

namespace holdfast::panel {
std::string page() {
  std::string out = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Virtual devices</title><link rel="icon" href="data:,">
<style>)";
  out += page_style();
  out += R"(</style></head><body>
<header><h1>Virtual devices</h1><p id="line" role="status"></p></header>
<main></main>
<script>)";
  out += page_script();
  out += R"(</script></body></html>
)";
  return out;
}
}  // namespace holdfast::panel
