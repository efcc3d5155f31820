#include "wire/repair.h"

#include <catch2/catch.hpp>

namespace holdfast::wire {
namespace {
Change row(const std::string& key, std::int64_t version = 1) {
  return {version, "price", key, Op::put, version, "{\"amount\":1}"};
}
DatasetDigest digest_of(const std::vector<Change>& rows) {
  DatasetDigest digest;
  for (const Change& each : rows) digest.add({each.key, each.row_version, sha256(each.body)});
  return digest;
}
}  // namespace

TEST_CASE("a set of buckets has one spelling, bucket 0 first", "[wire]") {
  BucketSet set;
  set.set(0).set(9).set(255);
  const std::string text = to_text(set);
  CHECK(text == "8040" + std::string(59, '0') + "1");
  CHECK(parse_buckets(text) == set);
  for (const std::string& wrong :
       {std::string{}, text.substr(1), text + "0", "G" + text.substr(1), "8040" + std::string(59, '0') + "A"})
    CHECK_FALSE(parse_buckets(wrong));
}

TEST_CASE("bucket sums come back as they were, and no part of them is taken for the whole", "[wire]") {
  const BucketSums sums{7, {{"price", digest_of({row("a"), row("b")})}, {"staff", {}}}};
  const std::string text = encode(sums);
  const auto back = decode_bucket_sums(text);
  REQUIRE(back);
  CHECK(back->version == 7);
  CHECK(back->datasets == sums.datasets);
  CHECK(back->datasets.at("price").root("price") == sums.datasets.at("price").root("price"));
  for (std::size_t length = 0; length < text.size(); length += 97)
    CHECK_FALSE(decode_bucket_sums(text.substr(0, length)));
  CHECK_FALSE(decode_bucket_sums(R"({"version":7,"datasets":[{"dataset":"price","rows":1,"buckets":"00"}]})"));
}

TEST_CASE("rows of buckets are live ones of one data set, in order, between two keys", "[wire]") {
  const BucketRows rows{7, "price", {}, "a", "d", {row("b"), row("c")}};
  const std::string text = encode(rows);
  const auto back = decode_bucket_rows(text);
  REQUIRE(back);
  CHECK((back->version == 7 && back->dataset == "price" && back->after == "a" && back->upto == "d"));
  CHECK(back->rows == rows.rows);
  for (std::size_t length = 0; length < text.size(); ++length) CHECK_FALSE(decode_bucket_rows(text.substr(0, length)));
  const auto refused = [](BucketRows wrong) { return !decode_bucket_rows(encode(wrong)); };
  CHECK(refused({7, "price", {}, "", {}, {row("c"), row("b")}}));
  CHECK(refused({7, "price", {}, "b", {}, {row("b")}}));
  CHECK(refused({7, "price", {}, "", "b", {row("c")}}));
  CHECK(refused({7, "staff", {}, "", {}, {row("b")}}));
  CHECK(refused({7, "price", {}, "", {}, {{7, "price", "b", Op::del, 7, {}}}}));
}

TEST_CASE("differences are found by bucket, also where one side has nothing of a data set", "[wire]") {
  const auto ours = digest_of({row("a"), row("b")}), theirs = digest_of({row("a"), row("b", 2)});
  CHECK(differences({{"price", ours}}, {{"price", ours}, {"staff", {}}}).empty());
  const auto changed = differences({{"price", ours}}, {{"price", theirs}});
  REQUIRE(changed.size() == 1);
  CHECK(changed.at("price") == BucketSet{}.set(DatasetDigest::bucket_of("b")));
  CHECK(differences({}, {{"price", ours}}).at("price").count() == 2);
}
}  // namespace holdfast::wire
