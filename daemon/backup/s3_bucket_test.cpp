#include "backup/s3_bucket.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "backup/xml_text.h"
#include "support/test_store.h"

namespace holdfast::backup {
namespace {
/// A bucket in memory that answers as S3 does; `trouble` is asked before each exchange.
struct Memory {
  std::map<std::string, std::string> objects, parts;
  std::function<std::optional<http::ClientResponse>(const std::string&)> trouble = [](const std::string&) {
    return std::nullopt;
  };
  std::vector<std::string> asked;
  std::vector<std::chrono::milliseconds> waits;
  bool spoils = false;

  static http::ClientResponse answer(int status, std::string body = {}) {
    http::ClientResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
  }
  http::ClientResponse take(http::Method method, const std::string& target,
                            const std::vector<http::ResponseHeader>& headers, std::string_view body) {
    const std::string line = std::string{http::to_string(method)} + " " + target;
    asked.push_back(line);
    if (auto wrong = trouble(line)) return *wrong;
    const std::string name = target.substr(0, target.find('?'));
    if (target.ends_with("?uploads=")) return answer(200, "<R><UploadId>u&amp;1</UploadId></R>");
    if (method == http::Method::put && target.find("partNumber") != std::string::npos) {
      parts[target.substr(target.find("partNumber="), 13)] = body;
      auto sent = answer(200);
      sent.headers.add("ETag", "\"tag\"");
      return sent;
    }
    if (method == http::Method::post) {
      CHECK(body.find("<ETag>&quot;tag&quot;</ETag>") != std::string_view::npos);
      for (const auto& [number, bytes] : parts) objects[name] += bytes;
      parts.clear();
      return answer(200, "<R><ETag>x</ETag></R>");
    }
    if (method == http::Method::put) objects[name] = body;
    if (method == http::Method::delete_) objects.erase(name);
    if (method == http::Method::put || method == http::Method::delete_) return answer(200);
    if (target.find("list-type") != std::string::npos) return list(target);
    if (!objects.contains(name)) return answer(404, "<Error><Code>NoSuchKey</Code></Error>");
    return read(objects[name], method, headers);
  }
  http::ClientResponse list(const std::string& target) {
    const bool second = target.find("continuation-token=more") != std::string::npos;
    std::string out = second ? "<L><IsTruncated>false</IsTruncated>"
                             : "<L><IsTruncated>true</IsTruncated><NextContinuationToken>more</NextContinuationToken>";
    const std::string key = second ? "shop/b.hfbak" : "shop/a&amp;.hfbak";
    return answer(200, out + "<Contents><Key>" + key + "</Key><Size>7</Size></Contents></L>");
  }
  http::ClientResponse read(const std::string& bytes, http::Method method,
                            const std::vector<http::ResponseHeader>& headers) const {
    auto found = answer(200);
    found.headers.add("Content-Length", std::to_string(bytes.size()));
    if (method == http::Method::head) return found;
    for (const auto& header : headers)
      if (header.name == "range") {
        const std::size_t begin = std::stoul(header.value.substr(6)),
                          end = std::stoul(header.value.substr(header.value.find('-') + 1));
        found.body = bytes.substr(begin, end - begin + 1);
      }
    if (spoils) found.body.back() = static_cast<char>(found.body.back() ^ 1);
    return found;
  }
  S3Bucket bucket(std::int64_t part = 10) {
    S3World world{[this](auto method, const auto& target, const auto& headers, auto body) {
                    return take(method, target, headers, body);
                  },
                  [] { return Instant{1'790'000'000'000'000}; },
                  [this](std::chrono::milliseconds pause) { waits.push_back(pause); }};
    return {{"http://127.0.0.1:9000", "books", "shop/", true, {}, {"id", "secret", "here"}}, std::move(world), part};
  }
};
std::filesystem::path file_of(const test::TempFolder& folder, const std::string& bytes) {
  std::ofstream{folder.path() / "backup"} << bytes;
  return folder.path() / "backup";
}
std::string read(const std::filesystem::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}
}  // namespace

TEST_CASE("a backup goes into a bucket and comes back, whole or in parts", "[backup]") {
  const test::TempFolder folder;
  for (const std::string& bytes :
       {std::string{"small"}, std::string{"0123456789"}, std::string{"0123456789ABCDEFGHIJKLM"}}) {
    Memory memory;
    S3Bucket bucket = memory.bucket();
    REQUIRE(bucket.put("x.hfbak", file_of(folder, bytes)));
    CHECK(memory.objects["/books/shop/x.hfbak"] == bytes);
    REQUIRE(bucket.get("x.hfbak", folder.path() / "again"));
    CHECK(read(folder.path() / "again") == bytes);
    REQUIRE(bucket.remove("x.hfbak"));
    CHECK(bucket.get("x.hfbak", folder.path() / "no").error().code == ErrorCode::not_found);
  }
}

TEST_CASE("what passes is tried again, what does not is said", "[backup]") {
  const test::TempFolder folder;
  Memory memory;
  int wrong = 0;
  memory.trouble = [&wrong](const std::string&) -> std::optional<http::ClientResponse> {
    ++wrong;
    if (wrong == 1) throw http::Failure{"the line broke"};
    if (wrong < 4) return Memory::answer(503, "<Error><Code>SlowDown</Code></Error>");
    return std::nullopt;
  };
  S3Bucket bucket = memory.bucket();
  REQUIRE(bucket.put("x", file_of(folder, "small")));
  CHECK(memory.waits == std::vector<std::chrono::milliseconds>{std::chrono::milliseconds{500},
                                                               std::chrono::milliseconds{1000},
                                                               std::chrono::milliseconds{2000}});
  memory.trouble = [](const std::string&) {
    return Memory::answer(403, "<Error><Code>AccessDenied</Code><Message>No</Message></Error>");
  };
  memory.asked.clear();
  const auto denied = bucket.put("x", file_of(folder, "small"));
  REQUIRE_FALSE(denied);
  CHECK(denied.error().code == ErrorCode::conflict);
  CHECK(denied.error().detail == "the backup store answered 403 AccessDenied: No");
  CHECK(memory.asked.size() == 1);
  memory.trouble = [](const std::string&) { return Memory::answer(500); };
  CHECK(bucket.remove("x").error().code == ErrorCode::timeout);
}

TEST_CASE("a clock that is off is set by the server's", "[backup]") {
  Memory memory;
  bool once = false;
  memory.trouble = [&once](const std::string&) -> std::optional<http::ClientResponse> {
    if (std::exchange(once, true)) return std::nullopt;
    auto skewed = Memory::answer(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>");
    skewed.headers.add("Date", "Sat, 21 Nov 2026 10:00:00 GMT");
    return skewed;
  };
  CHECK(memory.bucket().remove("x"));
  CHECK(memory.asked.size() == 2);
}

TEST_CASE("an upload that fails half way leaves nothing behind, and one that comes back changed is none", "[backup]") {
  const test::TempFolder folder;
  Memory memory;
  memory.trouble = [](const std::string& line) -> std::optional<http::ClientResponse> {
    if (line.find("partNumber=2") != std::string::npos)
      return Memory::answer(400, "<Error><Code>EntityTooSmall</Code></Error>");
    return std::nullopt;
  };
  S3Bucket bucket = memory.bucket();
  CHECK_FALSE(bucket.put("x", file_of(folder, "0123456789ABCDEFGHIJKLM")));
  CHECK(memory.asked.back() == "DELETE /books/shop/x?uploadId=u%261");
  memory.trouble = [](const std::string&) { return std::nullopt; };
  memory.spoils = true;
  const auto spoiled = bucket.put("x", file_of(folder, "0123456789ABCDEFGHIJKLM"));
  REQUIRE_FALSE(spoiled);
  CHECK(memory.objects.empty());
}

TEST_CASE("a list of several pages is one", "[backup]") {
  Memory memory;
  const auto found = memory.bucket().list("");
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(found->front().name == "a&.hfbak");
  CHECK(found->back().bytes == 7);
  CHECK(xml_texts("<A x=\"1\">&#34;&lt;</A><AB>no</AB><A>2</A>", "A") == std::vector<std::string>{"\"<", "2"});
}
}  // namespace holdfast::backup
