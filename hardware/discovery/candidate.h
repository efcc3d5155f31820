#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::discovery {
enum class Source { usb, serial, mdns, scan };
std::string_view name_of(Source source);
/// How sure we are of what it is: its own id or name says so; its class says so; or nothing but a guess.
enum class Certainty { known, likely, possible };
std::string_view name_of(Certainty certainty);

/// Something that was found and may become a device of the store. Nothing is configured by finding it.
struct Candidate {
  std::string kind;     ///< as devices are configured: `receipt_printer`, `scale`, …; empty: nobody can tell from here
  std::string address;  ///< empty: as it is set it cannot be used, see `hint`
  std::string profile;  ///< a guess; empty: to be chosen
  Certainty certainty = Certainty::possible;
  Source source = Source::usb;
  std::string
      told_by;  ///< what told us: `usb ids`, `usb class`, `hid usage`, `_pdl-datastream._tcp`, `status answer`, …
  std::string maker, model, serial;
  std::string hint;  ///< what to do first: `hid_pos_mode`: scan the code in its manual that sets it to HID POS
  friend bool operator==(const Candidate&, const Candidate&) = default;
};
/// Puts the surest first, and leaves out what has the same address as a surer one.
std::vector<Candidate> sorted(std::vector<Candidate> found);
}  // namespace holdfast::discovery
