#pragma once
#include <functional>

#include "site/site.h"

namespace holdfast::store {
/// Minutes east of UTC at an instant; safe to call from several threads.
using OffsetOf = std::function<int(Instant)>;

/// The site as all threads see it; replaced as a whole when it changes.
struct SiteView {
  Site site;
  OffsetOf utc_offset_min;
};
}  // namespace holdfast::store
