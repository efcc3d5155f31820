#include "wire/batch.h"

#include <catch2/catch.hpp>

#include "wire/bodies.h"

namespace holdfast::wire {
namespace {
Uuid id(int number) {
  return *parse_uuid("019c936e-3800-79bf-8a11-8783593942a" + std::string(1, static_cast<char>('0' + number)));
}
struct Sample {
  BatchHeader header;
  std::vector<Line> lines;
  std::string text() const { return encode_batch(header, lines); }
};
Sample sample() {
  Sample made;
  for (int i = 0; i < 4; ++i)
    made.lines.push_back(
        whole_line(id(i), R"({"id":")" + to_string(id(i)) + R"(","payload":{"n":)" + std::to_string(i) + "}}"));
  made.lines[2] = hole_line(id(2), sha256("withheld"), deferred);
  made.header = {1, "site-1", 3, 11, 4, sha256("before"), {}};
  Sha256 hash = made.header.prev_hash;
  for (std::size_t i = 0; i < 4; ++i)
    hash = next_hash(hash, 11 + static_cast<std::int64_t>(i), made.lines[i].id, made.lines[i].body_sha);
  made.header.last_hash = hash;
  return made;
}
std::string verdict(const std::string& text, const Limits& limits = {}) {
  const auto batch = decode_batch(text, limits);
  return batch ? "taken" : std::string{name_of(batch.error().reason)};
}
std::string swap(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
}  // namespace

TEST_CASE("a batch decodes to what was encoded, holes among it", "[wire]") {
  const Sample made = sample();
  const auto batch = decode_batch(made.text());
  REQUIRE(batch);
  CHECK(batch->header == made.header);
  CHECK(batch->lines == made.lines);
  CHECK(batch->last_seq() == 14);
}

TEST_CASE("every truncation of a batch is refused", "[wire]") {
  const std::string text = sample().text();
  for (std::size_t size = 0; size < text.size(); ++size) CHECK(verdict(text.substr(0, size)) != "taken");
}

TEST_CASE("no changed byte of a batch gives another batch that is taken", "[wire]") {
  const Sample made = sample();
  const std::string text = made.text();
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const auto batch = decode_batch(changed);
    // The header's own words (site, epoch) are the hub's to judge, and a hole's errorClass is not chained.
    if (batch)
      CHECK((batch->hashes.back() == made.header.last_hash || batch->header.last_hash != made.header.last_hash));
  }
}

TEST_CASE("what a decoder refuses, by name", "[wire]") {
  const std::string good = sample().text();
  CHECK(verdict(good) == "taken");
  CHECK(verdict(swap(good, "\"protocol\":1", "\"protocol\":2")) == "protocol");
  CHECK(verdict(swap(good, "\"protocol\":1", "\"protocol\":\"1\"")) == "form");
  CHECK(verdict(swap(good, "\"count\":4", "\"count\":3")) == "count");
  CHECK(verdict(swap(good, "\"count\":4", "\"count\":5")) == "count");
  CHECK(verdict(swap(good, "\"count\":4", "\"count\":1001")) == "size");
  CHECK(verdict(swap(good, "\"firstSeq\":11", "\"firstSeq\":0")) == "form");
  CHECK(verdict(swap(good, "\"firstSeq\":11", "\"firstSeq\":12")) == "chain");
  CHECK(verdict(swap(good, "\"n\":1", "\"n\":7")) == "chain");
  CHECK(verdict(swap(good, "{\"n\":1}", "{\"n\":1,\"n\":1}")) == "line");
  CHECK(verdict(swap(good, "{\"n\":1}", "[1e400]")) == "line");
  CHECK(verdict(swap(good, "\"errorClass\"", "\"errorKlass\"")) == "line");
  CHECK(verdict(swap(good, "79bf", "59bf")) == "line");  // a version that ids of events do not have
  CHECK(verdict("\n") == "form");
  CHECK(verdict("{}\n") == "form");
  CHECK(verdict(swap(good, "{\"protocol\"", "{\"protocol\":1,\"protocol\"")) == "form");
  Limits narrow;
  narrow.raw_bytes = 100;
  CHECK(verdict(good, narrow) == "size");
  narrow = {};
  narrow.line_bytes = 20;
  CHECK(verdict(good, narrow) == "line");
}

TEST_CASE("a refused line is named by its number in the log", "[wire]") {
  const auto batch = decode_batch(swap(sample().text(), "{\"n\":1}", "{\"n\":}"));
  REQUIRE_FALSE(batch);
  CHECK(batch.error().seq == 12);
}

TEST_CASE("a header may have members that a later protocol adds", "[wire]") {
  CHECK(verdict(swap(sample().text(), "\"count\":4", "\"count\":4,\"hint\":[]")) == "taken");
}

TEST_CASE("late bodies decode to what was encoded and nothing less", "[wire]") {
  const std::vector<LateBody> bodies{{{1, 7}, R"({"id":"a"})"}, {{2, 9}, R"({"id":"b"})"}};
  const std::string text = encode_bodies("site-1", bodies);
  const auto batch = decode_bodies(text);
  REQUIRE(batch);
  CHECK(batch->site_id == "site-1");
  CHECK(batch->bodies == bodies);
  for (std::size_t size = 0; size < text.size(); ++size) CHECK_FALSE(decode_bodies(text.substr(0, size)));
  CHECK(decode_bodies(text + "{}\n").error().reason == Reason::count);
  CHECK(decode_bodies(swap(text, "[2,9]", "[2,0]")).error().reason == Reason::form);
  CHECK(decode_bodies(swap(text, "{\"id\":\"b\"}", "[]")).error().reason == Reason::line);
}
}  // namespace holdfast::wire
