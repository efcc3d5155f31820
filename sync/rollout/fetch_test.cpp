#include "rollout/fetch.h"

#include <catch2/catch.hpp>

#include "base/digest.h"
#include "rollout/faulty_disk.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
std::string noise(std::size_t blocks) {
  std::string out;
  for (std::size_t i = 0; i < blocks; ++i) out += bytes_of(sha256(std::to_string(i)));
  return out;
}
}  // namespace

TEST_CASE("a download goes on where it was, whoever gives the pieces and however many at a time", "[rollout]") {
  FaultyDisk disk{1};
  const std::string bytes = noise(150);  // 4,800: five pieces, the last shorter
  const Form form = form_of(Form::Kind::packed, bytes, "", 1024);
  {
    Fetch fetch{disk, form};
    const auto run = fetch.next(2048);
    REQUIRE(run);
    CHECK((run->first == 0 && run->offset == 0 && run->bytes == 2048));
    REQUIRE(fetch.take(*run, bytes.substr(0, 1024)));  // the line broke after one
    CHECK(fetch.bytes_here() == 1024);
    CHECK(fetch.next(1)->first == 1);
  }
  CHECK(fetched_range(disk, 100, 50) == bytes.substr(100, 50));
  {
    Fetch fetch{disk, form};
    const auto run = fetch.next(2048);
    REQUIRE(run);
    REQUIRE(fetch.take(*run, bytes.substr(1024, 700)));  // in the middle of one: nothing is wrong, and nothing kept
    CHECK(fetch.bytes_here() == 1024);
  }
  CHECK_FALSE(fetched_range(disk, 1000, 50));
  Fetch again{disk, form};
  CHECK(again.bytes_here() == 1024);
  while (const auto run = again.next(3000)) REQUIRE(again.take(*run, bytes.substr(run->offset, run->bytes)));
  CHECK(again.complete());
  CHECK(again.bytes().value() == bytes);
  CHECK(fetched_digest(disk) == form.sha256);
  CHECK(fetched_range(disk, 1000, 9999) == bytes.substr(1000));
}

TEST_CASE("a piece that is not what was signed is not kept, and what came before it is", "[rollout]") {
  FaultyDisk disk{1};
  const std::string bytes = noise(150);
  Fetch fetch{disk, form_of(Form::Kind::whole, bytes, "", 1024)};
  std::string spoilt = bytes;
  spoilt[1500] = static_cast<char>(spoilt[1500] ^ 1);
  CHECK(fetch.take(*fetch.next(9999), spoilt).error().why == Distrust::Why::mismatch);
  CHECK(fetch.bytes_here() == 1024);
  CHECK(fetch.take(*fetch.next(1024), bytes.substr(1024, 1025)).error().why == Distrust::Why::too_large);
}

TEST_CASE("what the disk spoilt is fetched again, and another form takes the place of this one", "[rollout]") {
  FaultyDisk disk{1};
  const std::string bytes = noise(150), others = noise(40);
  const Form form = form_of(Form::Kind::packed, bytes, "", 1024);
  Fetch fetch{disk, form};
  while (const auto run = fetch.next(9999)) REQUIRE(fetch.take(*run, bytes.substr(run->offset, run->bytes)));
  disk.append("fetch/2", "!");
  Fetch again{disk, form};
  CHECK(again.next(9999)->first == 2);
  Fetch other{disk, form_of(Form::Kind::packed, others, "", 1024)};
  CHECK(other.bytes_here() == 0);
  CHECK_FALSE(disk.there("fetch/4"));
}

TEST_CASE("a delta is small where two bundles are alike, and comes out exactly or not at all", "[rollout]") {
  const std::string old = noise(4000);
  std::string next = old;
  next.replace(50'000, 20, "another twenty bytes");
  next.insert(90'000, "and some more in between");
  const std::string delta = squeeze(next, old, 3), packed = squeeze(next, "", 3);
  CHECK(delta.size() < 1000);
  CHECK(packed.size() > next.size() / 2);
  CHECK(expand(delta, old, next.size()).value() == next);
  CHECK(expand(packed, "", next.size()).value() == next);
  CHECK_FALSE(expand(delta, next, next.size()));  // of another ground
  CHECK(expand(packed, "", next.size() - 1).error().why == Distrust::Why::mismatch);
  CHECK_FALSE(expand(packed.substr(0, packed.size() / 2), "", next.size()));
  CHECK_FALSE(expand("", "", 5));
}

TEST_CASE("the smallest form that a site has the ground for is taken", "[rollout]") {
  const std::vector<Form> forms{form_of(Form::Kind::whole, noise(100)), form_of(Form::Kind::packed, noise(50)),
                                form_of(Form::Kind::delta, noise(3), std::string(64, 'a'))};
  CHECK(smallest(forms, {}).kind == Form::Kind::packed);
  CHECK(smallest(forms, {std::string(64, 'b')}).kind == Form::Kind::packed);
  CHECK(smallest(forms, {std::string(64, 'b'), std::string(64, 'a')}).kind == Form::Kind::delta);
}

TEST_CASE("what a target says of its forms is read as it was written, and nothing else is", "[rollout]") {
  Manifest manifest;
  manifest.release = "0.2.0";
  manifest.counter = 2;
  manifest.architecture = "amd64";
  manifest.components = {{"holdfastd", "0.2.0"}};
  manifest.compatibility = {{1, 2}, {1, 1}, 1, 1};
  manifest.schema_writes = 31;
  manifest.schema_reads = 1;
  manifest.schema_readable_by = 30;
  manifest.proving_seconds = 1;
  const std::vector<Form> forms{form_of(Form::Kind::packed, noise(100), "", 2048)};
  Target target{4096, {{"sha256", std::string(64, 'c')}}, offer_text(manifest, forms)};
  const auto offer = read_offer(target);
  REQUIRE(offer);
  CHECK(offer->manifest == manifest);
  CHECK(offer->forms == forms);
  target.custom = offer_text(manifest, {});
  REQUIRE(read_offer(target));
  CHECK(read_offer(target)->forms.front() ==
        Form{Form::Kind::whole, "", std::string(64, 'c'), 4096, 4096, {std::string(64, 'c')}});
  std::vector<Form> short_of_one = forms;
  short_of_one[0].pieces.pop_back();
  target.custom = offer_text(manifest, short_of_one);
  CHECK_FALSE(read_offer(target));
  target.custom = "[]";
  CHECK_FALSE(read_offer(target));
}
