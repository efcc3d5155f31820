#pragma once
#include "barcodes/gs1.h"
#include "base/result.h"

namespace holdfast::barcodes {
/// The rules between application identifiers (GS1 General Specifications 4.14). A till sells what is on the label, so a
/// scan is never refused for these; makers of labels and tests of suppliers' data want them.

/// The same identifier twice has the same value.
Result<void> check_repeats(const Gs1Message& message);
/// No two identifiers that rule each other out.
Result<void> check_exclusions(const Gs1Message& message);
/// Each identifier has those it needs beside it.
Result<void> check_requisites(const Gs1Message& message);
/// A digital signature (8030) beside 253, 255 or 8003 wants the serial part of that key.
Result<void> check_signed_key(const Gs1Message& message);
/// All of them.
Result<void> check_associations(const Gs1Message& message);
}  // namespace holdfast::barcodes
