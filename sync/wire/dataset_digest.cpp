#include "wire/dataset_digest.h"

#include <string>

namespace holdfast::wire {
namespace {
constexpr std::string_view row_tag{"HF-ROW1\0", 8};
constexpr std::string_view set_tag{"HF-SET1\0", 8};

Sha256 element(const DatasetDigest::Row& row) {
  const auto version = big_endian(static_cast<std::uint64_t>(row.row_version));
  const auto length = big_endian(row.key.size());
  const std::string_view low_half{reinterpret_cast<const char*>(length.data()) + 4, 4};
  return sha256(row_tag, low_half, row.key, bytes_of(version), bytes_of(row.body_sha));
}
/// Both mod 2^256, most significant byte first.
void plus(Sha256& sum, const Sha256& value) {
  unsigned carry = 0;
  for (std::size_t i = sum.size(); i-- > 0;) {
    carry += static_cast<unsigned>(sum[i]) + value[i];
    sum[i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
}
void minus(Sha256& sum, const Sha256& value) {
  int borrow = 0;
  for (std::size_t i = sum.size(); i-- > 0;) {
    const int left = static_cast<int>(sum[i]) - value[i] - borrow;
    borrow = left < 0 ? 1 : 0;
    sum[i] = static_cast<std::uint8_t>(left);
  }
}
}  // namespace

std::size_t DatasetDigest::bucket_of(std::string_view key) { return sha256(key)[0]; }

void DatasetDigest::add(const Row& row) {
  plus(sums_[bucket_of(row.key)], element(row));
  ++rows_;
}
void DatasetDigest::take_off(const Row& row) {
  minus(sums_[bucket_of(row.key)], element(row));
  --rows_;
}

Sha256 DatasetDigest::root(std::string_view dataset) const {
  const auto count = big_endian(static_cast<std::uint64_t>(rows_));
  std::string all;
  all.reserve(buckets * 32);
  for (const Sha256& sum : sums_) all.append(bytes_of(sum));
  return sha256(set_tag, dataset, std::string_view{"\0", 1}, bytes_of(count), all);
}
}  // namespace holdfast::wire
