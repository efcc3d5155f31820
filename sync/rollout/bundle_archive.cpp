#include "rollout/bundle_archive.h"

#include <algorithm>

#include "base/utf8.h"

namespace holdfast::rollout {
namespace {
using Why = Distrust::Why;
constexpr std::size_t block_size = 512;
/// Where a ustar header has its fields: offset and width.
struct Field {
  std::size_t at, width;
};
constexpr Field name_field{0, 100}, mode_field{100, 8}, owner_field{108, 8}, group_field{116, 8}, size_field{124, 12},
    time_field{136, 12}, checksum_field{148, 8}, kind_field{156, 1}, link_field{157, 100}, magic_field{257, 8},
    prefix_field{345, 155};
constexpr std::string_view magic{"ustar\00000", 8};

std::string_view text_in(std::string_view block, Field field) {
  const std::string_view text = block.substr(field.at, field.width);
  return text.substr(0, text.find('\0'));
}

std::optional<std::uint64_t> octal_in(std::string_view block, Field field) {
  std::uint64_t value = 0;
  bool any = false, over = false;
  for (const char c : block.substr(field.at, field.width)) {
    if (c >= '0' && c <= '7' && !over) {
      value = value << 3 | static_cast<std::uint64_t>(c - '0');
      any = true;
    } else if ((c == ' ' && any) || c == '\0') {
      over = true;
    } else if (c != ' ') {
      return std::nullopt;
    }
  }
  return any ? std::optional{value} : std::nullopt;
}

/// As if the checksum's own field were spaces.
std::uint64_t checksum_of(std::string_view block) {
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < block.size(); ++at) {
    const bool own = at >= checksum_field.at && at < checksum_field.at + checksum_field.width;
    sum += own ? ' ' : static_cast<unsigned char>(block[at]);
  }
  return sum;
}

bool plain_text(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\';
         });
}

bool zero(std::string_view block) {
  return std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
}
}  // namespace

std::string wrong_path(std::string_view path, std::size_t depth) {
  if (path.empty()) return "a member has no name";
  if (!plain_text(path)) return "a member's name is not plain text";
  std::size_t components = 0;
  for (std::size_t at = 0; at <= path.size(); ++components) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view component = path.substr(at, end - at);
    if (component.empty() || component == "." || component == "..")
      return "'" + std::string{path} + "' is not a plain path inside";
    at = end + 1;
  }
  return components > depth ? "'" + std::string{path} + "' is too deep" : "";
}

ArchiveReader::ArchiveReader(Sink sink, ArchiveLimits limits) : sink_{std::move(sink)}, limits_{limits} {}

Trust<void> ArchiveReader::take(std::string_view bytes) {
  while (!bytes.empty()) {
    if (left_ > 0 || padding_ > 0) {
      const auto data = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
      if (!data.empty()) sink_.data(data);
      left_ -= data.size();
      bytes.remove_prefix(data.size());
      if (left_ > 0) continue;
      const std::size_t skipped = std::min(padding_, bytes.size());
      padding_ -= skipped;
      bytes.remove_prefix(skipped);
      continue;
    }
    const std::size_t missing = std::min(block_size - block_.size(), bytes.size());
    block_ += bytes.substr(0, missing);
    bytes.remove_prefix(missing);
    if (block_.size() < block_size) continue;
    if (auto taken = take_header(block_); !taken) return taken;
    block_.clear();
  }
  return {};
}

Trust<void> ArchiveReader::take_header(std::string_view block) {
  if (zero(block)) {
    ++zero_blocks_;
    return {};
  }
  if (zero_blocks_ > 0) return distrust(Why::malformed, "something follows the end of the archive");
  auto member = read_header(block);
  if (!member) return tl::unexpected(std::move(member).error());
  if (auto admitted = admit(*member); !admitted) return admitted;
  left_ = member->size;
  padding_ = static_cast<std::size_t>((block_size - member->size % block_size) % block_size);
  sink_.begin(*member);
  return {};
}

Trust<Member> ArchiveReader::read_header(std::string_view block) const {
  const auto malformed = [](std::string what) { return distrust(Why::malformed, std::move(what)); };
  if (octal_in(block, checksum_field) != checksum_of(block)) return malformed("a header's checksum is wrong");
  if (block.substr(magic_field.at, magic_field.width) != magic) return malformed("a header is not ustar");
  const auto mode = octal_in(block, mode_field), size = octal_in(block, size_field);
  if (!mode || !size) return malformed("a header's number is not octal");
  Member member{.kind = Member::Kind::file,
                .path = std::string{text_in(block, name_field)},
                .target = std::string{text_in(block, link_field)},
                .mode = static_cast<std::uint32_t>(*mode),
                .size = *size};
  if (const std::string_view prefix = text_in(block, prefix_field); !prefix.empty())
    member.path = std::string{prefix} + "/" + member.path;
  switch (block[kind_field.at]) {
    case '0':
      break;
    case '2':
      member.kind = Member::Kind::link;
      break;
    case '5':
      member.kind = Member::Kind::folder;
      break;
    default:
      return malformed("'" + member.path + "' is neither file, folder nor link");
  }
  if (member.kind == Member::Kind::folder && member.path.ends_with('/')) member.path.pop_back();
  if (*mode > 0777) return malformed("'" + member.path + "' has special mode bits");
  if (member.kind != Member::Kind::file && member.size > 0)
    return malformed("'" + member.path + "' is no file and has content");
  if ((member.kind == Member::Kind::link) == member.target.empty())
    return malformed("'" + member.path + "' has a target and is no link, or none and is one");
  return member;
}

Trust<void> ArchiveReader::admit(const Member& member) {
  if (std::string wrong = wrong_path(member.path, limits_.depth); !wrong.empty())
    return distrust(Why::malformed, std::move(wrong));
  if (member.kind == Member::Kind::link)
    if (std::string wrong = wrong_path(member.target, limits_.depth); !wrong.empty())
      return distrust(Why::malformed, "a link: " + wrong);
  if (known_.size() >= limits_.members)
    return distrust(Why::too_large, "more than " + std::to_string(limits_.members) + " members");
  if (member.size > limits_.bytes - bytes_)
    return distrust(Why::too_large, "more than " + std::to_string(limits_.bytes) + " bytes");
  // Nothing is below a file or a link: no member is written through another one.
  for (std::size_t slash = member.path.find('/'); slash != std::string::npos;
       slash = member.path.find('/', slash + 1)) {
    const auto above = known_.try_emplace(member.path.substr(0, slash), Member::Kind::folder).first;
    if (above->second != Member::Kind::folder)
      return distrust(Why::malformed, "'" + member.path + "' is below what is no folder");
  }
  const auto [at, fresh] = known_.try_emplace(member.path, member.kind);
  const bool folder_again = member.kind == Member::Kind::folder && at->second == Member::Kind::folder;
  if (!fresh && !folder_again) return distrust(Why::malformed, "'" + member.path + "' is there twice");
  bytes_ += member.size;
  return {};
}

Trust<void> ArchiveReader::end() const {
  if (left_ > 0 || padding_ > 0 || !block_.empty() || zero_blocks_ < 2)
    return distrust(Why::malformed, "the archive is cut short");
  if (known_.empty()) return distrust(Why::malformed, "the archive is empty");
  return {};
}

Trust<void> ArchiveWriter::add(const Member& member, std::string_view data) {
  std::string block(block_size, '\0');
  const auto put = [&](Field field, std::string_view text) { block.replace(field.at, text.size(), text); };
  const auto octal = [&](Field field, std::uint64_t value) {
    std::string digits(field.width - 1, '0');
    for (auto at = digits.rbegin(); value > 0 && at != digits.rend(); ++at, value >>= 3)
      *at = static_cast<char>('0' + (value & 7));
    put(field, digits);
  };
  const std::string path = member.path + (member.kind == Member::Kind::folder ? "/" : "");
  // A longer path is cut at a slash: what is before goes into the prefix.
  const std::size_t cut =
      path.size() <= name_field.width ? std::string::npos : path.find('/', path.size() - name_field.width - 1);
  const bool fits = path.size() <= name_field.width ||
                    (cut != std::string::npos && cut + 1 < path.size() && cut <= prefix_field.width);
  if (!fits || member.target.size() > link_field.width)
    return distrust(Why::malformed, "'" + path + "' is too long for a header");
  put(name_field, cut == std::string::npos ? path : path.substr(cut + 1));
  if (cut != std::string::npos) put(prefix_field, path.substr(0, cut));
  put(link_field, member.target);
  put(magic_field, magic);
  block[kind_field.at] = member.kind == Member::Kind::file ? '0' : member.kind == Member::Kind::link ? '2' : '5';
  octal(mode_field, member.mode);
  octal(size_field, member.size);
  for (const Field field : {owner_field, group_field, time_field}) octal(field, 0);
  octal({checksum_field.at, checksum_field.width - 1}, checksum_of(block));
  block[checksum_field.at + checksum_field.width - 1] = ' ';
  out_ += block;
  out_ += data;
  out_.append((block_size - data.size() % block_size) % block_size, '\0');
  return {};
}

std::string ArchiveWriter::end() {
  out_.append(2 * block_size, '\0');
  return std::move(out_);
}
}  // namespace holdfast::rollout
