#pragma once
#include <string>

namespace holdfast::update {
/// Whether a device is there, without a word to it: its port takes a connection within a second, its node can be seen.
/// What names neither a host nor a node (`none:`) is always there.
bool knock(const std::string& address);
}  // namespace holdfast::update
