#include "fiscal/merkle.h"

#include <catch2/catch.hpp>

#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::fiscal;
using namespace holdfast::reference;

namespace {
std::vector<Sha256> some_leaves(std::size_t count) {
  std::vector<Sha256> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("record " + std::to_string(i)));
  return leaves;
}

/// Nothing where the text is not a digest: such a proof or root cannot hold.
std::optional<Sha256> digest_of(const json::value& text) {
  const std::string bytes = bytes_of_base64(text_of(text));
  Sha256 out{};
  if (bytes.size() != out.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(out.data()));
  return out;
}

std::optional<std::vector<Sha256>> digests_of(const json::value& list) {
  std::vector<Sha256> out;
  if (list.is_null()) return out;
  for (const json::value& item : list.as_array()) {
    const auto digest = digest_of(item);
    if (!digest) return std::nullopt;
    out.push_back(*digest);
  }
  return out;
}

std::uint64_t count_of(const json::value& number) { return number.to_number<std::uint64_t>(); }

bool holds(const json::object& item) {
  const auto proof = digests_of(item.at("proof"));
  if (text_of(item.at("kind")) == "inclusion") {
    const auto root = digest_of(item.at("root")), leaf = digest_of(item.at("leafHash"));
    return proof && root && leaf &&
           includes(*root, count_of(item.at("treeSize")), count_of(item.at("leafIdx")), *leaf, *proof);
  }
  const std::uint64_t old_size = count_of(item.at("size1")), size = count_of(item.at("size2"));
  // The roots of some cases are any bytes, of one length; they are only compared.
  const std::string one = text_of(item.at("root1")), two = text_of(item.at("root2"));
  if (old_size == 0) return false;
  if (old_size == size) return proof && proof->empty() && one == two;
  const auto old_root = digest_of(item.at("root1")), root = digest_of(item.at("root2"));
  return proof && old_root && root && only_added(*old_root, old_size, *root, size, *proof);
}
}  // namespace

TEST_CASE("Merkle proofs of others hold or fail as they should", "[fiscal][reference]") {
  const std::vector<json::object> cases = load_vectors("merkle-rfc6962");
  if (cases.empty()) return;
  Score score{"merkle-rfc6962"};
  for (const json::object& item : cases)
    score.take(item, [&]() -> std::string {
      const std::string kind = text_of(item.at("kind"));
      if (kind != "inclusion" && kind != "consistency") throw NotOffered{"kind " + kind};
      return compare(holds(item) ? "holds" : "fails", item.at("wantErr").as_bool() ? "fails" : "holds");
    });
  CHECK(score.failed() == 0);
}

TEST_CASE("every record of a day can be proved, and no other one", "[fiscal]") {
  for (const std::size_t count : {1U, 2U, 3U, 7U, 8U, 9U, 33U}) {
    const std::vector<Sha256> leaves = some_leaves(count);
    const Sha256 root = tree_root(leaves);
    for (std::size_t index = 0; index < count; ++index) {
      std::vector<Sha256> proof = inclusion_proof(leaves, index);
      CHECK(includes(root, count, index, leaves[index], proof));
      CHECK_FALSE(includes(root, count, index, leaf_hash("another"), proof));
      for (std::size_t other = 0; other < count; ++other)
        if (other != index) CHECK_FALSE(includes(root, count, other, leaves[index], proof));
      proof.push_back(root);
      CHECK_FALSE(includes(root, count, index, leaves[index], proof));
    }
  }
}

TEST_CASE("a log that only grew can be proved, one that changed cannot", "[fiscal]") {
  const std::vector<Sha256> leaves = some_leaves(21);
  for (std::size_t size = 1; size <= leaves.size(); ++size)
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const std::span<const Sha256> now = std::span{leaves}.first(size);
      const auto proof = consistency_proof(now, old_size);
      CHECK(only_added(tree_root(now.first(old_size)), old_size, tree_root(now), size, proof));
      std::vector<Sha256> changed{now.begin(), now.end()};
      changed[old_size - 1] = leaf_hash("changed");
      CHECK_FALSE(only_added(tree_root(now.first(old_size)), old_size, tree_root(changed), size,
                             consistency_proof(changed, old_size)));
    }
}
