#include "routes/proof_guard.h"

#include <catch2/catch.hpp>

#include "base/base64.h"
#include "vault/spake2.h"

namespace holdfast::routes {
namespace {
using Verdict = ProofGuard::Verdict;
const Instant start{1'790'000'000'000'000};
struct Till {
  ProofGuard guard{[number = std::uint64_t{7}]() mutable { return number += 11; }};
  Sha256 key = sha256("a key");
  int sent = 0;

  http::Request request(std::string body = R"({"quantity":1})") const {
    http::Request made;
    made.method = http::Method::post;
    made.target = "/v1/carts";
    made.body = std::move(body);
    return made;
  }
  std::string prove(const http::Request& request, const std::string& nonce, std::string_view token = "hft_1") {
    const std::string id = "n" + std::to_string(++sent);
    const std::string text = proof_text(request, request.target, token, nonce, id);
    return nonce + "." + id + "." + to_base64(bytes_of(vault::keyed_digest(bytes_of(key), text)), Base64::url);
  }
  Verdict judge(const http::Request& request, const std::string& proof, Instant now, std::string_view token = "hft_1") {
    return guard.judge(request, request.target, token, proof, key, now);
  }
};
}  // namespace

TEST_CASE("a proof is good for its request alone, and once", "[routes]") {
  Till till;
  const auto request = till.request();
  CHECK(till.judge(request, "", start) == Verdict::stale);
  CHECK(till.judge(request, till.prove(request, "a nonce of somebody's"), start) == Verdict::stale);
  const std::string nonce = till.guard.nonce(start), proof = till.prove(request, nonce);
  CHECK(till.judge(till.request(R"({"quantity":100})"), proof, start) == Verdict::wrong);
  CHECK(till.judge(request, proof, start, "hft_2") == Verdict::wrong);
  auto elsewhere = request;
  elsewhere.target = "/v1/orders";
  CHECK(till.judge(elsewhere, proof, start) == Verdict::wrong);
  auto consented = request;
  consented.headers.add("Approval", "somebody's");
  CHECK(till.judge(consented, proof, start) == Verdict::wrong);
  CHECK(till.judge(request, proof, start) == Verdict::good);
  CHECK(till.judge(request, proof, start) == Verdict::stale);
  CHECK(till.judge(request, till.prove(request, nonce), start) == Verdict::good);

  Till thief;
  thief.key = sha256("another key");
  CHECK(till.judge(request, thief.prove(request, nonce), start) == Verdict::wrong);
}

TEST_CASE("nonces are replaced, the one before is taken for as long again", "[routes]") {
  Till till;
  const auto request = till.request();
  const std::string first = till.guard.nonce(start);
  const Instant later = start.plus_seconds(ProofGuard::nonce_seconds),
                last = later.plus_seconds(ProofGuard::nonce_seconds);
  const std::string replayed = till.prove(request, first);
  CHECK(till.judge(request, replayed, start) == Verdict::good);
  CHECK(till.judge(request, till.prove(request, first), later) == Verdict::good_renew);
  CHECK(till.judge(request, replayed, later) == Verdict::stale);
  CHECK(till.guard.nonce(later) != first);
  CHECK(till.judge(request, till.prove(request, till.guard.nonce(later)), later) == Verdict::good);
  CHECK(till.judge(request, till.prove(request, first), last) == Verdict::stale);
  // Long after, nothing from before is good.
  const std::string second = till.guard.nonce(last);
  CHECK(till.judge(request, till.prove(request, second), last.plus_seconds(10 * ProofGuard::nonce_seconds)) ==
        Verdict::stale);
}
}  // namespace holdfast::routes
