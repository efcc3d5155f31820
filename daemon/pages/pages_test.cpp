#include "pages/pages.h"

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "pages/accept_encoding.h"
#include "pages/sources.h"

namespace holdfast::pages {
namespace {
constexpr std::array<Asset, 5> table{{
    {"assets/pos-4f2a.js", "aa11", "let a = 1;", "GZ", "BR"},
    {"console.html", "ee55", "<!doctype html><title>console</title>", {}, {}},
    {"display.html", "dd44", "<!doctype html><title>display</title>", {}, {}},
    {"pos.html", "bb22", "<!doctype html>", "GZIP", {}},
    {"sw.js", "cc33", "self.x = 1;", {}, {}},
}};
http::Request get(std::string target, std::vector<std::pair<std::string_view, std::string_view>> fields = {}) {
  http::Request request;
  request.target = std::move(target);
  for (const auto& [name, value] : fields) request.headers.add(name, value);
  return request;
}
http::Response answer(const http::Request& request) { return Pages{embedded(table)}.answer(request); }
std::string header(const http::Response& response, std::string_view name) {
  for (const http::ResponseHeader& field : response.headers)
    if (field.name == name) return field.value;
  return {};
}
}  // namespace

TEST_CASE("the till's paths are taken, others are left to the API", "[pages]") {
  for (const char* path : {"/", "/pos", "/pos/", "/pos/sale", "/pos/assets/a.js", "/display", "/display/", "/kitchen", "/console", "/console/"})
    CHECK(Pages::takes(path));
  for (const char* path : {"/v1/health", "/positive", "/metrics", "/displays", "/display/x", "/console/x", "/training/v1/carts"})
    CHECK_FALSE(Pages::takes(path));
}

TEST_CASE("every address of the page without a file's name gives the page", "[pages]") {
  for (const char* target : {"/pos", "/pos/", "/pos/sale", "/pos/carts/17?code=ABC", "/pos?code=12-34"}) {
    const http::Response page = answer(get(target));
    CHECK(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(page.borrowed_body == "<!doctype html>");
    CHECK(header(page, "Cache-Control") == "no-cache");
  }
  CHECK(answer(get("/pos/assets/gone-77.js")).status == 404);
  CHECK(answer(get("/pos/favicon.ico")).status == 404);
  CHECK(header(answer(get("/")), "Location") == "/pos");
  CHECK(header(Pages{embedded(table), "/console"}.answer(get("/")), "Location") == "/console");
}

TEST_CASE("the console is a page of its own", "[pages]") {
  for (const char* target : {"/console", "/console/", "/console?code=K7P2-M9QX"}) {
    const http::Response page = answer(get(target));
    CHECK(page.status == 200);
    CHECK(page.borrowed_body == table[1].plain);
    CHECK(!header(page, "Content-Security-Policy").empty());
  }
}

TEST_CASE("the customers' screen is a page of its own", "[pages]") {
  for (const char* target : {"/display", "/display/", "/display?code=K7P2-M9QX", "/kitchen"}) {
    const http::Response page = answer(get(target));
    CHECK(page.status == 200);
    CHECK(page.borrowed_body == table[2].plain);
    CHECK(!header(page, "Content-Security-Policy").empty());
  }
}

TEST_CASE("the bytes are sent from where they are", "[pages]") {
  CHECK(answer(get("/pos/assets/pos-4f2a.js")).borrowed_body.data() == table[0].plain.data());
}

TEST_CASE("files with a hash in their name are kept for good", "[pages]") {
  CHECK(header(answer(get("/pos/assets/pos-4f2a.js")), "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(header(answer(get("/pos/sw.js")), "Cache-Control") == "no-cache");
  CHECK(header(answer(get("/pos/sw.js")), "Service-Worker-Allowed") == "/pos");
}

TEST_CASE("the smallest coding that the client takes is sent, each with a tag of its own", "[pages]") {
  const auto coded = [](std::string_view accepted) {
    return answer(get("/pos/assets/pos-4f2a.js", {{"Accept-Encoding", accepted}}));
  };
  CHECK(header(coded("gzip, deflate, br"), "Content-Encoding") == "br");
  CHECK(coded("gzip, deflate, br").borrowed_body == "BR");
  CHECK(header(coded("gzip, br"), "ETag") == "\"aa11-br\"");
  CHECK(header(coded("gzip;q=0.5"), "ETag") == "\"aa11-gzip\"");
  CHECK(header(coded("br;q=0, gzip;q=0"), "ETag") == "\"aa11\"");
  CHECK(header(coded(""), "Content-Encoding").empty());
  CHECK(header(coded(""), "Vary") == "Accept-Encoding");
  CHECK(answer(get("/pos/sw.js", {{"Accept-Encoding", "br, gzip"}})).borrowed_body == table[4].plain);
}

TEST_CASE("what the browser has is not sent again", "[pages]") {
  const http::Response same = answer(get("/pos", {{"If-None-Match", "W/\"bb22\", \"x\""}}));
  CHECK(same.status == 304);
  CHECK(same.borrowed_body.empty());
  CHECK(header(same, "ETag") == "\"bb22\"");
  CHECK_FALSE(header(same, "Content-Security-Policy").empty());
  CHECK(answer(get("/pos", {{"If-None-Match", "\"other\""}})).status == 200);
  CHECK(answer(get("/pos", {{"If-None-Match", "\"bb22\""}, {"Accept-Encoding", "gzip"}})).status == 200);
}

TEST_CASE("every answer carries the rules that keep foreign script out", "[pages]") {
  for (const char* target : {"/pos", "/pos/sw.js", "/pos/none.js", "/"}) {
    const http::Response response = answer(get(target));
    const std::string policy = header(response, "Content-Security-Policy");
    for (const char* rule : {"default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
                             "base-uri 'none'", "form-action 'none'", "object-src 'none'"})
      CHECK(policy.find(rule) != std::string::npos);
    // 'wasm-unsafe-eval' compiles our own pricing module; no text is evaluated, and no script or style stands in a page.
    for (const std::string_view open : {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"}) CHECK(policy.find(open) == std::string::npos);
    CHECK(header(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header(response, "Referrer-Policy") == "no-referrer");
  }
}

TEST_CASE("pages are only read", "[pages]") {
  http::Request request = get("/pos");
  request.method = http::Method::post;
  CHECK(answer(request).status == 405);
  CHECK(header(answer(request), "Allow") == "GET, HEAD");
}

TEST_CASE("Accept-Encoding is read as RFC 9110 has it", "[pages]") {
  struct Case {
    const char* text;
    bool brotli, gzip;
  };
  for (const Case& c :
       {Case{"", false, false}, Case{"br", true, false}, Case{"BR ; q=0.1 , GZIP", true, true}, Case{"*", true, true},
        Case{"*;q=0", false, false}, Case{"br;q=0, *", false, true}, Case{"identity", false, false},
        Case{"brotli, gzipped", false, false}, Case{"gzip;q=0.000", false, false}, Case{",,gzip,,", false, true}}) {
    INFO(c.text);
    CHECK(codings_of(c.text).brotli == c.brotli);
    CHECK(codings_of(c.text).gzip == c.gzip);
  }
}

TEST_CASE("a folder is served as it is now, and nothing outside of it", "[pages]") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "holdfast-pages-test";
  std::filesystem::create_directories(folder / "ui" / "assets");
  std::ofstream{folder / "secret.txt"} << "secret";
  std::ofstream{folder / "ui" / "pos.html"} << "one";
  const Pages pages{in_folder(folder / "ui")};
  CHECK(pages.answer(get("/pos")).borrowed_body == "one");
  std::ofstream{folder / "ui" / "pos.html"} << "two!";
  CHECK(pages.answer(get("/pos")).borrowed_body == "two!");
  for (const char* target : {"/pos/../secret.txt", "/pos/assets/../../secret.txt", "/pos//secret.txt", "/pos/.hidden"})
    CHECK(pages.answer(get(target)).status == 404);
  std::filesystem::remove_all(folder);
}
}  // namespace holdfast::pages
