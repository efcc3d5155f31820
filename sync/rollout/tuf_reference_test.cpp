#include <catch2/catch.hpp>

#include "base/digest.h"
#include "reference/vectors.h"
#include "rollout/update_session.h"

using namespace holdfast;
using namespace holdfast::reference;
using namespace holdfast::rollout;

namespace {
class Client {
 public:
  explicit Client(const json::object& item) : blobs_{item.at("blobs").as_object()} {}

  /// What differs from the reference client in one step; empty when nothing does.
  std::string take(const json::object& step) {
    const std::string op = text_of(step.at("op"));
    if (op == "init") {
      files_ = {{"root", blob(text_of(step.at("root")))}};
      return {};
    }
    bool good = true;
    if (op == "refresh") good = run(step, {});
    if (op == "download")
      for (const json::value& name : step.at("targetNames").as_array()) good = good && run(step, text_of(name));
    if (std::string wrong = compare(good ? "0" : "1", std::to_string(step.at("expectExit").as_int64())); !wrong.empty())
      return op + ": " + wrong + " " + why_;
    return trusted_differs(step) + artifacts_differ(step);
  }

 private:
  std::string blob(const std::string& digest) const { return text_of(blobs_.at(digest).at("text")); }

  bool run(const json::object& step, const std::string& target) {
    const json::object& served = step.at("files").as_object();
    const auto fetch = [&](const std::string& path) {
      const json::value* digest = served.if_contains(path);
      return digest ? std::optional{blob(text_of(*digest))} : std::nullopt;
    };
    UpdateSession session{files_, parse_rfc3339(text_of(step.at("now"))).value(), Expiry::enforced, target};
    while (const auto& want = session.want()) session.give(fetch(std::string{want->path}));
    why_ = session.failure() ? session.failure()->detail : "";
    if (session.failure() || target.empty()) return !session.failure();
    return bring(*session.found(), target, fetch);
  }

  /// What is here and still right is not fetched again.
  template <class Fetch>
  bool bring(const UpdateSession::Found& found, const std::string& target, const Fetch& fetch) {
    const auto holds = [&](const std::string& bytes) {
      return !wrong_bytes(bytes, found.target.length, found.target.hashes);
    };
    if (const auto here = artifacts_.find(target); here != artifacts_.end() && holds(here->second)) return true;
    const auto bytes = fetch(found.path);
    if (!bytes || !holds(*bytes)) return false;
    artifacts_.insert_or_assign(target, *bytes);
    return true;
  }

  std::string trusted_differs(const json::object& step) const {
    const json::value* expected = step.if_contains("expectTrusted");
    if (!expected) return {};
    std::string wanted, have;
    std::map<std::string, std::string> sorted;
    for (const auto& item : expected->as_object()) sorted.emplace(item.key(), text_of(item.value().at("sha256")));
    for (const auto& [role, digest] : sorted) wanted += role + " " + digest + "; ";
    for (const auto& [role, bytes] : files_) have += role + " " + to_hex(sha256(bytes)) + "; ";
    return compare(have, wanted);
  }

  std::string artifacts_differ(const json::object& step) const {
    const json::value* expected = step.if_contains("expectArtifacts");
    if (!expected) return {};
    std::set<std::string> wanted, have;
    for (const json::value& digest : expected->as_array()) wanted.insert(text_of(digest));
    for (const auto& [name, bytes] : artifacts_) have.insert(to_hex(sha256(bytes)));
    return have == wanted ? std::string{} : "other artifacts are here";
  }

  const json::object& blobs_;
  TrustedFiles files_;
  std::map<std::string, std::string> artifacts_;
  std::string why_;
};
}  // namespace

TEST_CASE("release metadata is believed as TUF's reference client believes it", "[rollout][reference]") {
  const std::vector<json::object> cases = load_vectors("tuf-client");
  if (cases.empty()) return;
  Score score{"tuf-client"};
  for (const json::object& item : cases)
    score.take(item, [&]() -> std::string {
      Client client{item};
      int number = 0;
      for (const json::value& step : item.at("steps").as_array()) {
        if (std::string wrong = client.take(step.as_object()); !wrong.empty())
          return "step " + std::to_string(number) + ": " + wrong;
        ++number;
      }
      return {};
    });
  CHECK(score.failed() == 0);
}
