#include "rollout/bundle_archive.h"

#include <catch2/catch.hpp>

#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::reference;
using namespace holdfast::rollout;

namespace {
struct Taken {
  std::vector<Member> members;
  std::vector<std::string> contents;
  std::string refusal;
};
Taken read(std::string_view archive, std::size_t piece, ArchiveLimits limits = {}) {
  Taken out;
  ArchiveReader reader{{[&](const Member& member) {
                          out.members.push_back(member);
                          out.contents.emplace_back();
                        },
                        [&](std::string_view data) { out.contents.back() += data; }},
                       limits};
  for (std::size_t at = 0; at < archive.size() && out.refusal.empty(); at += piece)
    if (const auto taken = reader.take(archive.substr(at, piece)); !taken) out.refusal = taken.error().detail;
  if (out.refusal.empty())
    if (const auto ended = reader.end(); !ended) out.refusal = ended.error().detail;
  return out;
}

std::string some_bundle() {
  ArchiveWriter writer;
  const std::string deep(90, 'd'), name(80, 'n');
  CHECK(writer.add({Member::Kind::file, "manifest.json", "", 0644, 2}, "{}"));
  CHECK(writer.add({Member::Kind::folder, "bin", "", 0755, 0}));
  CHECK(writer.add({Member::Kind::file, "bin/holdfastd", "", 0755, 513}, std::string(513, 'x')));
  CHECK(writer.add({Member::Kind::link, "bin/holdfast", "holdfastd", 0777, 0}));
  CHECK(writer.add({Member::Kind::file, deep + "/" + name, "", 0600, 0}));
  return writer.end();
}
}  // namespace

TEST_CASE("hostile archives are refused before anything is written, honest ones are read", "[rollout][reference]") {
  const std::vector<json::object> cases = load_vectors("bundle-archive-attacks");
  if (cases.empty()) return;
  Score score{"bundle-archive-attacks"};
  for (const json::object& item : cases)
    score.take(item, [&]() -> std::string {
      if (text_of(item.at("format")) != "tar") throw NotOffered{"format " + text_of(item.at("format"))};
      std::string wrong;
      for (const std::size_t piece : {1U, 512U, 100'000U}) {
        const Taken taken = read(bytes_of_base64(text_of(item.at("bytesB64"))), piece);
        wrong += compare(taken.refusal.empty() ? "accept" : "reject", text_of(item.at("expect")));
      }
      return wrong;
    });
  CHECK(score.failed() == 0);
}

TEST_CASE("a bundle reads back as it was written, in pieces of any size", "[rollout]") {
  const std::string bundle = some_bundle();
  CHECK(bundle == some_bundle());
  for (const std::size_t piece : {1U, 7U, 512U, 4096U}) {
    const Taken taken = read(bundle, piece);
    CHECK(taken.refusal == "");
    REQUIRE(taken.members.size() == 5);
    CHECK(taken.contents[2] == std::string(513, 'x'));
    CHECK(taken.members[3].target == "holdfastd");
    CHECK(taken.members[4].path == std::string(90, 'd') + "/" + std::string(80, 'n'));
  }
}

TEST_CASE("a bundle that is cut anywhere is refused, and no changed header passes", "[rollout]") {
  const std::string bundle = some_bundle();
  for (std::size_t cut = 0; cut < bundle.size() - 512; cut += 37)
    CHECK_FALSE(read(std::string_view{bundle}.substr(0, cut), 4096).refusal.empty());
  for (std::size_t at = 0; at < 512; ++at) {
    std::string changed = bundle;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(read(changed, 4096).refusal.empty());
  }
}

TEST_CASE("more members or bytes than allowed are refused", "[rollout]") {
  const std::string bundle = some_bundle();
  CHECK(read(bundle, 4096, {.bytes = 515}).refusal.empty());
  CHECK_FALSE(read(bundle, 4096, {.bytes = 514}).refusal.empty());
  CHECK_FALSE(read(bundle, 4096, {.members = 3}).refusal.empty());
  ArchiveWriter writer;
  CHECK_FALSE(writer.add({Member::Kind::file, std::string(120, 'x'), "", 0644, 0}));
}
