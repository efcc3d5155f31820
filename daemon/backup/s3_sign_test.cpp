#include "backup/s3_sign.h"

#include <catch2/catch.hpp>

#include "base/digest.h"

namespace holdfast::backup {
// The examples of "Signature Calculations for the Authorization Header" in the Amazon S3 API Reference.
TEST_CASE("requests are signed as Amazon's examples are", "[backup]") {
  const S3Credentials example{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1"};
  const std::string host = "examplebucket.s3.amazonaws.com";
  struct Published {
    S3Request request;
    std::string payload, signature;
  };
  const std::vector<Published> published{
      {{"GET", host, "/test.txt", {}, {{"range", "bytes=0-9"}}},
       "",
       "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
      {{"PUT",
        host,
        "/test$file.text",
        {},
        {{"date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}}},
       "Welcome to Amazon S3.",
       "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
      {{"GET", host, "/", {{"lifecycle", ""}}, {}},
       "",
       "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
      {{"GET", host, "/", {{"prefix", "J"}, {"max-keys", "2"}}, {}},
       "",
       "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
  };
  for (const Published& each : published) {
    const S3Pairs headers =
        s3_sign(each.request, example, to_hex(sha256(each.payload)), *parse_rfc3339("2013-05-24T00:00:00Z"));
    CHECK(headers.back().first == "Authorization");
    CHECK(headers.back().second.ends_with("Signature=" + each.signature));
  }
  CHECK(s3_target({"GET", host, "/a b/ü+.db", {{"prefix", "x/y z"}, {"list-type", "2"}}, {}}) ==
        "/a%20b/%C3%BC%2B.db?list-type=2&prefix=x%2Fy%20z");
}
}  // namespace holdfast::backup
