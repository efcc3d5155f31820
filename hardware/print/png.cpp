#include "print/png.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <cairo.h>
#include <zlib.h>

#include "base/check.h"
#include "print/cairo_handles.h"

namespace holdfast::print {
namespace {
constexpr std::string_view signature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::size_t most_logo_bytes = 512 * 1024;
constexpr std::uint32_t most_logo_side = 4096;

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}
void append_chunk(std::string& out, std::string_view kind, std::string_view data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t from = out.size();
  out.append(kind).append(data);
  append_u32(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(out.data() + from),
                                                   static_cast<uInt>(out.size() - from))));
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}
/// The sides as the header gives them, before anything is unpacked.
bool has_sides_within(std::string_view png, std::uint32_t most_width, std::uint32_t most_height) {
  constexpr std::size_t header_end = 24;
  if (png.size() < header_end || !png.starts_with(signature) || png.substr(12, 4) != "IHDR") return false;
  const std::uint32_t width = u32_at(png, 16), height = u32_at(png, 20);
  return width > 0 && height > 0 && width <= most_width && height <= most_height;
}

cairo_status_t read_part(void* closure, unsigned char* data, unsigned int length) {
  auto& rest = *static_cast<std::string_view*>(closure);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, rest.data(), length);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

/// Grey of each dot (0 black, 255 white) on white paper, scaled to the size.
struct Greys {
  int width, height;
  std::vector<std::uint8_t> values;
};
std::optional<Greys> greys_of(std::string_view png, int most_width, int most_height) {
  std::string_view rest = png;
  const Surface image{cairo_image_surface_create_from_png_stream(&read_part, &rest)};
  if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) return std::nullopt;
  const int from_width = cairo_image_surface_get_width(image.get());
  const int from_height = cairo_image_surface_get_height(image.get());
  const double scale =
      std::min({1.0, static_cast<double>(most_width) / from_width, static_cast<double>(most_height) / from_height});
  Greys out{std::max(1, static_cast<int>(from_width * scale)), std::max(1, static_cast<int>(from_height * scale)), {}};
  const Surface paper{cairo_image_surface_create(CAIRO_FORMAT_RGB24, out.width, out.height)};
  const Context pen{cairo_create(paper.get())};
  cairo_set_source_rgb(pen.get(), 1, 1, 1);
  cairo_paint(pen.get());
  cairo_scale(pen.get(), static_cast<double>(out.width) / from_width, static_cast<double>(out.height) / from_height);
  cairo_set_source_surface(pen.get(), image.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(pen.get()), scale < 1 ? CAIRO_FILTER_BEST : CAIRO_FILTER_NEAREST);
  cairo_paint(pen.get());
  cairo_surface_flush(paper.get());
  if (cairo_surface_status(paper.get()) != CAIRO_STATUS_SUCCESS) return std::nullopt;
  const unsigned char* data = cairo_image_surface_get_data(paper.get());
  const int stride = cairo_image_surface_get_stride(paper.get());
  out.values.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      const unsigned char* dot =
          data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4;           // B G R x
      out.values.push_back(static_cast<std::uint8_t>((29 * dot[0] + 150 * dot[1] + 77 * dot[2]) >> 8));  // BT.601
    }
  return out;
}

/// Error diffusion of Floyd and Steinberg (1976): 7, 3, 5 and 1 sixteenths.
Bitmap scatter(const Greys& greys) {
  Bitmap out{greys.width, greys.height};
  std::vector<int> left(greys.values.begin(), greys.values.end());
  const auto at = [&](int x, int y) -> int& {
    return left[static_cast<std::size_t>(y) * static_cast<std::size_t>(greys.width) + static_cast<std::size_t>(x)];
  };
  const auto pass = [&](int x, int y, int error) {
    if (x >= 0 && x < greys.width && y < greys.height) at(x, y) += error;
  };
  for (int y = 0; y < greys.height; ++y)
    for (int x = 0; x < greys.width; ++x) {
      const int value = at(x, y);
      const bool ink = value < 128;
      if (ink) out.set(x, y);
      const int error = value - (ink ? 0 : 255);
      pass(x + 1, y, error * 7 / 16);
      pass(x - 1, y + 1, error * 3 / 16);
      pass(x, y + 1, error * 5 / 16);
      pass(x + 1, y + 1, error / 16);
    }
  return out;
}
}  // namespace

struct PngWriter::Deflate {
  z_stream stream{};
};

PngWriter::PngWriter(int width) : deflate_{std::make_unique<Deflate>()}, width_{width} {
  constexpr int level = 6;
  check(deflateInit(&deflate_->stream, level) == Z_OK);
}
PngWriter::~PngWriter() { deflateEnd(&deflate_->stream); }

void PngWriter::pack(std::string_view rows, bool last) {
  z_stream& stream = deflate_->stream;
  stream.next_in =
      const_cast<Bytef*>(reinterpret_cast<const Bytef*>(rows.data()));  // zlib's older signature; only read
  stream.avail_in = static_cast<uInt>(rows.size());
  std::array<char, 16'384> out;
  do {
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    check(deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR);
    packed_.append(out.data(), out.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

void PngWriter::add(const Bitmap& part) {
  check(part.width() == width_);
  std::string row;
  for (int y = 0; y < part.height(); ++y) {
    row.assign(1, '\0');                                                                 // filter: none
    for (const std::uint8_t byte : part.row(y)) row += static_cast<char>(~byte & 0xff);  // in PNG 1 is white
    pack(row, false);
  }
  height_ += part.height();
}

std::string PngWriter::finish() {
  constexpr std::uint32_t dots_per_metre = 8000;
  pack({}, true);
  std::string header;
  append_u32(header, static_cast<std::uint32_t>(width_));
  append_u32(header, static_cast<std::uint32_t>(height_));
  header.append({1, 0, 0, 0, 0});  // one bit, greyscale, deflate, no interlace
  std::string density;
  append_u32(density, dots_per_metre);
  append_u32(density, dots_per_metre);
  density += '\x01';
  std::string out{signature};
  append_chunk(out, "IHDR", header);
  append_chunk(out, "pHYs", density);
  append_chunk(out, "IDAT", packed_);
  append_chunk(out, "IEND", {});
  return out;
}

std::string encode_png(const Bitmap& bitmap) {
  PngWriter png{bitmap.width()};
  png.add(bitmap);
  return png.finish();
}

std::optional<Bitmap> decode_png(std::string_view png) {
  constexpr int most_width = 4096, most_height = 32'767;
  if (!has_sides_within(png, most_width, most_height)) return std::nullopt;
  const auto greys = greys_of(png, most_width, most_height);
  if (!greys) return std::nullopt;
  Bitmap out{greys->width, greys->height};
  for (int y = 0; y < out.height(); ++y)
    for (int x = 0; x < out.width(); ++x)
      if (greys->values[static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width()) +
                        static_cast<std::size_t>(x)] < 128)
        out.set(x, y);
  return out;
}

Result<Bitmap> make_logo(std::string_view png, int most_width, int most_height) {
  if (png.size() > most_logo_bytes) return refuse(ErrorCode::invalid_argument, "a logo has at most 512 KiB");
  if (!has_sides_within(png, most_logo_side, most_logo_side))
    return refuse(ErrorCode::invalid_argument, "a logo is a PNG of at most 4096 x 4096 dots");
  const auto greys = greys_of(png, most_width, most_height);
  if (!greys) return refuse(ErrorCode::invalid_argument, "the PNG is damaged");
  Bitmap logo = scatter(*greys);
  for (int y = 0; y < logo.height(); ++y)
    for (const std::uint8_t byte : logo.row(y))
      if (byte != 0) return logo;
  return refuse(ErrorCode::invalid_argument, "nothing on the logo is dark enough to print");
}
}  // namespace holdfast::print
