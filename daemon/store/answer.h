#pragma once
#include <string>
#include <utility>
#include <vector>

namespace holdfast::store {
/// What a command or query answers over HTTP once it is done (and, for a command, durable).
struct Answer {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;  ///< ETag, Location
  // What the store has to do once this is durable; never sent.
  bool tokens_changed = false;  ///< terminals, sessions, staff, roles: read them again before the answer goes out
  bool site_changed = false;    ///< the site's row or policy: read it again before the answer goes out
  bool preview = false;         ///< nothing of the command is kept: it only wanted to know what it would answer
  /// The daemon ends: nothing that a person asks for is begun after this one, in the same batch neither. What was begun
  /// is still ended (a print, a call), by whoever has nobody's name.
  bool closing = false;
  bool secret = false;  ///< the body holds a token or code: what is kept for replays is sealed with the client's key
};
}  // namespace holdfast::store
