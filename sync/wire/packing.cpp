#include "wire/packing.h"

#include <zstd.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "wire/dictionary.h"

namespace holdfast::wire {
namespace {
constexpr int level = 3;
constexpr int window_log_most = 23;  // 8 MiB: RFC 9659, and no reason to hold more than the raw cap
// A skippable frame of 32 bytes (RFC 9842 section 5), so that plain zstd tools pass over it.
constexpr std::string_view dcz_magic{"\x5e\x2a\x4d\x18\x20\x00\x00\x00", 8};
constexpr std::string_view frame_magic{"\x28\xb5\x2f\xfd", 4};  // no skippable frame in front: one body, one frame
constexpr std::size_t dcz_head = dcz_magic.size() + 32;
}  // namespace

std::string_view content_encoding(Coding coding) {
  switch (coding) {
    case Coding::identity:
      return "identity";
    case Coding::zstd:
      return "zstd";
    case Coding::dcz:
      return "dcz";
  }
  return "identity";
}
std::optional<Coding> parse_content_encoding(std::string_view header) {
  if (header.empty() || header == "identity") return Coding::identity;
  if (header == "zstd") return Coding::zstd;
  if (header == "dcz") return Coding::dcz;
  return std::nullopt;
}

const Sha256& dictionary_sha() {
  static const Sha256 sha = sha256(dictionary_1);
  return sha;
}

namespace {
/// Digested once a process: digesting costs more than packing a batch does, and what comes of it never changes.
const ZSTD_CDict* packing_dictionary() {
  static const ZSTD_CDict* const made = ZSTD_createCDict(dictionary_1.data(), dictionary_1.size(), level);
  return made;
}
const ZSTD_DDict* unpacking_dictionary() {
  static const ZSTD_DDict* const made = ZSTD_createDDict(dictionary_1.data(), dictionary_1.size());
  return made;
}
}  // namespace

struct Packer::Zstd {
  ZSTD_CCtx* compress = ZSTD_createCCtx();
  ZSTD_DCtx* decompress = ZSTD_createDCtx();
  ~Zstd() {
    ZSTD_freeDCtx(decompress);
    ZSTD_freeCCtx(compress);
  }
};

Packer::Packer() : zstd_{std::make_unique<Zstd>()} {
  check(zstd_->compress != nullptr && zstd_->decompress != nullptr);
  check(packing_dictionary() != nullptr && unpacking_dictionary() != nullptr);
}
Packer::~Packer() = default;
Packer::Packer(Packer&&) noexcept = default;
Packer& Packer::operator=(Packer&&) noexcept = default;

std::string Packer::pack(std::string_view raw, Coding coding) {
  if (coding == Coding::identity) return std::string{raw};
  std::string out;
  if (coding == Coding::dcz) out.append(dcz_magic).append(bytes_of(dictionary_sha()));
  const std::size_t head = out.size();
  out.resize(head + ZSTD_compressBound(raw.size()));
  ZSTD_CCtx_reset(zstd_->compress, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(zstd_->compress, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(zstd_->compress, ZSTD_c_checksumFlag, 1);
  if (coding == Coding::dcz) ZSTD_CCtx_refCDict(zstd_->compress, packing_dictionary());
  const std::size_t size =
      ZSTD_compress2(zstd_->compress, out.data() + head, out.size() - head, raw.data(), raw.size());
  check(ZSTD_isError(size) == 0);
  out.resize(head + size);
  return out;
}

Decoded<std::string> Packer::unpack(std::string_view packed, Coding coding, const Limits& limits) {
  if (packed.size() > limits.packed_bytes) return fault(Reason::size, "the body is too large");
  if (coding == Coding::identity) {
    if (packed.size() > limits.raw_bytes) return fault(Reason::size, "the body is too large");
    return std::string{packed};
  }
  if (coding == Coding::dcz) {
    if (packed.size() < dcz_head || packed.substr(0, dcz_magic.size()) != dcz_magic)
      return fault(Reason::packing, "no dictionary is named");
    if (packed.substr(dcz_magic.size(), 32) != bytes_of(dictionary_sha()))
      return fault(Reason::packing, "packed with a dictionary that is not here");
    packed.remove_prefix(dcz_head);
  }
  if (packed.substr(0, frame_magic.size()) != frame_magic) return fault(Reason::packing, "not a zstd frame");
  const unsigned long long promised = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (promised == ZSTD_CONTENTSIZE_ERROR) return fault(Reason::packing, "not a zstd frame");
  if (promised != ZSTD_CONTENTSIZE_UNKNOWN && promised > limits.raw_bytes)
    return fault(Reason::size, "the body unpacks to too much");

  ZSTD_DCtx_reset(zstd_->decompress, ZSTD_reset_session_and_parameters);
  ZSTD_DCtx_setParameter(zstd_->decompress, ZSTD_d_windowLogMax, window_log_most);
  if (coding == Coding::dcz) ZSTD_DCtx_refDDict(zstd_->decompress, unpacking_dictionary());
  std::string raw;
  std::array<char, std::size_t{1} << 17> chunk;
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  for (;;) {
    ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
    const std::size_t left = ZSTD_decompressStream(zstd_->decompress, &out, &in);
    if (ZSTD_isError(left) != 0) return fault(Reason::packing, std::string{"zstd: "} + ZSTD_getErrorName(left));
    if (raw.size() + out.pos > limits.raw_bytes) return fault(Reason::size, "the body unpacks to too much");
    raw.append(chunk.data(), out.pos);
    if (left == 0) break;
    if (in.pos == in.size && out.pos < out.size) return fault(Reason::packing, "the body is cut short");
  }
  if (in.pos != in.size) return fault(Reason::packing, "bytes after the end of the body");
  return raw;
}
}  // namespace holdfast::wire
