#include "print/symbols.h"

#include <memory>

#include <zint.h>

#include "print/cairo_handles.h"

namespace holdfast::print {
namespace {
std::optional<Modules> encode(std::string_view text, int symbology, int level) {
  const std::unique_ptr<zint_symbol, Ends<ZBarcode_Delete>> symbol{ZBarcode_Create()};
  if (!symbol || text.empty()) return std::nullopt;
  symbol->symbology = symbology;
  symbol->input_mode = UNICODE_MODE;
  if (level != 0) symbol->option_1 = level;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (ZBarcode_Encode(symbol.get(), bytes, static_cast<int>(text.size())) >= ZINT_ERROR) return std::nullopt;
  Modules out{symbol->width, symbol->rows, {}};
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) out.dark.push_back((symbol->encoded_data[y][x >> 3] >> (x & 7) & 1) != 0);
  return out;
}
}  // namespace

std::optional<Modules> code128(std::string_view text) { return encode(text, BARCODE_CODE128, 0); }
std::optional<Modules> qr_code(std::string_view text) {
  constexpr int level_m = 2;
  return encode(text, BARCODE_QRCODE, level_m);
}
}  // namespace holdfast::print
