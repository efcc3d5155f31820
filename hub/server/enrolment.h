#pragma once
#include <string>

#include "server/call.h"

namespace holdfast::server {
struct TokenWish {
  engine::ChannelKey channel;
  std::string site_name;
  std::int64_t valid_s = 900;
};
struct MadeToken {
  std::string token;
  Instant expires;
};
/// A token that lets one store in, once; tenant and channel are made when they are new.
Result<MadeToken> make_token(Call& call, const TokenWish& wish);

struct Enrolled {
  engine::SiteKey key;
  std::string channel;
  std::string certificate_pem;
  Instant renew_after;
};
struct EnrolRequest {
  std::string token;
  std::string request_pem;
  std::string site;
  std::string site_name;  ///< empty: the token's
};
/// A token used up is taken once more from the same store with the same key: its first answer may have been lost.
Result<Enrolled> enrol_site(Call& call, const EnrolRequest& request);
/// The next certificate of a store that showed a good one.
Result<Enrolled> renew_site(Call& call, const std::string& request_pem);
/// From now on nothing of this site is taken, whichever certificate it shows; until it enrols again. False: no such
/// site.
bool revoke_site(Call& call, const engine::SiteKey& key);
}  // namespace holdfast::server
