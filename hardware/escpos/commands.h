#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "escpos/printer_profile.h"

namespace holdfast::escpos {
/// The commands of hardware reference 1.2, 1.7 to 1.9, appended to the bytes of a job. Those with an argument check()
/// that it is in the range that the reference gives: it comes from our own code.
enum class Align : std::uint8_t { left = 0, center = 1, right = 2 };
enum class Font : std::uint8_t { a = 0, b = 1, c = 2 };
enum class Underline : std::uint8_t { none = 0, thin = 1, thick = 2 };
enum class Switched : bool { off, on };
/// Times the height and width of a letter, 1 to 8.
struct LetterSize {
  int width = 1;
  int height = 1;
};

/// What every job begins with: initialise, leave the Kanji mode in which printers for the Chinese market start, and the
/// ASCII of the USA, or `[` is printed as `Ä` by a printer set to Germany. Where the printer has it, pulses and
/// power-off inside pictures are switched off. The text encoder has to forget() its page afterwards.
void append_start(std::string& out, const PrinterProfile& profile);
/// Puts back what append_start() switched off for the length of the job.
void append_end(std::string& out, const PrinterProfile& profile);
void append_align(std::string& out, Align align);  ///< at the start of a line
void append_font(std::string& out, Font font);
void append_bold(std::string& out, Switched how);
void append_underline(std::string& out, Underline how);
void append_inverse(std::string& out, Switched how);      ///< white on black
void append_upside_down(std::string& out, Switched how);  ///< at the start of a line
void append_size(std::string& out, LetterSize size);
void append_feed(std::string& out, int lines);  ///< 0 to 255
void append_line_spacing(std::string& out, int units);
void append_default_line_spacing(std::string& out);
/// Feeds to the knife and cuts, partially where there is a choice; without a knife it feeds to the tear-off edge.
void append_cut(std::string& out, const PrinterProfile& profile);

/// The contact of the drawer's plug, and its pulse; the reference's 50 ms on, 500 ms off fits nearly all (1.2).
enum class DrawerPin : std::uint8_t { two = 0, five = 1 };
struct Pulse {
  int on_ms = 50;
  int off_ms = 500;
};
void append_kick(std::string& out, DrawerPin pin, Pulse pulse = {});
/// Ahead of what the printer has in its buffer; not while it prints or is in error.
void append_kick_at_once(std::string& out, DrawerPin pin, Pulse pulse = {});

void append_real_time_request(std::string& out, unsigned n);   ///< 10 04 n, 1 to 4
void append_automatic_status(std::string& out, Switched how);  ///< 1D 61
void append_ordered_request(std::string& out, unsigned n);     ///< 1D 72 n
void append_text_request(std::string& out, unsigned n);        ///< 1D 49 n
/// 1D 28 48: the printer says so when all before it is printed. `id` is four characters from 20h to 7Eh.
void append_process_mark(std::string& out, std::string_view id);
/// The id of a job by its number: the low four digits, as the reference wants it (1.9).
std::string process_id(std::uint64_t job_number);
/// 10 05 1: go on after a recoverable error.
void append_recover(std::string& out);
/// Ends whatever a broken job left open, a whole band of a picture at most, and initialises; Star's languages too.
void append_after_broken_job(std::string& out, const PrinterProfile& profile);
}  // namespace holdfast::escpos
