#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "escpos/text_encoder.h"

namespace holdfast::escpos {
enum class Language : std::uint8_t { esc_pos, star_line, star_prnt, star_raster };
enum class Cutter : std::uint8_t { none, full, partial, both };

/// What a printer understands. `answers` is a promise rather than a command: silence of such a printer is a fault,
/// silence of any other means "status unknown" (hardware reference 0.6).
enum class Feature : std::uint32_t {
  bar_code_a = 1U << 0,  ///< GS k, form A
  bar_code_b = 1U << 1,  ///< GS k, form B
  qr_code = 1U << 2,
  pdf417 = 1U << 3,
  raster = 1U << 4,          ///< GS v 0
  graphics = 1U << 5,        ///< GS ( L
  column_image = 1U << 6,    ///< ESC *
  high_density = 1U << 7,    ///< ESC * with 24 dots
  drawer = 1U << 8,          ///< ESC p (Star: BEL)
  drawer_at_once = 1U << 9,  ///< DLE DC4 1
  drawer_bel = 1U << 10,
  polled_status = 1U << 11,     ///< DLE EOT (Star: ESC ACK SOH)
  automatic_status = 1U << 12,  ///< GS a (Star: ESC RS a)
  ordered_status = 1U << 13,    ///< GS r
  process_id = 1U << 14,        ///< GS ( H (Star: the ETB counter)
  real_time_lock = 1U << 15,    ///< GS ( D
  answers = 1U << 16,
};

/// One model of printer, as data. Text and pictures are laid out by `dots` and `columns`; nothing else here depends on
/// a maker's name. What the shop found out about its own printer (drawer wiring, a clone's missing pages) goes on top
/// of it.
struct PrinterProfile {
  std::string_view id;  ///< stable, goes into the configuration: `epson-tm-t88v`
  std::string_view vendor;
  std::string_view model;
  Language language = Language::esc_pos;
  int dpi = 203;
  int dots = 384;                         ///< across the paper; no picture may be wider
  std::array<std::uint8_t, 3> columns{};  ///< of fonts A, B, C; 0 where there is no such font
  Cutter cutter = Cutter::none;
  int feed_before_cut = 4;  ///< lines from the head to the knife, also to the tear-off edge
  std::uint32_t features = 0;
  std::span<const PageNumber> pages;  ///< in order of preference

  constexpr bool has(Feature feature) const { return (features & static_cast<std::uint32_t>(feature)) != 0; }
  constexpr bool is_star() const { return language != Language::esc_pos; }
};

std::span<const PrinterProfile> printer_profiles();
const PrinterProfile* find_profile(std::string_view id);
/// What is assumed of a printer that nobody knows (hardware reference 1.10): 58 mm, raster by GS v 0, letters of CP437,
/// no cutter, no codes, no status.
const PrinterProfile& unknown_printer();
/// What nearly every ESC/POS printer of today has, for bytes whose printer nobody has named: `columns` letters of 12 dots
/// across, the pages that makers agree on, raster, bars of its own, a knife, a drawer.
PrinterProfile generic_printer(int columns);
/// The model that a printer says it is: its USB product string, the MDL of its IEEE 1284 id, its answer to GS I 67. The
/// longest model name within the text wins, so that `TM-T88VI` is not taken for `TM-T88V`.
const PrinterProfile* find_profile_by_name(std::string_view text);
/// A sane start for a USB printer (hardware reference 12): by its product string, else by its ids; the unknown printer
/// when those belong to nobody we know.
const PrinterProfile& profile_for_usb(std::uint16_t vendor, std::uint16_t product, std::string_view product_string);
}  // namespace holdfast::escpos
