#define ZSTD_STATIC_LINKING_ONLY  // a prefix of any length, and the window that goes with it
#include <zstd.h>

#include <bit>
#include <memory>
#include <stdexcept>

#include "base/ends.h"
#include "rollout/bundle_archive.h"
#include "rollout/forms.h"

namespace holdfast::rollout {
namespace {
/// What a reader sets aside at most: a bundle and what it is made from lie within 2 GiB.
constexpr int largest_window = 31, smallest_window = 20;

void must(std::size_t code) {
  if (ZSTD_isError(code) != 0) throw std::runtime_error{std::string{"zstd: "} + ZSTD_getErrorName(code)};
}
}  // namespace

std::string squeeze(std::string_view bytes, std::string_view prefix, int level) {
  const std::unique_ptr<ZSTD_CCtx, Ends<ZSTD_freeCCtx>> context{ZSTD_createCCtx()};
  const int window = static_cast<int>(std::bit_width(bytes.size() + prefix.size()));
  must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level));
  must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1));
  if (!prefix.empty()) {
    must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog,
                                std::clamp(window, smallest_window, largest_window - 1)));
    must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1));
    must(ZSTD_CCtx_refPrefix(context.get(), prefix.data(), prefix.size()));
  }
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
  must(size);
  out.resize(size);
  return out;
}

Trust<std::string> expand(std::string_view frame, std::string_view prefix, std::uint64_t length) {
  using Why = Distrust::Why;
  if (length > ArchiveLimits{}.bytes) return distrust(Why::too_large, "it is more than a bundle may be");
  const unsigned long long said = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (said != length) return distrust(Why::mismatch, "what is packed is not as long as it should be");
  const std::unique_ptr<ZSTD_DCtx, Ends<ZSTD_freeDCtx>> context{ZSTD_createDCtx()};
  must(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, largest_window));
  if (!prefix.empty()) must(ZSTD_DCtx_refPrefix(context.get(), prefix.data(), prefix.size()));
  std::string out(length, '\0');
  // In one call nothing but this buffer is set aside, whatever window the frame asks for.
  const std::size_t size = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) != 0)
    return distrust(Why::malformed, std::string{"it cannot be unpacked: "} + ZSTD_getErrorName(size));
  if (size != length) return distrust(Why::mismatch, "what is packed is not as long as it should be");
  return out;
}
}  // namespace holdfast::rollout
