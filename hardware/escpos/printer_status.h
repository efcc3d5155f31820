#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace holdfast::escpos {
enum class Paper { present, near_end, end };

/// What a printer has said of itself, from whichever way of asking. Empty means that it has not said: never "fine".
struct PrinterStatus {
  std::optional<bool> online;
  std::optional<bool> cover_open;
  std::optional<bool> fed_by_button;         ///< somebody feeds paper by hand just now
  std::optional<bool> waiting_for_recovery;  ///< offline until somebody acts
  std::optional<bool> stopped_by_paper_end;
  std::optional<bool> error;  ///< some error, its cause is asked for separately
  std::optional<bool> recoverable_error;
  std::optional<bool> cutter_error;
  std::optional<bool> unrecoverable_error;    ///< only switching it off helps
  std::optional<bool> self_recovering_error;  ///< the head is hot: it goes on by itself
  std::optional<bool> drawer_pin_high;        ///< pin 3; what that means depends on the drawer
  std::optional<Paper> paper;
  friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

/// What keeps a printer from printing, the one to be told first.
enum class Trouble {
  cover_open,
  paper_end,
  cutter_error,
  recoverable_error,
  unrecoverable_error,
  head_hot,
  feeding,  ///< by its button
  offline,  ///< and it does not say why
  not_taking_data,
  not_answering,
};
std::string_view to_text(Trouble trouble);
/// Empty while it prints, or while nobody knows.
std::optional<Trouble> trouble_of(const PrinterStatus& status);

/// The fixed bits of an answer to 10 04 n (hardware reference 1.7).
constexpr bool is_real_time_status(unsigned byte) { return (byte & 0x93) == 0x12; }
constexpr bool begins_automatic_status(unsigned byte) { return (byte & 0x93) == 0x10; }

/// The answer to 10 04 n, n from 1 to 4; other n and other bytes change nothing.
void apply_real_time_status(PrinterStatus& status, unsigned n, unsigned byte);
/// Four bytes of automatic status (hardware reference 1.8).
void apply_automatic_status(PrinterStatus& status, std::string_view bytes);
/// The answer to 1D 72 n: 1 is paper, 2 the drawer.
void apply_ordered_status(PrinterStatus& status, unsigned n, unsigned byte);
}  // namespace holdfast::escpos
