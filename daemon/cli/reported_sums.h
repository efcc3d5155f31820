#pragma once
#include "cli/backend.h"
#include "cli/replay_document.h"

namespace holdfast::cli {
/// What the daemon says it has of a month: its orders by the numbers they carry, and its stock moves.
ReplaySums reported_sums(Backend& backend, const ReplayMonth& month);
}  // namespace holdfast::cli
