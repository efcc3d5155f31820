#include "print/html.h"

#include <catch2/catch.hpp>

#include "support/sample_receipts.h"

namespace holdfast::print {
namespace {
int count_of(const std::string& text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}
}  // namespace

TEST_CASE("a receipt's page says its language and direction and lays its lines out in tables", "[print]") {
  for (const test::SampleReceipt& sample : test::sample_receipts()) {
    const std::string page = to_html(sample.receipt, test::sample_logo());
    INFO(page);
    const bool arabic = sample.receipt.locale.language == receipts::Language::ar;
    CHECK(page.find(arabic ? "<html lang=\"ar\" dir=\"rtl\">" : "dir=\"ltr\">") != std::string::npos);
    CHECK(count_of(page, "<h1>") == 1);
    CHECK(page.find(sample.receipt.number) != std::string::npos);
    for (const char* tag : {"table", "tbody", "tr", "td", "p", "bdi", "figure", "svg", "main", "h2"})
      CHECK(count_of(page, std::string{"<"} + tag + '>') + count_of(page, std::string{"<"} + tag + ' ') ==
            count_of(page, std::string{"</"} + tag + '>'));
  }
}
TEST_CASE("the page needs nothing that its policy forbids", "[print]") {
  const std::string page = to_html(test::sample_receipts()[0].receipt, test::sample_logo());
  for (const char* forbidden : {"<script", " style=", " on", "http://", "href", "@import", "url("})
    CHECK(page.find(forbidden) == std::string::npos);
  CHECK(html_policy().find("style-src 'sha256-") != std::string::npos);
  CHECK(html_policy().find("unsafe") == std::string::npos);
}
TEST_CASE("what people typed is text on the page", "[print]") {
  orders::Order order = test::sample_sale();
  order.items[0].name = "<script>alert(1)</script> & \"x\"";
  order.note = "</td><img src=x>";
  const std::string page = to_html(receipts::make_receipt(order, test::sample_shop(), {}), {});
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;") != std::string::npos);
}
}  // namespace holdfast::print
