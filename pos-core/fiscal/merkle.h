#pragma once
#include <span>
#include <vector>

#include "base/digest.h"

/// Merkle trees over the journal: one root proves a day's records, a few hashes prove one of them or that a later day
/// only added. Source: RFC 6962 section 2.1; verification as in RFC 9162 sections 2.1.3.2 and 2.1.4.2.
namespace holdfast::fiscal {
Sha256 leaf_hash(std::string_view entry);
Sha256 node_hash(const Sha256& left, const Sha256& right);
/// Of no leaves: the digest of nothing.
Sha256 tree_root(std::span<const Sha256> leaves);

/// What shows that leaf `index` is in the tree: siblings from the leaf upwards.
std::vector<Sha256> inclusion_proof(std::span<const Sha256> leaves, std::size_t index);
/// What shows that the first `old_size` leaves were all of the older tree; 0 < old_size <= leaves.
std::vector<Sha256> consistency_proof(std::span<const Sha256> leaves, std::size_t old_size);

bool includes(const Sha256& root, std::uint64_t size, std::uint64_t index, const Sha256& leaf,
              std::span<const Sha256> proof);
/// Of an empty older tree there is nothing to show: false.
bool only_added(const Sha256& old_root, std::uint64_t old_size, const Sha256& root, std::uint64_t size,
                std::span<const Sha256> proof);
}  // namespace holdfast::fiscal
