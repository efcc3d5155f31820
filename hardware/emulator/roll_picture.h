#pragma once
#include <string>

#include "emulator/paper_roll.h"
#include "print/fonts.h"

namespace holdfast::emulator {
/// The end of the roll as a PNG, at most so many dots high: letters stand in the printer's fixed pitch.
std::string picture_of(const PaperRoll& roll, const print::Fonts& fonts, int dots, int most_height = 6'000);
}  // namespace holdfast::emulator
