#include "store/key_table.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace holdfast::store {
void KeyTable::clear(std::int64_t first_row, std::size_t expected) {
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(1024, expected + expected / 3 + 1));
  hashes_.assign(slots, 0);
  rows_.assign(slots, 0);
  mask_ = slots - 1;
  size_ = 0;
  base_ = least_ = first_row;
}

void KeyTable::insert(std::uint64_t hash, std::int64_t row) {
  if (hashes_.empty() || (size_ + 1) * 4 > hashes_.size() * 3) grow();
  check(row >= base_ && row - base_ <= UINT32_MAX);
  std::size_t slot = home(hash);
  while (hashes_[slot] != 0) slot = (slot + 1) & mask_;
  hashes_[slot] = tame(hash);
  rows_[slot] = static_cast<std::uint32_t>(row - base_);
  ++size_;
}

void KeyTable::insert(std::span<const Entry> entries) {
  if (!hashes_.empty())
    for (const Entry& entry : entries) {
      __builtin_prefetch(&hashes_[home(entry.hash)], 1);
      __builtin_prefetch(&rows_[home(entry.hash)], 1);
    }
  for (const Entry& entry : entries) insert(entry.hash, entry.row);
}

void KeyTable::erase(std::uint64_t hash, std::int64_t row) {
  if (hashes_.empty()) return;
  std::size_t hole = home(hash);
  while (hashes_[hole] != 0 && !(hashes_[hole] == tame(hash) && base_ + rows_[hole] == row)) hole = (hole + 1) & mask_;
  if (hashes_[hole] == 0) return;
  // Entries behind the hole move up unless that would put them before their home.
  for (std::size_t slot = (hole + 1) & mask_; hashes_[slot] != 0; slot = (slot + 1) & mask_) {
    const std::size_t distance_home = (slot - home(hashes_[slot])) & mask_;
    if (distance_home < ((slot - hole) & mask_)) continue;
    hashes_[hole] = hashes_[slot];
    rows_[hole] = rows_[slot];
    hole = slot;
  }
  hashes_[hole] = 0;
  --size_;
}

void KeyTable::grow() {
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> rows;
  hashes.swap(hashes_);
  rows.swap(rows_);
  const std::int64_t base = base_;
  const std::int64_t least = least_;
  std::size_t live = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) live += hashes[i] != 0 && base + rows[i] >= least ? 1 : 0;
  clear(base, live * 2);
  least_ = least;
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if (hashes[i] != 0 && base + rows[i] >= least) insert(hashes[i], base + rows[i]);
}
}  // namespace holdfast::store
