#include "wire/repair.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t hex_digits = 64;  // of a bucket's sum
constexpr std::size_t most_datasets = 256;

Decoded<Json> object_of(std::string_view text, const Limits& limits) {
  if (text.size() > limits.raw_bytes) return fault(Reason::size, "the document is too large");
  auto json = parse_json(text);
  if (!json || !json->is_object()) return fault(Reason::form, "no JSON object");
  return *std::move(json);
}
std::optional<DatasetDigest> read_sums(std::string_view hex, std::int64_t rows) {
  if (hex.size() != DatasetDigest::buckets * hex_digits) return std::nullopt;
  DatasetDigest digest;
  for (std::size_t i = 0; i < DatasetDigest::buckets; ++i) {
    const auto sum = parse_digest(hex.substr(i * hex_digits, hex_digits));
    if (!sum) return std::nullopt;
    digest.restore(i, *sum, i == 0 ? rows : 0);
  }
  return digest;
}
}  // namespace

std::string to_text(const BucketSet& buckets) {
  Sha256 bits{};
  for (std::size_t i = 0; i < buckets.size(); ++i)
    if (buckets[i]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 0x80U >> (i % 8));
  return to_hex(bits);
}
std::optional<BucketSet> parse_buckets(std::string_view text) {
  const auto bits = parse_digest(text);
  if (!bits) return std::nullopt;
  BucketSet buckets;
  for (std::size_t i = 0; i < buckets.size(); ++i) buckets[i] = ((*bits)[i / 8] & 0x80U >> (i % 8)) != 0;
  return buckets;
}

std::string encode(const BucketSums& sums) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("version", sums.version).key("datasets").begin_array();
  for (const auto& [dataset, digest] : sums.datasets) {
    std::string hex;
    for (std::size_t i = 0; i < DatasetDigest::buckets; ++i) hex += to_hex(digest.bucket(i));
    json.begin_object().member("dataset", dataset).member("rows", digest.rows()).member("buckets", hex).end_object();
  }
  json.end_array().end_object();
  return out;
}

Decoded<BucketSums> decode_bucket_sums(std::string_view text, const Limits& limits) {
  const auto json = object_of(text, limits);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  BucketSums sums;
  sums.version = fields.integer("version", 0);
  for (const Json& item : fields.array("datasets", true, most_datasets)) {
    JsonFields set{item, errors};
    const std::string dataset = set.text("dataset", 64);
    const std::int64_t rows = set.integer("rows", 0);
    const auto digest = read_sums(set.text("buckets", DatasetDigest::buckets * hex_digits), rows);
    if (!digest || !sums.datasets.emplace(dataset, *digest).second)
      return fault(Reason::form, "the sums of " + dataset + " are not read");
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return sums;
}

std::string encode(const BucketRows& rows) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("version", rows.version).member("dataset", rows.dataset).member("after", rows.after);
  if (rows.upto) json.member("upto", *rows.upto);
  json.key("rows").raw(encode_part(rows.rows)).end_object();
  return out;
}

Decoded<BucketRows> decode_bucket_rows(std::string_view text, const Limits& limits) {
  const auto json = object_of(text, limits);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  BucketRows found;
  found.version = fields.integer("version", 0);
  found.dataset = fields.text("dataset", 64);
  found.after = fields.maybe_text("after", 512).value_or("");
  found.upto = fields.maybe_text("upto", 512);
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  std::string last = found.after;
  for (const Json& item : fields.array("rows", true, static_cast<std::size_t>(limits.page_rows))) {
    auto row = decode_change(item, limits);
    if (!row) return tl::unexpected(std::move(row).error());
    if (row->op != Op::put || row->dataset != found.dataset || row->key <= last ||
        (found.upto && row->key > *found.upto))
      return fault(Reason::form, "the rows are not live ones of " + found.dataset + " in order");
    last = row->key;
    found.rows.push_back(*std::move(row));
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return found;
}

std::map<std::string, BucketSet> differences(const std::map<std::string, DatasetDigest>& ours,
                                             const std::map<std::string, DatasetDigest>& theirs) {
  std::map<std::string, BucketSet> wrong;
  const DatasetDigest empty;
  const auto compare = [&](const auto& names) {
    for (const auto& [dataset, ignored] : names) {
      const auto own = ours.find(dataset), other = theirs.find(dataset);
      const DatasetDigest& here = own != ours.end() ? own->second : empty;
      const DatasetDigest& there = other != theirs.end() ? other->second : empty;
      for (std::size_t i = 0; i < DatasetDigest::buckets; ++i)
        if (here.bucket(i) != there.bucket(i)) wrong[dataset].set(i);
    }
  };
  compare(ours);
  compare(theirs);
  return wrong;
}
}  // namespace holdfast::wire
