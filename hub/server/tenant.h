#pragma once
#include <string>

#include "server/call.h"

namespace holdfast::server {
/// Whose things an operator asks for: `?tenant=`, or the only one there is. Refuses invalid_argument when that says
/// nothing.
Result<std::string> tenant_of(Call& call);
/// The site in the path (its first parameter), which has to be there.
Result<engine::SiteCard> site_of(Call& call);
/// The channel in the path, likewise.
Result<engine::ChannelKey> channel_of(Call& call);
}  // namespace holdfast::server
