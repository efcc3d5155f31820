#include "fiscal/merkle.h"

#include <bit>

#include "base/check.h"

namespace holdfast::fiscal {
namespace {
/// The largest power of two below `count`, which is above 1.
std::size_t split(std::size_t count) { return std::bit_floor(count - 1); }

void consistency(std::span<const Sha256> leaves, std::size_t old_size, bool whole, std::vector<Sha256>& out) {
  if (old_size == leaves.size()) {
    if (!whole) out.push_back(tree_root(leaves));
    return;
  }
  const std::size_t middle = split(leaves.size());
  if (old_size <= middle) {
    consistency(leaves.first(middle), old_size, whole, out);
    out.push_back(tree_root(leaves.subspan(middle)));
  } else {
    consistency(leaves.subspan(middle), old_size - middle, false, out);
    out.push_back(tree_root(leaves.first(middle)));
  }
}

/// Walks up from node `node` of a level whose last node is `last`.
struct Climb {
  std::uint64_t node, last;

  bool is_left_edge() const { return node % 2 == 1 || node == last; }
  void up() {
    node >>= 1;
    last >>= 1;
  }
  /// Past the levels where the node, alone at the right edge, has no sibling.
  void skip_lonely() {
    while (node % 2 == 0 && node != 0) up();
  }
};
}  // namespace

Sha256 leaf_hash(std::string_view entry) { return sha256(std::string_view{"\0", 1}, entry); }
Sha256 node_hash(const Sha256& left, const Sha256& right) { return sha256("\x01", bytes_of(left), bytes_of(right)); }

Sha256 tree_root(std::span<const Sha256> leaves) {
  if (leaves.empty()) return sha256({});
  if (leaves.size() == 1) return leaves[0];
  const std::size_t middle = split(leaves.size());
  return node_hash(tree_root(leaves.first(middle)), tree_root(leaves.subspan(middle)));
}

std::vector<Sha256> inclusion_proof(std::span<const Sha256> leaves, std::size_t index) {
  check(index < leaves.size());
  if (leaves.size() == 1) return {};
  const std::size_t middle = split(leaves.size());
  const bool left = index < middle;
  std::vector<Sha256> proof =
      left ? inclusion_proof(leaves.first(middle), index) : inclusion_proof(leaves.subspan(middle), index - middle);
  proof.push_back(tree_root(left ? leaves.subspan(middle) : leaves.first(middle)));
  return proof;
}

std::vector<Sha256> consistency_proof(std::span<const Sha256> leaves, std::size_t old_size) {
  check(old_size > 0 && old_size <= leaves.size());
  std::vector<Sha256> proof;
  consistency(leaves, old_size, true, proof);
  return proof;
}

bool includes(const Sha256& root, std::uint64_t size, std::uint64_t index, const Sha256& leaf,
              std::span<const Sha256> proof) {
  if (index >= size) return false;
  Climb at{index, size - 1};
  Sha256 hash = leaf;
  for (const Sha256& sibling : proof) {
    if (at.last == 0) return false;
    if (at.is_left_edge()) {
      hash = node_hash(sibling, hash);
      if (at.node % 2 == 0) at.skip_lonely();
    } else {
      hash = node_hash(hash, sibling);
    }
    at.up();
  }
  return at.last == 0 && hash == root;
}

bool only_added(const Sha256& old_root, std::uint64_t old_size, const Sha256& root, std::uint64_t size,
                std::span<const Sha256> proof) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  Climb at{old_size - 1, size - 1};
  while (at.node % 2 == 1) at.up();
  // A whole older tree is its own first hash and is not sent.
  const bool whole = std::has_single_bit(old_size);
  if (!whole && proof.empty()) return false;
  Sha256 older = whole ? old_root : proof.front(), newer = older;
  for (const Sha256& sibling : proof.subspan(whole ? 0 : 1)) {
    if (at.last == 0) return false;
    if (at.is_left_edge()) {
      older = node_hash(sibling, older);
      newer = node_hash(sibling, newer);
      if (at.node % 2 == 0) at.skip_lonely();
    } else {
      newer = node_hash(newer, sibling);
    }
    at.up();
  }
  return at.last == 0 && older == old_root && newer == root;
}
}  // namespace holdfast::fiscal
