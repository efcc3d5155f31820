#include "emulator/paper_roll.h"

namespace holdfast::emulator {
void PaperRoll::add(Printed part) {
  if (std::holds_alternative<Cut>(part)) ++cuts_;
  parts_.push_back(std::move(part));
  if (parts_.size() > most_parts) parts_.pop_front();
}

std::string PaperRoll::text() const {
  std::string out;
  for (const Printed& part : parts_) {
    if (const auto* line = std::get_if<PrintedLine>(&part)) out += line->text;
    if (const auto* picture = std::get_if<PrintedPicture>(&part))
      out += "[picture " + std::to_string(picture->dots.width()) + "x" + std::to_string(picture->dots.height()) + "]";
    if (const auto* code = std::get_if<PrintedCode>(&part))
      out += (code->kind == PrintedCode::Kind::qr ? "[qr " : "[code ") + code->text + "]";
    if (std::holds_alternative<Cut>(part)) out += "------------ cut ------------";
    out += '\n';
  }
  return out;
}
}  // namespace holdfast::emulator
