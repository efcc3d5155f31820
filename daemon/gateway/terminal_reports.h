#pragma once
#include <vector>

#include "gateway/gateway.h"
#include "store/terminal_watch.h"

namespace holdfast::gateway {
/// What the capability matrix has to know of each card terminal that is driven.
std::vector<store::TerminalReport> terminal_reports(const Gateway& gateway, store::Store& store);
}  // namespace holdfast::gateway
