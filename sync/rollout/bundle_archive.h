#pragma once
#include <functional>

#include "rollout/metadata.h"

/// The inside of a bundle: a plain tar (POSIX.1-1988 ustar) of folders, files and links that stay inside, and nothing
/// else. It is signed, and judged all the same: each header before a byte of its member goes anywhere.
namespace holdfast::rollout {
struct ArchiveLimits {
  std::uint64_t bytes = 2ULL << 30;  ///< of all members
  std::size_t members = 20'000;
  std::size_t depth = 32;  ///< components of a path
};
struct Member {
  enum class Kind { file, folder, link } kind = Kind::file;
  std::string path;    ///< relative, UTF-8, no `.` or `..`, no empty component
  std::string target;  ///< of a link: relative, without `..`
  std::uint32_t mode = 0;
  std::uint64_t size = 0;
};

/// What is wrong with a path below a bundle's folder; empty when nothing is.
std::string wrong_path(std::string_view path, std::size_t depth);

/// Takes an archive in pieces of any size. After the first refusal it takes no more.
class ArchiveReader {
 public:
  struct Sink {
    std::function<void(const Member&)> begin;
    std::function<void(std::string_view)> data;  ///< of the file that began last
  };
  explicit ArchiveReader(Sink sink, ArchiveLimits limits = {});
  Trust<void> take(std::string_view bytes);
  /// The archive has to be complete here.
  Trust<void> end() const;

 private:
  Trust<void> take_header(std::string_view block);
  Trust<Member> read_header(std::string_view block) const;
  Trust<void> admit(const Member& member);

  Sink sink_;
  ArchiveLimits limits_;
  std::string block_;
  std::map<std::string, Member::Kind, std::less<>> known_;
  std::uint64_t bytes_ = 0, left_ = 0;  ///< of all members; of this file
  std::size_t padding_ = 0;
  int zero_blocks_ = 0;
};

/// The same archive for the same members, whoever writes it: no times, no owners.
class ArchiveWriter {
 public:
  /// `data` of exactly member.size bytes follows a file's header. Refuses what the reader would refuse.
  Trust<void> add(const Member& member, std::string_view data = {});
  std::string end();

 private:
  std::string out_;
};
}  // namespace holdfast::rollout
