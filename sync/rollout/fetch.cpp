#include "rollout/fetch.h"

#include <algorithm>
#include <charconv>

#include "base/digest.h"

namespace holdfast::rollout {
namespace {
constexpr const char *folder = "fetch", *label_file = "fetch/form";

std::string path_of(std::size_t piece) { return std::string{folder} + "/" + std::to_string(piece); }

struct Label {
  std::string digest;
  std::uint64_t length = 0, piece_bytes = 0;
  friend bool operator==(const Label&, const Label&) = default;
};
std::string text_of(const Label& label) {
  return label.digest + " " + std::to_string(label.length) + " " + std::to_string(label.piece_bytes);
}
/// Nothing when there is no form, or its label was cut off.
std::optional<Label> read_label(Disk& disk) {
  const auto text = disk.read(label_file);
  if (!text) return std::nullopt;
  Label out;
  const std::size_t first = text->find(' '), second = text->find(' ', first + 1);
  if (first == std::string::npos || second == std::string::npos) return std::nullopt;
  out.digest = text->substr(0, first);
  const char *begin = text->data(), *end = begin + text->size();
  std::from_chars(begin + first + 1, begin + second, out.length);
  std::from_chars(begin + second + 1, end, out.piece_bytes);
  return out.length > 0 && out.piece_bytes > 0 ? std::optional{out} : std::nullopt;
}
}  // namespace

Fetch::Fetch(Disk& disk, Form form) : disk_{disk}, form_{std::move(form)}, has_(form_.pieces.size()) {
  const Label wanted{form_.sha256, form_.length, form_.piece_bytes};
  if (read_label(disk_) != wanted) {
    disk_.remove(folder);
    disk_.sync_folder("");
    disk_.make_folder(folder);
    disk_.sync_folder("");
    replace_file(disk_, label_file, text_of(wanted));
    return;
  }
  for (std::size_t piece = 0; piece < has_.size(); ++piece) {
    const auto bytes = disk_.read(path_of(piece));
    if (!bytes) continue;
    if (to_hex(sha256(*bytes)) == form_.pieces[piece]) {
      has_[piece] = true;
      ++here_;
    } else {
      disk_.remove(path_of(piece));
    }
  }
}

std::uint64_t Fetch::size_of(std::size_t piece) const {
  return std::min(form_.piece_bytes, form_.length - piece * form_.piece_bytes);
}

std::optional<Fetch::Run> Fetch::next(std::uint64_t most_bytes) const {
  const auto missing = std::ranges::find(has_, false);
  if (missing == has_.end()) return std::nullopt;
  Run run;
  run.first = static_cast<std::size_t>(missing - has_.begin());
  run.offset = run.first * form_.piece_bytes;
  for (std::size_t piece = run.first; piece < has_.size() && !has_[piece]; ++piece) {
    if (piece > run.first && run.bytes + size_of(piece) > most_bytes) break;
    run.bytes += size_of(piece);
  }
  return run;
}

Trust<void> Fetch::take(const Run& run, std::string_view bytes) {
  if (bytes.size() > run.bytes) return distrust(Distrust::Why::too_large, "more came than was asked for");
  for (std::size_t piece = run.first; piece < has_.size() && !bytes.empty(); ++piece) {
    const std::string_view own = bytes.substr(0, size_of(piece));
    if (own.size() < size_of(piece)) break;
    if (to_hex(sha256(own)) != form_.pieces[piece])
      return distrust(Distrust::Why::mismatch, "piece " + std::to_string(piece) + " is not what was signed");
    bytes.remove_prefix(own.size());
    if (has_[piece]) continue;
    // Not synced: a piece that a power cut spoils is found out by its digest and fetched again.
    disk_.remove(path_of(piece));
    disk_.append(path_of(piece), own);
    has_[piece] = true;
    ++here_;
  }
  return {};
}

std::uint64_t Fetch::bytes_here() const {
  std::uint64_t sum = 0;
  for (std::size_t piece = 0; piece < has_.size(); ++piece)
    if (has_[piece]) sum += size_of(piece);
  return sum;
}

Trust<std::string> Fetch::bytes() {
  std::string out;
  out.reserve(form_.length);
  for (std::size_t piece = 0; piece < has_.size(); ++piece) {
    const auto own = disk_.read(path_of(piece));
    if (!own) return distrust(Distrust::Why::missing, "piece " + std::to_string(piece) + " is gone");
    out += *own;
  }
  if (auto wrong = wrong_bytes(out, form_.length, {{"sha256", form_.sha256}})) {
    // Whatever it is, it is no good to anybody: the next one begins anew.
    disk_.remove(folder);
    return tl::unexpected(std::move(*wrong));
  }
  return out;
}

std::string fetched_digest(Disk& disk) {
  const auto found = read_label(disk);
  return found ? found->digest : "";
}
std::uint64_t fetched_length(Disk& disk) {
  const auto found = read_label(disk);
  return found ? found->length : 0;
}
std::optional<std::string> fetched_range(Disk& disk, std::uint64_t offset, std::uint64_t bytes) {
  const auto found = read_label(disk);
  if (!found || offset >= found->length) return std::nullopt;
  const std::uint64_t end = std::min(found->length, offset + bytes);
  std::string out;
  for (std::uint64_t at = offset; at < end;) {
    const std::uint64_t piece = at / found->piece_bytes, start = piece * found->piece_bytes;
    const auto own = disk.read(path_of(static_cast<std::size_t>(piece)));
    const std::uint64_t whole = std::min(found->piece_bytes, found->length - start);
    if (!own || own->size() != whole) return std::nullopt;
    const std::uint64_t until = std::min(end, start + whole);
    out.append(*own, at - start, until - at);
    at = until;
  }
  return out;
}
}  // namespace holdfast::rollout
