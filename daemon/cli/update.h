#pragma once
#include <functional>
#include <string>

#include "cli/backend.h"

namespace CLI {
class App;
}

namespace holdfast::cli {
// What runs on an appliance and what follows it, through its daemon (/v1/update). They throw Stop.
int update_status(const Where& where, bool json);
int update_history(const Where& where, bool json);
/// `check`, `now` or `back`.
int update_act(const Where& where, const std::string& act);
int update_from(const Where& where, const std::string& folder);
int clear_bad_release(const Where& where, const std::string& sha256);
/// Members as in `UpdatePolicy` of the API; what is not named stays.
struct UpdatePolicyWish {
  std::string from, to;
  std::optional<bool> automatic, after_close, needs_no_shift, shares;
  std::vector<int> days;
  std::vector<std::string> peers;
  std::optional<std::int64_t> bytes_per_second;
};
int update_policy(const Where& where, const UpdatePolicyWish& wish);
/// Whose releases are believed from now on: the root document goes into the launcher's folder. Refuses one that is not
/// signed by itself, and one where another is believed already.
int trust_releases(const std::string& root_document, const std::string& releases);

void add_update_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose);
}  // namespace holdfast::cli
