#pragma once
#include "base/json.h"
#include "base/json_writer.h"
#include "emulator/line_faults.h"

namespace holdfast::panel {
/// `faults: {silent, deaf, bytePauseMs, cut, lost, half, garbage, duplicate}`, the same for every device; what is not
/// named is well, and without `faults` all stays as it is.
void write_trouble(JsonWriter& json, const emulator::LineTrouble& trouble);
emulator::LineTrouble read_trouble(JsonFields& fields, std::vector<FieldError>& errors,
                                   const emulator::LineTrouble& before);
}  // namespace holdfast::panel
