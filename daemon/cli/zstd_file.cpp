#include "cli/zstd_file.h"

#include <zstd.h>

#include <memory>

#include "cli/data_folder.h"
#include "cli/stop.h"

namespace holdfast::cli {
std::string read_maybe_zstd(const std::filesystem::path& file) {
  std::string packed = read_text(file);
  if (!packed.starts_with("\x28\xB5\x2F\xFD")) return packed;
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
  std::string text;
  std::string buffer(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;
  while (in.pos < in.size) {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left) != 0)
      throw Stop{file.string() + ": " + ZSTD_getErrorName(left), "the file is damaged: get it again"};
    text.append(buffer, 0, out.pos);
  }
  if (left != 0) throw Stop{file.string() + " ends in the middle", "the file is damaged: get it again"};
  return text;
}
}  // namespace holdfast::cli
