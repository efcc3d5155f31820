#pragma once
#include <functional>

#include "rollout/moment.h"
#include "store/call.h"
#include "update/releases.h"

namespace holdfast::update {
/// The last look at the shop before the daemon makes place, in the writer's queue: what began before it is seen, and
/// nothing that a person asks for begins after it (Answer::closing). Refuses with what it waits for, as moment() names
/// it, in the error's first field. `still_wanted` is asked when the moment is there, and lets nobody go twice.
store::Write last_look(const rollout::UpdatePolicy& policy, int utc_offset_min, bool forced,
                       std::function<bool()> still_wanted);
/// The same in a word that pages have a sentence for.
Cause called_off(const Error& why);
}  // namespace holdfast::update
