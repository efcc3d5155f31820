#include "escpos/printer_status.h"

#include "escpos/octets.h"

namespace holdfast::escpos {
namespace {
constexpr bool bit(unsigned byte, int n) { return (byte >> n & 1) != 0; }

Paper paper_of(bool end, bool near_end) { return end ? Paper::end : near_end ? Paper::near_end : Paper::present; }
}  // namespace

std::string_view to_text(Trouble trouble) {
  switch (trouble) {
    case Trouble::cover_open:
      return "cover_open";
    case Trouble::paper_end:
      return "paper_end";
    case Trouble::cutter_error:
      return "cutter_error";
    case Trouble::recoverable_error:
      return "recoverable_error";
    case Trouble::unrecoverable_error:
      return "unrecoverable_error";
    case Trouble::head_hot:
      return "head_hot";
    case Trouble::feeding:
      return "feeding";
    case Trouble::offline:
      return "offline";
    case Trouble::not_taking_data:
      return "not_taking_data";
    case Trouble::not_answering:
      return "not_answering";
  }
  return "";
}

std::optional<Trouble> trouble_of(const PrinterStatus& status) {
  if (status.unrecoverable_error.value_or(false)) return Trouble::unrecoverable_error;
  if (status.cover_open.value_or(false)) return Trouble::cover_open;
  if (status.paper == Paper::end || status.stopped_by_paper_end.value_or(false)) return Trouble::paper_end;
  if (status.cutter_error.value_or(false)) return Trouble::cutter_error;
  if (status.self_recovering_error.value_or(false)) return Trouble::head_hot;
  if (status.recoverable_error.value_or(false) || status.error.value_or(false)) return Trouble::recoverable_error;
  if (status.fed_by_button.value_or(false)) return Trouble::feeding;
  if (!status.online.value_or(true)) return Trouble::offline;
  return std::nullopt;
}

void apply_real_time_status(PrinterStatus& status, unsigned n, unsigned byte) {
  if (!is_real_time_status(byte)) return;
  switch (n) {
    case 1:
      status.drawer_pin_high = bit(byte, 2);
      status.online = !bit(byte, 3);
      status.waiting_for_recovery = bit(byte, 5);
      return;
    case 2:
      status.cover_open = bit(byte, 2);
      status.fed_by_button = bit(byte, 3);
      status.stopped_by_paper_end = bit(byte, 5);
      status.error = bit(byte, 6);
      return;
    case 3:
      status.recoverable_error = bit(byte, 2);
      status.cutter_error = bit(byte, 3);
      status.unrecoverable_error = bit(byte, 5);
      status.self_recovering_error = bit(byte, 6);
      return;
    case 4:
      // Bits 5 and 6 alone mean the end: one maker has the other two differently (hardware reference 1.7).
      status.paper = paper_of(bit(byte, 5) && bit(byte, 6), bit(byte, 2) && bit(byte, 3));
      return;
    default:
      return;
  }
}

void apply_automatic_status(PrinterStatus& status, std::string_view bytes) {
  if (bytes.size() != 4 || !begins_automatic_status(octet(bytes, 0))) return;
  const unsigned first = octet(bytes, 0);
  const unsigned second = octet(bytes, 1);
  const unsigned third = octet(bytes, 2);
  status.drawer_pin_high = bit(first, 2);
  status.online = !bit(first, 3);
  status.cover_open = bit(first, 5);
  status.fed_by_button = bit(first, 6);
  status.waiting_for_recovery = bit(second, 0);
  status.recoverable_error = bit(second, 2);
  status.cutter_error = bit(second, 3);
  status.unrecoverable_error = bit(second, 5);
  status.self_recovering_error = bit(second, 6);
  status.error = (second & 0x6c) != 0;
  status.paper = paper_of((third & 0x0c) == 0x0c, (third & 0x03) == 0x03);
  status.stopped_by_paper_end = status.paper == Paper::end;
}

void apply_ordered_status(PrinterStatus& status, unsigned n, unsigned byte) {
  if ((byte & 0x90) != 0) return;
  if (n == 1) status.paper = paper_of((byte & 0x0c) != 0, (byte & 0x03) != 0);
  if (n == 2) status.drawer_pin_high = bit(byte, 0);
}
}  // namespace holdfast::escpos
