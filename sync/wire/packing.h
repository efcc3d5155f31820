#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "wire/fault.h"
#include "wire/limits.h"

namespace holdfast::wire {
/// Content codings of bodies on the line: `zstd` is RFC 8878; `dcz` is RFC 9842, zstd with a dictionary both ends hold,
/// named by its SHA-256 in the first 40 bytes. Which dictionaries the peer has is agreed in hello.
enum class Coding { identity, zstd, dcz };
std::string_view content_encoding(Coding coding);
std::optional<Coding> parse_content_encoding(std::string_view header);

/// SHA-256 of the dictionary that our events are packed with.
const Sha256& dictionary_sha();

/// Packs and unpacks bodies. Holds zstd's contexts, so one object is kept by its owner and used by one thread.
class Packer {
 public:
  Packer();
  ~Packer();
  Packer(Packer&&) noexcept;
  Packer& operator=(Packer&&) noexcept;

  /// One frame with its size and checksum.
  std::string pack(std::string_view raw, Coding coding);
  /// Exactly one frame, whole, with nothing behind it, of at most `limits.raw_bytes`. Never allocates more than that
  /// whatever the frame promises. Faults: packing, size.
  Decoded<std::string> unpack(std::string_view packed, Coding coding, const Limits& limits = {});

 private:
  struct Zstd;
  std::unique_ptr<Zstd> zstd_;
};
}  // namespace holdfast::wire
