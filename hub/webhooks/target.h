#pragma once
#include <sys/socket.h>

#include <string_view>

#include "base/result.h"

namespace holdfast::webhooks {
/// Which addresses calls may go to. A URL is the word of whoever made the endpoint; what it leads to is looked at when
/// the connection is made, so a name that changes its address later is caught as well.
enum class Reach {
  world,  ///< https to public addresses only
  all     ///< any address, http too: said on the hub's command line, for targets of one's own network
};
/// Not loopback, private, link-local, shared, reserved, documentation or multicast, nor IPv4 of that kind written as
/// IPv6.
bool is_public(const sockaddr& address);
/// Refuses invalid_argument: no URL, credentials or a fragment in it, or plain http where that is not allowed.
Result<> check_url(std::string_view url, Reach reach);
}  // namespace holdfast::webhooks
