#pragma once

namespace holdfast::jq {
/// Gives up for good whatever running a jq program does not take: opening files, sockets, other processes, cores, more
/// than 256 MiB. What is tried all the same fails, or ends the process. False: this kernel does not do it.
bool confine();
}  // namespace holdfast::jq
