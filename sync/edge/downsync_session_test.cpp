#include "edge/downsync_session.h"

#include <catch2/catch.hpp>

namespace holdfast::edge {
namespace {
/// Notes what it is told; agrees with any digest unless told otherwise.
struct NotingWriter final : MasterWriter {
  FeedState now;
  bool agrees = true;
  std::vector<std::string> calls;
  FeedState state() override { return now; }
  void stage(const wire::FeedPage& page) override {
    calls.push_back("stage " + to_text(page.to));
    now.staged = page.to;
  }
  bool activate(std::int64_t version, const wire::Roots&) override {
    calls.push_back("activate " + std::to_string(version));
    if (agrees) now.active_version = version;
    return agrees;
  }
  void begin_snapshot(const wire::Manifest& manifest) override {
    calls.push_back("snapshot " + std::to_string(manifest.version));
    now.loading = Loading{manifest, {}};
  }
  void stage_part(std::size_t index, const std::vector<wire::Change>& rows) override {
    calls.push_back("part " + std::to_string(index) + " of " + std::to_string(rows.size()));
    now.loading->parts.insert(index);
  }
  bool activate_snapshot() override {
    calls.push_back("activate snapshot");
    if (agrees) now.active_version = now.loading->manifest.version, now.staged = {now.active_version, 0};
    now.loading.reset();
    return agrees;
  }
  std::optional<std::map<std::string, wire::DatasetDigest>> counted = std::map<std::string, wire::DatasetDigest>{};
  std::optional<std::map<std::string, wire::DatasetDigest>> recount() override {
    calls.push_back("recount");
    return counted;
  }
  void mend(const wire::BucketRows& rows) override {
    calls.push_back("mend " + std::to_string(rows.of.count()) + " by " + std::to_string(rows.rows.size()));
    agrees = agrees || mends;
  }
  bool mends = false;  ///< from the next mend() on it agrees
};
using Session = DownsyncSession;
struct Line {
  NotingWriter writer;
  Instant now;
  std::uint64_t draws = 0;
  std::optional<Session> session;
  std::vector<std::int64_t> activated;
  int alerts = 0, mended = 0;
  std::uint64_t number = 0;
  std::string asked;
  void start() {
    session.emplace(writer, DownsyncOptions{}, [this] { return ++draws * 7919; });
    session->start(now);
    drain();
  }
  void drain() {
    while (auto effect = session->poll()) {
      if (auto* pages = std::get_if<Session::FetchChanges>(&*effect))
        number = pages->number, asked = "changes " + to_text(pages->since);
      if (auto* manifest = std::get_if<Session::FetchManifest>(&*effect)) number = manifest->number, asked = "manifest";
      if (auto* part = std::get_if<Session::FetchPart>(&*effect))
        number = part->number, asked = "part " + std::to_string(part->part) + " of " + std::to_string(part->version);
      if (auto* sums = std::get_if<Session::FetchBuckets>(&*effect)) number = sums->number, asked = "buckets";
      if (auto* rows = std::get_if<Session::FetchRows>(&*effect))
        number = rows->number, asked = "rows of " + rows->dataset + " after " + rows->after;
      if (auto* repaired = std::get_if<Session::Mended>(&*effect)) mended += static_cast<int>(repaired->buckets);
      if (auto* shown = std::get_if<Session::Activated>(&*effect)) activated.push_back(shown->version);
      alerts += std::holds_alternative<Session::Alert>(*effect) ? 1 : 0;
    }
  }
  void answer(int status, const std::string& body) {
    asked.clear();
    session->on_answer(number, status, body, now);
    drain();
  }
  void pass(std::int64_t seconds) {
    const Instant end = now.plus_seconds(seconds);
    while (asked.empty() && session->deadline() && *session->deadline() <= end) {
      now = std::max(now, *session->deadline());
      session->on_time(now);
      drain();
    }
    now = end;
  }
};
wire::Change change(std::int64_t version) {
  return {version, "price", "p/1", wire::Op::put, version, "{\"amount\":1}"};
}
std::string page(wire::Cursor from, wire::Cursor to) {
  wire::FeedPage made{from, to, to.ordinal == 0, {}, {}};
  if (!(from == to)) made.changes.push_back(change(to.version));
  return wire::encode(made);
}
wire::BucketSums sums_of(const std::vector<wire::Change>& rows) {
  wire::BucketSums sums{rows.front().version, {}};
  for (const wire::Change& row : rows) sums.datasets[row.dataset].add({row.key, row.row_version, sha256(row.body)});
  return sums;
}
std::string refusal(wire::Reason reason) { return wire::encode(wire::refusal_of({reason, ""})); }
}  // namespace

TEST_CASE("pages are staged as they come and shown at checkpoints only", "[edge]") {
  Line line;
  line.start();
  CHECK(line.asked == "changes 0");
  line.answer(200, page({0, 0}, {2, 500}));
  CHECK(line.asked == "changes 2.500");
  CHECK(line.activated.empty());
  line.answer(200, page({2, 500}, {2, 0}));
  CHECK(line.activated == std::vector<std::int64_t>{2});
  CHECK(line.writer.calls == std::vector<std::string>{"stage 2.500", "stage 2", "activate 2"});
  CHECK(line.asked == "changes 2");
}

TEST_CASE("an empty answer still proves that both sides hold the same", "[edge]") {
  Line line;
  line.writer.now = {{7, 0}, 7, {}};
  line.start();
  line.answer(200, page({7, 0}, {7, 0}));
  CHECK(line.writer.calls == std::vector<std::string>{"activate 7"});
  CHECK(line.activated.empty());
}

TEST_CASE("a difference is told, and the buckets that differ are fetched, page by page", "[edge]") {
  Line line;
  line.writer.agrees = false;
  line.start();
  line.answer(200, page({0, 0}, {1, 0}));
  CHECK(line.alerts == 1);
  CHECK(line.asked == "buckets");
  line.answer(200, wire::encode(sums_of({change(1)})));
  CHECK(line.asked == "rows of price after ");
  const wire::BucketRows first{1, "price", {}, "", "p/0", {}};
  line.answer(200, wire::encode(first));
  CHECK(line.asked == "rows of price after p/0");
  line.writer.mends = true;
  line.answer(200, wire::encode(wire::BucketRows{1, "price", {}, "p/0", {}, {change(1)}}));
  CHECK(line.writer.calls ==
        std::vector<std::string>{"stage 1", "activate 1", "recount", "mend 1 by 0", "mend 1 by 1", "activate 1"});
  CHECK(line.mended == 1);
  CHECK(line.activated == std::vector<std::int64_t>{1});
  CHECK(line.asked == "changes 1");
}

TEST_CASE("buckets of a hub that has gone on are not mixed with rows of before", "[edge]") {
  Line line;
  line.writer.agrees = false;
  line.start();
  line.answer(200, page({0, 0}, {1, 0}));
  line.answer(200, wire::encode(sums_of({change(2)})));
  CHECK(line.asked == "changes 1");
  line.answer(200, page({1, 0}, {2, 0}));
  CHECK(line.asked == "buckets");
  line.answer(200, wire::encode(sums_of({change(2)})));
  CHECK(line.asked == "rows of price after ");
  line.answer(410, refusal(wire::Reason::gone));
  CHECK(line.asked == "changes 2");
  // It does not go on like that for ever.
  line.answer(200, page({2, 0}, {3, 0}));
  line.answer(200, wire::encode(sums_of({change(4)})));
  line.answer(200, page({3, 0}, {4, 0}));
  CHECK(line.asked == "manifest");
}

TEST_CASE("what differs in more than a tenth of its buckets, or at a hub that knows none, is a snapshot", "[edge]") {
  std::vector<wire::Change> many;
  for (int i = 0; i < 40; ++i)
    many.push_back({1, "price", "p/" + std::to_string(i), wire::Op::put, 1, "{\"amount\":1}"});
  for (const auto& [status, body] : {std::pair{200, wire::encode(sums_of(many))}, std::pair{404, std::string{}}}) {
    Line line;
    line.writer.agrees = false;
    line.start();
    line.answer(200, page({0, 0}, {1, 0}));
    line.answer(status, body);
    CHECK(line.asked == "manifest");
  }
}

TEST_CASE("a comparison that a person asks for counts the rows though the digests agree", "[edge]") {
  Line line;
  line.writer.now = {{7, 0}, 7, {}};
  line.start();
  line.session->recheck(line.now);
  line.answer(200, page({7, 0}, {7, 0}));
  CHECK(line.asked == "buckets");
  line.answer(200, wire::encode(wire::BucketSums{7, {}}));
  CHECK(line.writer.calls == std::vector<std::string>{"activate 7", "recount", "activate 7"});
  CHECK(line.mended == 0);
  CHECK_FALSE(line.session->is_mending());
  CHECK(line.asked == "changes 7");
}

TEST_CASE("where repair does not help there is a snapshot, part by part", "[edge]") {
  Line line;
  line.writer.agrees = false;
  line.writer.counted.reset();  // the first rows are still on their way
  line.start();
  line.answer(200, page({0, 0}, {1, 0}));
  line.answer(200, wire::encode(sums_of({change(1)})));
  CHECK(line.alerts == 1);
  CHECK(line.asked == "manifest");
  const std::string part = wire::encode_part({change(1)});
  const wire::SnapshotPart described{static_cast<std::int64_t>(part.size()), sha256(part), 1};
  line.answer(200, wire::encode(wire::Manifest{3, {described, described}, {}}));
  CHECK(line.asked == "part 0 of 3");
  line.answer(200, part);
  CHECK(line.asked == "part 1 of 3");
  line.writer.agrees = true;
  line.answer(200, part);
  CHECK(line.activated == std::vector<std::int64_t>{3});
  CHECK(line.asked == "changes 3");
}

TEST_CASE("a snapshot that was broken off goes on with the part that is missing", "[edge]") {
  Line line;
  const std::string part = wire::encode_part({change(1)});
  const wire::SnapshotPart described{static_cast<std::int64_t>(part.size()), sha256(part), 1};
  line.writer.now.loading = Loading{{5, {described, described, described}, {}}, {0, 2}};
  line.start();
  CHECK(line.asked == "part 1 of 5");
  line.answer(200, part.substr(1));  // damaged: asked for again, nothing staged
  CHECK(line.writer.calls.empty());
  line.pass(60);
  CHECK(line.asked == "part 1 of 5");
}

TEST_CASE("a cursor that is too old, or ahead of a hub that fell back, leads to a snapshot", "[edge]") {
  for (const wire::Reason reason : {wire::Reason::gone, wire::Reason::ahead}) {
    Line line;
    line.start();
    line.answer(wire::row_of(reason).status, refusal(reason));
    CHECK(line.asked == "manifest");
  }
}

TEST_CASE("a snapshot that vanished meanwhile is begun anew", "[edge]") {
  Line line;
  line.writer.now.loading = Loading{{5, {{1, {}, 1}}, {}}, {}};
  line.start();
  line.answer(410, refusal(wire::Reason::gone));
  CHECK(line.asked == "manifest");
}

TEST_CASE("garbled pages and pages for another cursor are asked for again after a wait", "[edge]") {
  for (const std::string& body : {std::string{"{\"from\":"}, page({4, 0}, {5, 0})}) {
    Line line;
    line.start();
    line.answer(200, body);
    CHECK(line.writer.calls.empty());
    CHECK(line.asked.empty());
    line.pass(60);
    CHECK(line.asked == "changes 0");
  }
}

TEST_CASE("no answer within the long poll and its time-out is a failure", "[edge]") {
  Line line;
  line.start();
  CHECK(line.session->deadline() == line.now.plus_seconds(55));
  line.asked.clear();
  line.pass(56);
  line.pass(60);
  CHECK(line.asked == "changes 0");
}
}  // namespace holdfast::edge
