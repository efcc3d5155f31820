#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace holdfast::store {
/// From the first eight bytes of a key's hash to the row that may hold it. Open addressing, linear probing, 12 bytes a
/// slot, at most 3/4 full: 24 MB for a million keys. Two keys may share their eight bytes; the row tells.
class KeyTable {
 public:
  void clear(std::int64_t first_row, std::size_t expected);
  void insert(std::uint64_t hash, std::int64_t row);
  struct Entry {
    std::uint64_t hash;
    std::int64_t row;
  };
  /// Many at once: the slots are fetched from memory together, so that a million keys are not a million waits.
  void insert(std::span<const Entry> entries);
  void erase(std::uint64_t hash, std::int64_t row);
  /// Calls `is_it(row)` for each candidate until it says yes; returns that row or 0.
  template <class IsIt>
  std::int64_t find(std::uint64_t hash, const IsIt& is_it) const {
    if (size_ == 0) return 0;
    for (std::size_t slot = home(hash); hashes_[slot] != 0; slot = (slot + 1) & mask_)
      if (hashes_[slot] == tame(hash))
        if (const std::int64_t row = base_ + rows_[slot]; is_it(row)) return row;
    return 0;
  }
  /// Rows below this are gone; their entries go with the next growth.
  void forget_below(std::int64_t row) { least_ = row; }
  std::int64_t least() const { return least_; }
  std::size_t size() const { return size_; }
  std::size_t bytes() const {
    return hashes_.capacity() * sizeof(std::uint64_t) + rows_.capacity() * sizeof(std::uint32_t);
  }

 private:
  static std::uint64_t tame(std::uint64_t hash) { return hash == 0 ? 1 : hash; }  // 0 marks a free slot
  std::size_t home(std::uint64_t hash) const { return static_cast<std::size_t>(tame(hash)) & mask_; }
  void grow();
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> rows_;  // row - base_
  std::size_t mask_ = 0, size_ = 0;
  std::int64_t base_ = 0, least_ = 0;
};
}  // namespace holdfast::store
