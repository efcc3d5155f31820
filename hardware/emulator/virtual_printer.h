#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "emulator/paper_roll.h"
#include "escpos/code_page.h"
#include "escpos/command_stream.h"
#include "escpos/printer_profile.h"
#include "escpos/printer_status.h"
#include "escpos/realtime_scanner.h"
#include "star/command_stream.h"

namespace holdfast::emulator {
/// What somebody does to a printer.
struct PrinterState {
  escpos::Paper paper = escpos::Paper::present;
  std::optional<int> lines_left;  ///< then the paper ends
  bool cover_open = false;
  bool drawer_open = false;
  bool silent = false;   ///< prints, and says nothing
  bool stalled = false;  ///< takes no bytes
  bool slow = false;
  std::int64_t bytes_a_second = 0;  ///< 0: as fast as `slow` says
};

/// The printer's end of ESC/POS, or of Star's languages where the profile says so: a finite buffer, paper, a cover, a
/// drawer with a switch that is high when open, status asked for and sent of itself, completion by GS ( H (Star: by the
/// ETB counter) where the model has it. It prints at a speed; what it has printed is on roll(). One
/// client's bytes at a time; what a lost client left unprinted is printed all the same, as real ones do.
class VirtualPrinter {
 public:
  explicit VirtualPrinter(const escpos::PrinterProfile& profile);
  /// How much it takes now; 0 while its buffer is full or it is stalled.
  std::size_t room() const;
  void on_bytes(std::string_view bytes);  ///< at most room()
  /// Prints what it can in so much time.
  void work(std::int64_t elapsed_us);
  std::string take_replies();
  void on_client();  ///< another one has connected
  void power_cycle();

  PrinterState& state() { return state_; }
  /// Somebody has changed the state: told to whoever asked to be told.
  void on_state_changed();
  const PrinterState& state() const { return state_; }
  PaperRoll& roll() { return roll_; }
  const PaperRoll& roll() const { return roll_; }
  std::int64_t pulses() const { return pulses_; }
  const escpos::PrinterProfile& profile() const { return *profile_; }
  bool idle() const { return waiting_.empty(); }

 private:
  bool offline() const { return state_.cover_open || state_.paper == escpos::Paper::end; }
  void reply(std::string_view bytes);
  void report();
  void real_time(std::string_view command);
  void obey(const escpos::Unit& unit);
  void star_real_time(std::string_view bytes);
  void star_report();
  void star(const escpos::Unit& unit);
  void star_command(std::string_view command);
  void star_gs(std::string_view command);
  void esc(std::string_view command);
  void gs(std::string_view command);
  void code(std::string_view command);
  void block(std::string_view command);
  void picture(std::string_view command);
  void put(std::string_view bytes);
  void end_line();
  void cut();
  void add_picture(int stride, std::string_view rows);
  void choose_page(unsigned number);
  static Side side_of(unsigned n) { return n % 48 == 1 ? Side::center : n % 48 == 2 ? Side::right : Side::left; }
  void pulse();
  void reset_style();

  const escpos::PrinterProfile* profile_;
  const escpos::CodePage* page_ = nullptr;
  PrinterState state_;
  PaperRoll roll_;
  std::string waiting_;
  escpos::CommandStream stream_{escpos::Listener::printer};
  escpos::RealtimeScanner scanner_;
  std::string replies_;
  PrintedLine line_;
  std::string qr_;
  std::int64_t credit_ = 0;  ///< bytes it may print, in millionths
  std::int64_t pulses_ = 0;
  bool reports_ = false, pulse_locked_ = false;

  // Of a Star printer alone.
  star::CommandStream star_stream_;
  std::string star_asked_;   ///< the last bytes, in which a request may have begun
  std::string raster_rows_;  ///< of raster mode, until it ends
  int raster_stride_ = 0;
  int etb_ = 0;
  bool after_band_ = false;  ///< the line feed that comes next belongs to the picture
};
}  // namespace holdfast::emulator
