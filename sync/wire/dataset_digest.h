#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/digest.h"

namespace holdfast::wire {
/// The digest of one data set that both sides keep up to date with each put and delete, so that equality is proved by
/// 32 bytes (design 1.3): 256 buckets by the first byte of SHA(key); an element is SHA("HF-ROW1\0" || u32(len key) ||
/// key || u64(rowVersion) || SHA(body)); a bucket is the sum of its elements as 256-bit big-endian numbers. It finds
/// faults, not forgers.
class DatasetDigest {
 public:
  static constexpr std::size_t buckets = 256;
  struct Row {
    std::string_view key;
    std::int64_t row_version = 0;
    Sha256 body_sha{};
  };
  void add(const Row& row);
  /// Exactly what was added under this key.
  void take_off(const Row& row);
  /// SHA("HF-SET1\0" || dataset || "\0" || u64(rows) || bucket 0 || ... || bucket 255)
  Sha256 root(std::string_view dataset) const;
  std::int64_t rows() const { return rows_; }
  const Sha256& bucket(std::size_t index) const { return sums_[index]; }
  /// As it was stored.
  void restore(std::size_t index, const Sha256& sum, std::int64_t rows) {
    sums_[index] = sum;
    rows_ += rows;
  }
  static std::size_t bucket_of(std::string_view key);
  friend bool operator==(const DatasetDigest&, const DatasetDigest&) = default;

 private:
  std::array<Sha256, buckets> sums_{};
  std::int64_t rows_ = 0;
};
}  // namespace holdfast::wire
