#include "http/message.h"

#include <catch2/catch.hpp>

namespace holdfast::http {
TEST_CASE("header names compare without regard to case and lists split at commas", "[http]") {
  Headers headers;
  headers.add("Content-Type", "application/json");
  headers.add("connection", "keep-alive , Upgrade");
  CHECK(headers.find("content-type") == "application/json");
  CHECK(headers.find("Content-Typ").empty());
  CHECK(headers.contains("CONNECTION"));
  CHECK(headers.lists("Connection", "upgrade"));
  CHECK_FALSE(headers.lists("Connection", "close"));
  CHECK(headers[1].name == "connection");
}

TEST_CASE("path and query are taken from every form of target", "[http]") {
  struct Row {
    std::string target, path, query;
  };
  const Row rows[] = {{"/v1/carts?limit=2", "/v1/carts", "limit=2"},
                      {"/v1/carts", "/v1/carts", ""},
                      {"/a?b?c", "/a", "b?c"},
                      {"/a#x?y", "/a", ""},
                      {"http://shop:80/v1?q=1", "/v1", "q=1"},
                      {"http://shop?q=1", "/", "q=1"},
                      {"*", "*", ""}};
  for (const Row& row : rows) {
    Request request;
    request.target = row.target;
    CHECK(request.path() == row.path);
    CHECK(request.query() == row.query);
  }
}

TEST_CASE("query values are percent-decoded and wrong encodings are no value", "[http]") {
  Request request;
  request.target = "/v1/products?q=caf%C3%A9+au%20lait&empty=&flag&bad=%G1&na%6De=x&nul=%00";
  CHECK(request.query_value("q") == "caf\xC3\xA9 au lait");
  CHECK(request.query_value("empty") == "");
  CHECK(request.query_value("flag") == "");
  CHECK(request.query_value("name") == "x");
  CHECK_FALSE(request.query_value("bad"));
  CHECK_FALSE(request.query_value("nul"));
  CHECK_FALSE(request.query_value("missing"));
}

TEST_CASE("percent encoding comes back as it went in", "[http]") {
  const std::string text = "a/b c%+~\xC3\xA9";
  CHECK(percent_encode(text) == "a%2Fb%20c%25%2B~%C3%A9");
  CHECK(percent_decode(percent_encode(text)) == text);
  CHECK_FALSE(percent_decode("%4"));
  CHECK_FALSE(percent_decode("%zz"));
}
}  // namespace holdfast::http
